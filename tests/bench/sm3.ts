// SM3 throughput beside `openssl speed`.
// @runtime electron-node
import { initCrypto } from '#core/crypto/init';
import { sm3 } from '#core/crypto/sm3';
import { opensslSm3 } from '#tests/support/measure/openssl-speed';
import { printRatio, ratePerSecond } from '#tests/support/measure/ratio';

await initCrypto();
const message = new Uint8Array(65_536).map((_, i) => i);

printRatio({
  bench: 'sm3',
  unit: 'MB/s',
  runs: 5,
  target: '>= 0.45',
  measure: () => (ratePerSecond(1, () => sm3(message)) * message.length) / 1e6,
  floor: opensslSm3,
});
