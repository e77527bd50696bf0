// The `eseal` command: verifies and seals OFD files without Electron. Results on stdout, one JSON object a line.
import { initCrypto } from '#core/crypto/init';
import { assertNever } from '#core/result';
import { parseCommand, USAGE } from './command-line';
import { signFile } from './sign-command';
import { trustSource } from './trust-source';
import { verifyFile } from './verify-command';
import { errorObject } from './words';

const OK = 0;
const NOT_INTACT = 1;
const WRONG_USE = 2;

/** Returns the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  // Whoever reads along has seen enough (`| head -1`): nothing is left to say, and the verdicts were not all given.
  process.stdout.once('error', () => process.exit(NOT_INTACT));
  const command = parseCommand(argv);
  if (!command.ok) {
    complain(`${command.error.message}\n\n${USAGE}`);
    return WRONG_USE;
  }
  await initCrypto();
  switch (command.value.kind) {
    case 'help':
      complain(USAGE);
      return OK;
    case 'verify':
      return verify(command.value.files, command.value.trust);
    case 'sign': {
      const report = await signFile(command.value, new Date());
      print(report);
      return report.signed ? OK : NOT_INTACT;
    }
    default:
      return assertNever(command.value);
  }
}

async function verify(files: readonly string[], trust: string): Promise<number> {
  const source = await trustSource(trust);
  if (!source.ok) {
    const { code, message, where } = errorObject(source.error);
    complain(`错误 ${code}：${message}：${where}`);
    return WRONG_USE;
  }
  let allIntact = true;
  for (const file of files) {
    const report = verifyFile(file, source.value, new Date());
    allIntact &&= report.intact;
    print(report);
  }
  return allIntact ? OK : NOT_INTACT;
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}
