// The software keys' switch on the command line; each prints one line of JSON:
//   node scripts/run-ts.mjs tests/emulators/skf/main.ts demonstration --store DIR --profile-dir DIR
//   node scripts/run-ts.mjs tests/emulators/skf/main.ts list --store DIR
//   node scripts/run-ts.mjs tests/emulators/skf/main.ts (plug | unplug) SERIAL --store DIR
import { parseArgs } from 'node:util';
import { SoftwareKeyUnavailable } from './build';
import { prepareDemonstration } from './demonstration-keys';
import { createKeyStore } from './key-store';

const { values, positionals } = parseArgs({
  options: { store: { type: 'string' }, 'profile-dir': { type: 'string' } },
  allowPositionals: true,
});
const [command, serial] = positionals;
const storeFolder = given(values.store, '--store');

switch (command) {
  case 'demonstration':
    say(await demonstration(given(values['profile-dir'], '--profile-dir')));
    break;
  case 'list':
    say(await list());
    break;
  case 'plug':
  case 'unplug': {
    const store = await createKeyStore(storeFolder);
    const which = given(serial, 'SERIAL');
    if (!store.serials().includes(which)) throw new Error(`no key ${which}`);
    store[command](which);
    say(await list());
    break;
  }
  default:
    throw new Error('demonstration, list, plug or unplug');
}

// A machine without a compiler is no failure: it has no seal key to show.
async function demonstration(profileDir: string): Promise<object> {
  try {
    return { ready: true, ...(await prepareDemonstration(storeFolder, profileDir, new Date())) };
  } catch (error) {
    if (error instanceof SoftwareKeyUnavailable)
      return { ready: false, code: error.code, message: error.message };
    throw error;
  }
}

async function list(): Promise<object> {
  const store = await createKeyStore(storeFolder);
  return { keys: store.serials().map((one) => ({ serial: one, plugged: store.isPlugged(one) })) };
}

function given(value: string | undefined, name: string): string {
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
}

function say(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
