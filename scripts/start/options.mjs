// What `npm start` was asked for, and which of the two modes that means on this machine. Pure.
import { parseArgs } from 'node:util';
import { ScriptError } from '../lib/errors.mjs';

export const USAGE = `用法：npm start [-- 选项]
  --demonstration     演示模式：设备由仿真程序扮演，使用独立的数据
  --production        正式模式：连接真实设备
  --check             演示模式启动到可以办事为止，输出版本后退出
  --profile-dir DIR   使用指定的数据目录`;

/**
 * @param {string[]} argv
 * @returns {{ kind: 'help' } | { kind: 'run', check: boolean, mode: 'demonstration' | 'production' | undefined, profileDir: string | undefined }}
 */
export function parseStartOptions(argv) {
  const { demonstration, production, check, help, 'profile-dir': profileDir } = parse(argv);
  if (help) return { kind: 'help' };
  if (production && (demonstration || check)) {
    throw new ScriptError('ARGUMENTS_CONFLICT', '--production 不能与 --demonstration 或 --check 同时使用。', {
      exitCode: 2,
    });
  }
  const mode = production ? 'production' : demonstration || check ? 'demonstration' : undefined;
  return { kind: 'run', check, mode, profileDir };
}

function parse(argv) {
  try {
    return parseArgs({
      args: argv,
      options: {
        demonstration: { type: 'boolean', default: false },
        production: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        'profile-dir': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new ScriptError('ARGUMENT_UNKNOWN', error.message, { exitCode: 2, help: USAGE });
  }
}

/**
 * Without a word from the user: production where something speaks for it, else the demonstration.
 * @param {{ mode: 'demonstration' | 'production' | undefined }} options
 * @param {{ deviceNames: string[], hasProductionSettings: boolean }} machine deviceNames: entries of /dev
 */
export function chooseMode({ mode }, { deviceNames, hasProductionSettings }) {
  if (mode) return mode;
  const hasReader = deviceNames.some((name) => /^tty(USB|ACM)\d+$/.test(name));
  return hasReader || hasProductionSettings ? 'production' : 'demonstration';
}
