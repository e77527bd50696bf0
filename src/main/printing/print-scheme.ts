// zc-print://job/ID/…: pages to print, served from memory to the print window and to nobody else.
import type { CustomScheme, Session } from 'electron';
import type { PrintDocument } from '#core/print/page';

export const PRINT_SCHEME = 'zc-print';

/** Goes into the one call of `protocol.registerSchemesAsPrivileged` before the application is ready. */
export const printSchemePrivileges: CustomScheme = {
  scheme: PRINT_SCHEME,
  privileges: { standard: true, secure: true },
};

export interface PageShelf {
  put(id: string, document: PrintDocument): void;
  remove(id: string): void;
}

const CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src data:; font-src 'none'";

export function servePrintPages(session: Session): PageShelf {
  const pages = new Map<string, PrintDocument>();
  session.protocol.handle(PRINT_SCHEME, (request) => {
    const match = /^zc-print:\/\/job\/([0-9a-f-]{36})\/(page\.html|style\.css)$/.exec(request.url);
    const page = match && pages.get(match[1]!);
    if (!page || request.method !== 'GET') return new Response(null, { status: 404 });
    return match[2] === 'page.html' ? answer(page.html, 'text/html') : answer(page.css, 'text/css');
  });
  return {
    put: (id, document) => void pages.set(id, document),
    remove: (id) => void pages.delete(id),
  };
}

function answer(body: string, type: string): Response {
  return new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}
