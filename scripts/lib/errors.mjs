// Named failures of the scripts, and the one place that prints them and ends the process.
import { stopAllChildren } from './children.mjs';

/** A failure with a name, what to do about it, and (optionally) the tail of what the failing program said. */
export class ScriptError extends Error {
  /**
   * @param {string} code e.g. `SYSTEM_PACKAGES_MISSING`
   * @param {string} message in Chinese
   * @param {{ exitCode?: number, help?: string, output?: string }} [more]
   */
  constructor(code, message, more = {}) {
    super(message);
    this.code = code;
    this.exitCode = more.exitCode ?? 1;
    this.help = more.help;
    this.output = more.output;
  }
}

const tail = (text, lines = 40) => text.trimEnd().split('\n').slice(-lines).join('\n');

function print(error) {
  if (!(error instanceof ScriptError)) {
    console.error(error);
    return;
  }
  if (error.output?.trim()) console.error(tail(error.output));
  console.error(`\n错误 ${error.code}：${error.message}`);
  if (error.help) console.error(error.help);
}

/** Runs a script's work; its return value is the exit code (undefined = 0). Children are stopped in every case. */
export async function main(work) {
  let exitCode;
  try {
    exitCode = (await work()) ?? 0;
  } catch (error) {
    print(error);
    exitCode = error instanceof ScriptError ? error.exitCode : 70;
  }
  await stopAllChildren();
  process.exit(exitCode);
}
