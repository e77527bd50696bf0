// The device host on a Node process channel.
import { runDeviceHost } from '#main/device-host/host';

runDeviceHost({
  drivers: {},
  post: (message) => process.send?.(message),
  onMessage: (handler) => process.on('message', handler),
});
process.on('disconnect', () => process.exit(0));
