/* eslint-disable @typescript-eslint/no-require-imports -- a sandboxed preload is CommonJS */
// A bridge whose answers and events come from the gallery: `window.terminal` as the contract has it, `window.gallery` to
// script it. Test support only.
const { contextBridge } = require('electron');

/** Every request and event of the contract; the gallery hands them over. */
const { requests: REQUESTS, events: EVENTS } = JSON.parse(
  decodeURIComponent(
    process.argv.find((argument) => argument.startsWith('--gallery-names=')).slice('--gallery-names='.length),
  ),
);

/** Questions for a whole picture of something, asked when the window starts. */
const PICTURES = /\.(get|matters|citations|counts|overview|waiting|activity|pinInfo)$/;

const answers = new Map();
const waiting = new Map();
const listeners = new Map(EVENTS.map((name) => [name, new Set()]));
const calls = [];

const request = Object.fromEntries(
  REQUESTS.map((name) => [
    name,
    (input) => {
      calls.push({ name, input });
      if (answers.has(name)) return Promise.resolve(answers.get(name));
      // Pictures wait for the gallery; every deed simply succeeds.
      if (!PICTURES.test(name)) return Promise.resolve({ ok: true });
      return new Promise((resolve) => waiting.set(name, resolve));
    },
  ]),
);
const on = Object.fromEntries(
  EVENTS.map((name) => [
    name,
    (listener) => {
      listeners.get(name).add(listener);
      return () => listeners.get(name).delete(listener);
    },
  ]),
);

contextBridge.exposeInMainWorld('terminal', { request, on });
contextBridge.exposeInMainWorld('gallery', {
  answer(name, answer) {
    answers.set(name, answer);
    waiting.get(name)?.(answer);
    waiting.delete(name);
  },
  push: (name, payload) => listeners.get(name).forEach((listener) => listener(payload)),
  calls: () => calls,
});
