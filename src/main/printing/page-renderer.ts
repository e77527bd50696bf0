// Renders a composed page to PDF in a hidden, scriptless, sandboxed window that can reach nothing but the page itself.
import { BrowserWindow, session, type Session } from 'electron';
import { randomUUID } from 'node:crypto';
import type { PrintDocument } from '#core/print/page';
import { firstWrongPage, pdfPages } from '#core/print/pdf-facts';
import type { RenderFailure } from '#core/print/print-errors';
import { err, ok, type Result } from '#core/result';
import type { PageRenderer, RenderedPage } from './rendered-page';
import { PRINT_SCHEME, servePrintPages, type PageShelf } from './print-scheme';

const PARTITION = 'zc-print';
const IDLE_MS = 60_000;
const RENDER_MS = 15_000;

export class ElectronPageRenderer implements PageRenderer {
  #window: BrowserWindow | undefined;
  #shelf: PageShelf | undefined;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;
  /** One page at a time: the window is one device with one owner. */
  #turn: Promise<unknown> = Promise.resolve();

  /** Opens the window ahead of the first print, so that the clerk does not wait for a process to start. */
  async warm(): Promise<void> {
    await this.#inTurn(async () => {
      const blank = {
        html: '<!doctype html><title></title>',
        css: '',
        media: { name: '', widthMm: 210, heightMm: 297 },
      };
      if (!this.#closed) await this.#attempt(blank);
    });
  }

  /** PDF of the document, each page of exactly the document's paper. A crashed or silent window is replaced once. */
  render(document: PrintDocument): Promise<Result<RenderedPage, RenderFailure>> {
    return this.#inTurn(async () => {
      if (this.#closed) return err({ kind: 'closed' } as const);
      const first = await this.#attempt(document);
      const failed = first.ok || first.error.kind === 'closed' ? first : await this.#attempt(document);
      return failed.ok ? checked(failed.value, document) : failed;
    });
  }

  close(): void {
    this.#closed = true;
    this.#discard();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #attempt(document: PrintDocument): Promise<Result<Uint8Array, RenderFailure>> {
    clearTimeout(this.#idle);
    const window = this.#open();
    const id = randomUUID();
    this.#shelf?.put(id, document);
    const failure = failureOf(window);
    try {
      const result = await Promise.race([
        failure.happened,
        pdfOf(window, `${PRINT_SCHEME}://job/${id}/page.html`),
      ]);
      if (!result.ok) this.#discard();
      return result;
    } finally {
      failure.dispose();
      this.#shelf?.remove(id);
      this.#idle = setTimeout(() => this.#discard(), IDLE_MS);
      this.#idle.unref();
    }
  }

  #open(): BrowserWindow {
    if (this.#window && !this.#window.isDestroyed()) return this.#window;
    const own = session.fromPartition(PARTITION, { cache: false });
    this.#shelf ??= fence(own);
    this.#window = new BrowserWindow({
      show: false,
      width: 800,
      height: 1100,
      focusable: false,
      skipTaskbar: true,
      webPreferences: {
        session: own,
        javascript: false,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webgl: false,
        plugins: false,
        spellcheck: false,
        navigateOnDragDrop: false,
        backgroundThrottling: false,
        devTools: false,
      },
    });
    this.#window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    return this.#window;
  }

  #discard(): void {
    clearTimeout(this.#idle);
    const window = this.#window;
    this.#window = undefined;
    if (window && !window.isDestroyed()) window.destroy();
  }
}

/** The session sees pages on the shelf and nothing else: no network, no permission, no download. */
function fence(own: Session): PageShelf {
  own.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  own.setPermissionCheckHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest((details, callback) => {
    const allowed = details.url.startsWith(`${PRINT_SCHEME}://job/`) || details.url.startsWith('data:image/');
    callback({ cancel: !allowed });
  });
  return servePrintPages(own);
}

async function pdfOf(window: BrowserWindow, url: string): Promise<Result<Uint8Array, RenderFailure>> {
  try {
    await window.loadURL(url);
    const pdf = await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: false,
    });
    return ok(new Uint8Array(pdf));
  } catch {
    return err({ kind: 'load-failed' });
  }
}

/** Resolves when the window's process dies or does not answer in time. */
function failureOf(window: BrowserWindow): {
  happened: Promise<Result<never, RenderFailure>>;
  dispose: () => void;
} {
  const { webContents } = window;
  let dispose = (): void => undefined;
  const happened = new Promise<Result<never, RenderFailure>>((resolve) => {
    const fail = (kind: 'crashed' | 'deadline' | 'closed') => () => resolve(err({ kind }));
    const [crashed, closed] = [fail('crashed'), fail('closed')];
    const deadline = setTimeout(fail('deadline'), RENDER_MS);
    webContents.once('render-process-gone', crashed);
    window.once('closed', closed);
    dispose = () => {
      clearTimeout(deadline);
      if (window.isDestroyed()) return;
      webContents.off('render-process-gone', crashed);
      window.off('closed', closed);
    };
  });
  return { happened, dispose };
}

function checked(pdf: Uint8Array, document: PrintDocument): Result<RenderedPage, RenderFailure> {
  const pages = pdfPages(pdf);
  if (pages.length === 0) return err({ kind: 'no-pages' });
  const wrong = firstWrongPage(pages, document.media);
  if (wrong >= 0) return err({ kind: 'wrong-size', page: wrong + 1, ...pages[wrong]! });
  return ok({ pdf, pages: pages.length });
}
