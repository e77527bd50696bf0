// IPP transport: one HTTP POST per message, over the service's UNIX socket or TCP. Bytes in, bytes or a typed error out.
import { request as httpRequest, type RequestOptions } from 'node:http';
import type { SpoolerError, UnreachableCause } from '#core/print/print-errors';
import { err, ok, type Result } from '#core/result';

/** Where a print service listens. */
export type IppEndpoint =
  | { readonly kind: 'unix'; readonly socketPath: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

export interface IppPost {
  /** Resource on the service, `/printers/QUEUE` or `/`. */
  readonly path: string;
  readonly body: Uint8Array;
  /** Whole exchange, milliseconds. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Answers of Get-Jobs with a long history stay far below; what is larger is not an answer to us. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

export function postIpp(endpoint: IppEndpoint, post: IppPost): Promise<Result<Uint8Array, SpoolerError>> {
  return new Promise((resolve) => {
    let settled = false;
    const settle = (result: Result<Uint8Array, SpoolerError>): void => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      post.signal?.removeEventListener('abort', stop);
      resolve(result);
      request.destroy();
    };
    const unreachable = (cause: UnreachableCause): void =>
      settle(err({ code: 'SPOOLER_UNREACHABLE', cause }));
    const stop = (): void => unreachable('stopped');
    const deadline = setTimeout(() => unreachable('deadline'), post.deadlineMs);

    const request = httpRequest(optionsFor(endpoint, post), (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MAX_ANSWER_BYTES) settle(invalid('answer too long'));
        else parts.push(part);
      });
      response.on('error', () => unreachable('broken-off'));
      response.on('aborted', () => unreachable('broken-off'));
      response.on('end', () => {
        const type = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
        const status = response.statusCode ?? 0;
        if (status !== 200) settle(httpRefusal(status));
        else if (type !== 'application/ipp') settle(invalid(`content-type ${String(type).slice(0, 60)}`));
        else settle(ok(new Uint8Array(Buffer.concat(parts))));
      });
    });
    request.on('error', (error: NodeJS.ErrnoException) => unreachable(causeOf(error)));
    post.signal?.addEventListener('abort', stop);
    if (post.signal?.aborted) stop();
    else request.end(post.body);
  });
}

function optionsFor(endpoint: IppEndpoint, post: IppPost): RequestOptions {
  const where =
    endpoint.kind === 'unix'
      ? { socketPath: endpoint.socketPath }
      : { host: endpoint.host, port: endpoint.port };
  return {
    ...where,
    method: 'POST',
    path: post.path,
    agent: false,
    headers: {
      // CUPS refuses a Host that is not its own; on its socket it is always localhost.
      Host: endpoint.kind === 'unix' ? 'localhost' : `${endpoint.host}:${endpoint.port}`,
      'Content-Type': 'application/ipp',
      'Content-Length': post.body.length,
      Connection: 'close',
    },
  };
}

/** 401, 403: policy; 404: no such queue is an IPP matter, so a bare 404 is not a print service; 426: wants TLS. */
function httpRefusal(httpStatus: number): Result<never, SpoolerError> {
  if (httpStatus >= 400 && httpStatus < 600 && httpStatus !== 404) {
    return err({ code: 'SPOOLER_REFUSED', status: null, httpStatus, detail: '' });
  }
  return invalid(`http ${httpStatus}`);
}

function invalid(what: string): Result<never, SpoolerError> {
  return err({ code: 'SPOOLER_ANSWER_INVALID', what });
}

function causeOf(error: NodeJS.ErrnoException): UnreachableCause {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'no-service';
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'refused';
    case 'EACCES':
    case 'EPERM':
      return 'no-permission';
    case 'ETIMEDOUT':
      return 'deadline';
    default:
      return 'broken-off';
  }
}
