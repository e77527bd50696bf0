// What the tracer wrote, examined: where a PIN may stand on its way, and that it stands nowhere else.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Pattern, Secret } from './encodings';
import type { Searcher } from './search';

/**
 * The only places: a request of the window carries each PIN or password once, as the bytes of one Uint8Array that holds
 * nothing else; main passes a PIN on to the process of the key's library in the same form. Nothing goes back.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'request request:staff.signInByKey': ['0.pin'],
  'request request:staff.signInByPassword': ['0.password'],
  'request request:staff.firstAdministrator': ['0.by.pin', '0.by.password'],
  'request request:staff.bindKey': ['0.pin'],
  'request request:staff.setPassword': ['0.password'],
  'request request:staff.changePassword': ['0.oldPassword', '0.newPassword'],
  'request request:approvals.decide': ['0.pin'],
  'request request:sealKeys.changePin': ['0.oldPin', '0.newPin'],
  'request request:issuing.seal': ['0.pin'],
  'request request:issuing.startBatch': ['0.pin'],
  'to-host seal-key-host': ['pin', 'oldPin', 'newPin'],
};

export interface Traced {
  messages: number;
  /** By way. */
  ways: Record<string, number>;
  /** PINs and passwords where they may stand, by place. */
  carried: Record<string, number>;
  /** Names and ID numbers of people on their way to or from the screen: that they really went through the terminal. */
  people: number;
  wrong: string[];
}

export async function examineTrace(file: string, searcher: Searcher): Promise<Traced> {
  const traced: Traced = { messages: 0, ways: {}, carried: {}, people: 0, wrong: [] };
  for await (const line of createInterface({ input: createReadStream(file) })) {
    // A process that was killed may leave half a line: it is searched as text all the same.
    const message = parsed(line);
    traced.messages += 1;
    traced.ways[message.way] = (traced.ways[message.way] ?? 0) + 1;
    walk(message.value, '', (path, bytes, isBytes) => {
      for (const { pattern } of searcher.in(bytes)) examine(traced, message, path, pattern, bytes, isBytes);
    });
  }
  return traced;
}

interface Message {
  readonly way: string;
  readonly channel: string;
  readonly value: unknown;
}

function parsed(line: string): Message {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return { way: 'broken', channel: '', value: line };
  }
}

function examine(
  traced: Traced,
  { way, channel }: Message,
  path: string,
  { secret, encoding }: Pattern,
  bytes: Uint8Array,
  isBytes: boolean,
): void {
  if (isPerson(secret)) return void (traced.people += 1);
  const place = `${way} ${channel}`;
  const whole = isBytes && encoding === 'utf-8' && bytes.length === Buffer.byteLength(String(secret.value));
  if (whole && ALLOWED[place]?.includes(path)) {
    const name = `${place} ${path}`;
    traced.carried[name] = (traced.carried[name] ?? 0) + 1;
  } else traced.wrong.push(`${secret.label} as ${encoding} in ${place} ${path}`);
}

export const isPerson = ({ kind }: Secret): boolean => kind === 'id-number' || kind === 'name';

/** Every text and every run of bytes in a message, with its place. */
function walk(
  value: unknown,
  path: string,
  visit: (path: string, bytes: Uint8Array, isBytes: boolean) => void,
): void {
  if (typeof value === 'string') return visit(path, new TextEncoder().encode(value), false);
  if (typeof value !== 'object' || value === null) return;
  if ('$bytes' in value && typeof value.$bytes === 'string')
    return visit(path, new Uint8Array(Buffer.from(value.$bytes, 'hex')), true);
  // A PIN spelled out number by number would be seen here.
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number'))
    visit(path, new TextEncoder().encode(value.join(',')), false);
  for (const [name, one] of Object.entries(value)) {
    visit(`${path}{}`, new TextEncoder().encode(name), false);
    walk(one, path === '' ? name : `${path}.${name}`, visit);
  }
}
