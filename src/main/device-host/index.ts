// Entry of the device host: an Electron utility process that holds every native driver, so that a driver's crash or
// hang takes neither window nor database with it.
import type {} from 'electron';
import { runDeviceHost } from './host';
import { loadNativeDrivers } from './native-drivers';

const port = process.parentPort;

runDeviceHost({
  drivers: loadNativeDrivers(),
  post: (message) => port.postMessage(message),
  onMessage: (handler) => port.on('message', (event) => handler(event.data)),
});
