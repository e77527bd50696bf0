// Entry of the device host: an Electron utility process that holds every native driver, so that a driver's crash or
// hang takes neither window nor database with it.
import type {} from 'electron';
import { runDeviceHost } from './host';

const port = process.parentPort;

runDeviceHost({
  post: (message) => port.postMessage(message),
  onMessage: (handler) => port.on('message', (event) => handler(event.data)),
});
