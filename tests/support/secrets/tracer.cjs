/* eslint-disable @typescript-eslint/no-require-imports -- loaded with -r: CommonJS */
// Loaded into main before the application: writes down all that goes over the bridge and to the host processes, as it
// arrives, before anybody can overwrite it; and what main itself says on its standard outputs.
'use strict';
const fs = require('node:fs');
const { app, ipcMain, utilityProcess } = require('electron');

const file = process.env['ZC_TRACE_FILE'];
if (!file) throw new Error('ZC_TRACE_FILE is not set');

/** @param {string} way @param {string} channel @param {unknown} value */
function write(way, channel, value) {
  fs.appendFileSync(file, `${JSON.stringify({ way, channel, value: plain(value) ?? null })}\n`);
}

/** Bytes as `{ $bytes: hex }`; everything else as it is. */
function plain(value) {
  if (ArrayBuffer.isView(value))
    return { $bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex') };
  if (value instanceof ArrayBuffer) return { $bytes: Buffer.from(value).toString('hex') };
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) return plain([...value]);
  if (value instanceof Set) return plain([...value]);
  if (value instanceof Error) return { $error: `${value.message} ${value.stack}` };
  if (Array.isArray(value)) return value.map((one) => plain(one));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
  return value;
}

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, handler) =>
  handle(channel, async (event, ...input) => {
    write('request', channel, input);
    const answer = await handler(event, ...input);
    write('answer', channel, answer);
    return answer;
  });

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (channel, ...payload) => {
    write('event', channel, payload);
    send(channel, ...payload);
  };
});

const fork = utilityProcess.fork.bind(utilityProcess);
utilityProcess.fork = (path, ...rest) => {
  const child = fork(path, ...rest);
  const host = path.includes('seal-key') ? 'seal-key-host' : 'device-host';
  const post = child.postMessage.bind(child);
  child.postMessage = (message, ...more) => {
    write('to-host', host, message);
    post(message, ...more);
  };
  child.on('message', (message) => write('from-host', host, message));
  return child;
};

for (const name of ['stdout', 'stderr']) {
  const stream = process[name];
  const original = stream.write.bind(stream);
  stream.write = (text, ...rest) => {
    fs.appendFileSync(`${file}.${name}`, text);
    return original(text, ...rest);
  };
}
