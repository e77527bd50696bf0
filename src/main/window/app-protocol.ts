// Serves the built renderer as app://terminal/…: no file:// in the window, one strict content security policy, nothing else.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { CustomScheme, Session } from 'electron';

export const APP_ORIGIN = 'app://terminal';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** `codeCache` lets V8 keep compiled code between starts. */
export const appSchemePrivileges: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, codeCache: true },
};

export function serveApp(session: Session, directory: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const file = normalize(join(directory, decodeURIComponent(url.pathname)));
    const type = TYPES[extname(file)];
    if (request.method !== 'GET' || url.host !== 'terminal' || !file.startsWith(directory + sep) || !type) {
      return new Response(null, { status: 404 });
    }
    try {
      return new Response(await readFile(file), {
        headers: {
          'content-type': type,
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
