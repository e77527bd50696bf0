// How scripts start Electron: as the window, or as the Node.js that the native modules are built for.
import { electronBinary } from './paths.mjs';

const isRoot = process.getuid?.() === 0;

/** Chromium refuses to sandbox for root; an ordinary user keeps the sandbox. */
export const sandboxArguments = isRoot ? ['--no-sandbox'] : [];

/** The environment for a real window, also when we were started from inside Electron's Node. */
export function windowEnvironment(env = process.env) {
  const clean = { ...env };
  delete clean.ELECTRON_RUN_AS_NODE;
  return clean;
}

export const nodeEnvironment = (env = process.env) => ({ ...env, ELECTRON_RUN_AS_NODE: '1' });

export { electronBinary, isRoot };
