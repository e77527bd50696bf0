// The floor: what the system's OpenSSL reaches, by its own benchmark.
import { execFileSync } from 'node:child_process';

/** Megabytes (10⁶) a second of SM3 over 64 KiB blocks. */
export function opensslSm3(): number {
  const output = speed('-seconds', '1', '-bytes', '65536', '-evp', 'sm3');
  const match = /^sm3\s+([\d.]+)k/im.exec(output);
  if (!match) throw new Error(`openssl speed said: ${output}`);
  return Number(match[1]) / 1000;
}

/** SM2 verifications a second. */
export function opensslSm2Verify(): number {
  const output = speed('-seconds', '1', 'sm2');
  const match = /CurveSM2\)\s+[\d.]+s\s+[\d.]+s\s+[\d.]+\s+([\d.]+)/.exec(output);
  if (!match) throw new Error(`openssl speed said: ${output}`);
  return Number(match[1]);
}

function speed(...args: string[]): string {
  return execFileSync('openssl', ['speed', ...args], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}
