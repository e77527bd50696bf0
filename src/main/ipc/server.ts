// Main's side of the contract: sender check, schema in, service, schema out, answer as data. Everything from the window
// is treated as hostile.
import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { Result } from '#core/result';
import { events, requests } from '#shared/ipc/contract';
import type {
  Answer,
  EventName,
  EventPayload,
  RequestName,
  RequestOutput,
  RequestParsed,
  WireError,
} from '#shared/ipc/contract';
import type { Log } from '../log/logger';
import { storeErrorOf } from '../store/store';

type Answered<N extends RequestName> = Result<RequestOutput<N>, WireError>;

/** One function a request; each answers data, synchronously or not. */
export type Handlers = {
  readonly [N in RequestName]: (input: RequestParsed<N>) => Answered<N> | Promise<Answered<N>>;
};

/** The handlers of one part of the contract (`typeof staffRequests` …). */
export type HandlersOf<Part> = Pick<Handlers, Extract<keyof Part, RequestName>>;

/**
 * Registers every request of the contract. `trusted` is the terminal's own window at the time of the call; `refuse` says why
 * a request is not answered to whoever stands in front of it now.
 */
export function serveRequests(
  handlers: Handlers,
  trusted: () => WebContents | undefined,
  log: Log,
  refuse: (name: RequestName) => WireError | undefined,
): void {
  for (const name of Object.keys(requests) as RequestName[]) {
    ipcMain.handle(`request:${name}`, (event, input: unknown) => {
      if (!isTrusted(event, trusted())) {
        log('ipc.refused-sender', { request: name });
        return { ok: false, error: { code: 'IPC_SENDER_REFUSED' } };
      }
      const refused = refuse(name);
      if (refused) {
        log('ipc.refused', { request: name, code: refused.code });
        return { ok: false, error: refused };
      }
      return answer(name, handlers[name] as Handler, input, log);
    });
  }
}

type Handler = (input: unknown) => Result<unknown, WireError> | Promise<Result<unknown, WireError>>;

async function answer(
  name: RequestName,
  handler: Handler,
  input: unknown,
  log: Log,
): Promise<Answer<unknown>> {
  const parsed = requests[name].in.safeParse(input);
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(',');
    log('ipc.invalid-input', { request: name, paths });
    return { ok: false, error: { code: 'IPC_INPUT_INVALID', paths } };
  }
  try {
    const result = await handler(parsed.data);
    if (!result.ok) {
      log('ipc.refused', { request: name, code: result.error.code });
      return { ok: false, error: result.error };
    }
    return { ok: true, value: requests[name].out.parse(result.value) };
  } catch (cause) {
    return { ok: false, error: unexpected(name, cause, log) };
  }
}

/** A full disk or a broken file is told as such; everything else is a bug: logged by its kind, told as internal. */
function unexpected(name: RequestName, cause: unknown, log: Log): WireError {
  try {
    const error = storeErrorOf(cause);
    log('ipc.store-failed', { request: name, code: error.code });
    return error;
  } catch {
    const error = cause instanceof Error ? cause : new Error('not an error');
    log('ipc.bug', {
      request: name,
      kind: error.name,
      message: error.message,
      stack: error.stack?.split('\n')[1],
    });
    return { code: 'IPC_INTERNAL' };
  }
}

function isTrusted(event: IpcMainInvokeEvent, own: WebContents | undefined): boolean {
  const frame = event.senderFrame;
  return (
    own !== undefined &&
    event.sender === own &&
    frame !== null &&
    frame === own.mainFrame &&
    frame.url.startsWith('app://terminal/')
  );
}

/** Pushes an event of the contract to the window, if it is there. */
export type Push = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

export function createPush(target: () => WebContents | undefined): Push {
  return (name, payload) => {
    const window = target();
    if (!window || window.isDestroyed()) return;
    window.send(`event:${name}`, events[name].parse(payload));
  };
}
