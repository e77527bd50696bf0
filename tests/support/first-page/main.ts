// The bench's Electron program: a bare window; each time from a file's bytes to its first page painted, or a prepared page.
import { readFileSync } from 'node:fs';
import { app, BrowserWindow, type WebContents } from 'electron';
import { initCrypto } from '#core/crypto/init';
import { NO_TRUST } from '#core/eseal/trust';
import { verifyOfd } from '#core/eseal/verify-ofd';
import { openOfd } from '#core/ofd/document/ofd-file';
import { renderPage } from '#core/ofd/render/render-page';
import { stampsOf } from '#tests/support/ofd-preview/stamps';

const argument = (name: string): string =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';

app.setPath('userData', argument('profile-dir'));
void app.whenReady().then(async () => {
  await initCrypto();
  const bytes = new Uint8Array(readFileSync(argument('file')));
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } });
  await window.loadURL('data:text/html,<meta charset="utf-8"><body style="margin:0"></body>');
  const page = window.webContents;
  const prepared = svgOf(bytes, false);
  const runs: object[] = [];
  for (let run = 0; run < Number(argument('runs')); run += 1) {
    runs.push({
      floor: await timed(page, () => prepared),
      shown: await timed(page, () => svgOf(bytes, false)),
      verified: await timed(page, () => svgOf(bytes, true)),
    });
  }
  process.stdout.write(`${JSON.stringify({ runs })}\n`, () => app.exit(0));
});

/** Milliseconds until the frame after the one that the page was inserted in. */
async function timed(page: WebContents, make: () => string): Promise<number> {
  await page.executeJavaScript(
    'document.body.replaceChildren(); new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d)))',
  );
  const begin = performance.now();
  await page.executeJavaScript(
    `document.body.innerHTML = ${JSON.stringify(make())};
     Promise.all([...document.querySelectorAll('image')].map((one) => one.decode?.()))
       .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))).then(() => 0)`,
  );
  return performance.now() - begin;
}

function svgOf(bytes: Uint8Array, verified: boolean): string {
  const file = openOfd(bytes);
  const document = file.ok ? file.value.document(0) : file;
  if (!file.ok || !document.ok) throw new Error('the bench’s own file opens');
  if (verified && !verifyOfd(file.value.files, NO_TRUST, new Date('2026-06-02T00:00:00Z')).intact)
    throw new Error('the bench’s own file is intact');
  const page = renderPage(document.value, 0, { stamps: stampsOf(file.value) });
  if (!page.ok) throw new Error(page.error.code);
  return page.value.svg;
}
