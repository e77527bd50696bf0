// What `prove` and `bench` share: lists the TypeScript programs of a folder by their first-line comment, or runs one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from '../build.mjs';
import { setup } from '../setup.mjs';
import { electronBinary, nodeEnvironment } from './electron.mjs';
import { ScriptError } from './errors.mjs';
import { inRoot, root, runTs } from './paths.mjs';
import { passThrough } from './run.mjs';
import { startXvfb } from './xvfb.mjs';

/**
 * `[NAME, ...ARGS]`; without a name the programs are listed. Returns the program's exit code.
 * @param {'prove' | 'bench'} kind the folder below tests/
 * @param {string[]} argv
 */
export async function runProgram(kind, [name, ...args]) {
  const programs = listPrograms(inRoot('tests', kind));
  if (!name) return console.log(programs.map((one) => `${one.name}  ${one.title}`).join('\n'));
  const program = programs.find((one) => one.name === name);
  if (!program) {
    throw new ScriptError('PROGRAM_UNKNOWN', `tests/${kind} 里没有 ${name}。`, {
      exitCode: 2,
      help: `可用：${programs.map((one) => one.name).join('、')}`,
    });
  }
  await setup('test');
  await build();
  const display = await startXvfb();
  try {
    const [runtime, env] =
      program.runtime === 'electron-node'
        ? [electronBinary, nodeEnvironment(display.env)]
        : [process.execPath, display.env];
    return (await passThrough(runtime, [runTs, program.file, ...args], { cwd: root, env })).code;
  } finally {
    await display.stop();
  }
}

function listPrograms(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .map((file) => ({
      name: basename(file, '.ts'),
      file: `${folder}/${file}`,
      ...describeProgram(readFileSync(`${folder}/${file}`, 'utf8')),
    }));
}

/**
 * Title: the first line's comment. `// @runtime electron-node` among the leading comments asks for Electron's Node,
 * which the native modules are built for. Pure.
 * @param {string} source
 * @returns {{ title: string, runtime: 'node' | 'electron-node' }}
 */
export function describeProgram(source) {
  const lines = source.split('\n');
  const firstCode = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('//'));
  const comments = lines
    .slice(0, firstCode === -1 ? lines.length : firstCode)
    .filter((line) => line.startsWith('//'))
    .map((line) => line.slice(2).trim());
  return {
    title: comments.find((line) => !line.startsWith('@')) ?? '',
    runtime: comments.includes('@runtime electron-node') ? 'electron-node' : 'node',
  };
}
