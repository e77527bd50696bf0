// A small Electron application that renders the sample documents with the real page renderer into a folder, and says
// what came out as one JSON line. Built and started by tests/integration/printing; argv: OUT-FOLDER.
import { app, protocol, webContents } from 'electron';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initSm3 } from '#core/crypto/sm3';
import { ElectronPageRenderer } from '#main/printing/page-renderer';
import { printSchemePrivileges } from '#main/printing/print-scheme';
import { sampleDocuments } from './samples';

protocol.registerSchemesAsPrivileged([printSchemePrivileges]);
app.on('window-all-closed', () => undefined);
void app.whenReady().then(run, fail);

async function run(): Promise<void> {
  try {
    const out = process.argv.at(-1)!;
    await initSm3();
    const renderer = new ElectronPageRenderer();
    await renderer.warm();
    const report: Record<string, unknown> = {};
    for (const [name, document] of Object.entries(sampleDocuments())) {
      const started = performance.now();
      const rendered = await renderer.render(document);
      const ms = Math.round(performance.now() - started);
      if (rendered.ok) writeFileSync(join(out, `${name}.pdf`), rendered.value.pdf);
      report[name] = rendered.ok ? { pages: rendered.value.pages, ms } : { error: rendered.error, ms };
    }
    report['hostile'] = await hostile(renderer);
    report['after-crash'] = await afterCrash(renderer);
    process.stdout.write(`RENDERED ${JSON.stringify(report)}\n`);
    renderer.close();
    app.exit(0);
  } catch (cause) {
    fail(cause);
  }
}

/** A page whose markup was broken out of: its script must not run, and nothing may be asked of a network. */
async function hostile(renderer: ElectronPageRenderer): Promise<unknown> {
  const [document] = Object.values(sampleDocuments());
  const html = document!.html.replace(
    '</body>',
    '<p id="seen">before</p><script>document.getElementById("seen").textContent="SCRIPTRAN"</script>' +
      '<img src="http://127.0.0.1:9/x.png"><iframe src="file:///etc/passwd"></iframe></body>',
  );
  const rendered = await renderer.render({ ...document!, html });
  if (rendered.ok) writeFileSync(join(process.argv.at(-1)!, 'hostile.pdf'), rendered.value.pdf);
  return rendered.ok ? { pages: rendered.value.pages } : { error: rendered.error };
}

/** The window's process dies while a page is being made: the next attempt has a new one. */
async function afterCrash(renderer: ElectronPageRenderer): Promise<unknown> {
  const [document] = Object.values(sampleDocuments());
  const rendering = renderer.render(document!);
  webContents.getAllWebContents().forEach((contents) => contents.forcefullyCrashRenderer());
  const rendered = await rendering;
  return rendered.ok ? { pages: rendered.value.pages } : { error: rendered.error };
}

function fail(cause: unknown): void {
  process.stderr.write(`${String(cause)}\n`);
  app.exit(1);
}
