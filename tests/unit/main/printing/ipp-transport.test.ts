// The transport against services that answer with something else, too much, late or not at all.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postIpp } from '#main/printing/ipp-transport';
import { printerAddress } from '#main/printing/printer-address';

describe('the IPP transport', () => {
  let folder: string;
  let server: Server | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zcipp-'));
  });
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
    rmSync(folder, { recursive: true });
  });

  async function ask(listener: RequestListener, more: { deadlineMs?: number; signal?: AbortSignal } = {}) {
    const socketPath = join(folder, 's');
    const listening = createServer(listener);
    server = listening;
    await new Promise<void>((resolve) => listening.listen(socketPath, resolve));
    return postIpp(
      { kind: 'unix', socketPath },
      { path: '/printers/Q', body: Uint8Array.of(1, 2), deadlineMs: 5_000, ...more },
    );
  }

  test('bytes there and back', async () => {
    const asked: unknown[] = [];
    const answer = await ask((request, response) => {
      asked.push(request.method, request.url, request.headers.host, request.headers['content-type']);
      request.pipe(response.writeHead(200, { 'content-type': 'application/ipp' }));
    });
    expect(asked).toEqual(['POST', '/printers/Q', 'localhost', 'application/ipp']);
    expect(answer).toEqual({ ok: true, value: Uint8Array.of(1, 2) });
  });

  test.each([
    [200, 'text/html', { code: 'SPOOLER_ANSWER_INVALID', what: 'content-type text/html' }],
    [404, 'text/html', { code: 'SPOOLER_ANSWER_INVALID', what: 'http 404' }],
    [403, 'text/html', { code: 'SPOOLER_REFUSED', status: null, httpStatus: 403, detail: '' }],
    [426, 'text/html', { code: 'SPOOLER_REFUSED', status: null, httpStatus: 426, detail: '' }],
  ])('HTTP %i %s instead of IPP', async (status, type, error) => {
    const answer = await ask((_request, response) =>
      response.writeHead(status, { 'content-type': type }).end('<html>'),
    );
    expect(answer).toEqual({ ok: false, error });
  });

  test('an endless answer is cut', async () => {
    const answer = await ask((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/ipp' });
      response.write(Buffer.alloc(5 << 20));
    });
    expect(answer).toEqual({ ok: false, error: { code: 'SPOOLER_ANSWER_INVALID', what: 'answer too long' } });
  });

  test('silence ends at the deadline', async () => {
    const answer = await ask(() => undefined, { deadlineMs: 50 });
    expect(answer).toEqual({ ok: false, error: { code: 'SPOOLER_UNREACHABLE', cause: 'deadline' } });
  });

  test('the terminal that closes does not wait', async () => {
    const stop = new AbortController();
    const answer = await ask(() => stop.abort(), { signal: stop.signal });
    expect(answer).toEqual({ ok: false, error: { code: 'SPOOLER_UNREACHABLE', cause: 'stopped' } });
  });

  test('a connection that breaks off in the answer', async () => {
    const answer = await ask((request, response) => {
      response.writeHead(200, { 'content-type': 'application/ipp', 'content-length': 100 });
      response.write('x', () => request.socket.destroy());
    });
    expect(answer).toEqual({ ok: false, error: { code: 'SPOOLER_UNREACHABLE', cause: 'broken-off' } });
  });

  test('nobody there', async () => {
    const post = { path: '/', body: new Uint8Array(0), deadlineMs: 1_000 };
    expect(await postIpp({ kind: 'unix', socketPath: join(folder, 'none') }, post)).toEqual({
      ok: false,
      error: { code: 'SPOOLER_UNREACHABLE', cause: 'no-service' },
    });
    expect(await postIpp({ kind: 'tcp', host: '127.0.0.1', port: 1 }, post)).toEqual({
      ok: false,
      error: { code: 'SPOOLER_UNREACHABLE', cause: 'refused' },
    });
  });
});

describe('the printer setting', () => {
  test.each([
    [null, { endpoint: { kind: 'unix', socketPath: '/run/cups/cups.sock' }, queue: null }],
    [
      'ipp+unix://%2Frun%2Fcups%2Fcups.sock/printers/Q',
      { endpoint: { kind: 'unix', socketPath: '/run/cups/cups.sock' }, queue: 'Q' },
    ],
    [
      'ipp://print.hall:8631/printers/Q',
      { endpoint: { kind: 'tcp', host: 'print.hall', port: 8631 }, queue: 'Q' },
    ],
    ['ipp://10.0.0.9/printers/Q', { endpoint: { kind: 'tcp', host: '10.0.0.9', port: 631 }, queue: 'Q' }],
  ])('%s', (uri, value) => {
    expect(printerAddress(uri === null ? null : { uri, queue: 'Q' })).toEqual({ ok: true, value });
  });

  test.each([
    'http://x/printers/Q',
    'ipp://x/printers/OTHER',
    'ipp://user@x/printers/Q',
    'ipp+unix://relative/printers/Q',
    'ipp://x:99999/printers/Q',
    'ipp+unix://%zz/printers/Q',
    'ipp://x/printers/Q?a=b',
  ])('%s is refused', (uri) => {
    expect(printerAddress({ uri, queue: 'Q' })).toEqual({
      ok: false,
      error: { code: 'PRINTER_URI_INVALID', uri },
    });
  });
});
