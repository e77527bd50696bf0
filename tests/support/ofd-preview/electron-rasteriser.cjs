/* eslint-disable @typescript-eslint/no-require-imports */
// Electron main script: SVG files → PNG files, inside the same policy as the application's window.
// `electron electron-rasteriser.cjs JOBS.json`, JOBS: [{ "svg": path, "png": path, "width": pixels, "height": pixels }].
// Prints one JSON line: { "violations": [...] }, what the Content-Security-Policy refused (nothing, if all is well).
const { readFileSync, writeFileSync } = require('node:fs');
const { app, BrowserWindow } = require('electron');

// CommonJS on purpose: Electron evaluates modules only after it is ready, too late for the switches below.
const POLICY = "default-src 'none'; img-src data:; style-src 'none'; script-src 'none'; font-src 'none'";
const jobs = JSON.parse(readFileSync(process.argv.at(-1), 'utf8'));

app.disableHardwareAcceleration();
app.commandLine.appendSwitch('force-device-scale-factor', '1');
app.commandLine.appendSwitch('disable-lcd-text');
app.commandLine.appendSwitch('font-render-hinting', 'none');
app.on('window-all-closed', () => {});

/** Every picture decoded, every font there, and two frames since. */
const PAINTED = `Promise.all([...document.querySelectorAll('image, img')].map((one) => one.decode().catch(() => undefined)))
  .then(() => document.fonts.ready)
  .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`;
const CAPTURES = 40;

app.whenReady().then(run, () => app.exit(1));

async function run() {
  const violations = [];
  const window = new BrowserWindow({
    show: false,
    frame: false,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true, offscreen: true },
  });
  window.webContents.on('console-message', (_event, _level, message) => violations.push(message));
  for (const { svg, png, width, height } of jobs) {
    const sized = readFileSync(svg, 'utf8').replace(
      / width="[^"]*mm" height="[^"]*mm"/,
      ` width="${width}" height="${height}"`,
    );
    const page = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><body bgcolor="#ffffff" topmargin="0" leftmargin="0" marginwidth="0" marginheight="0">${sized}`;
    const html = `${png}.html`;
    writeFileSync(html, page);
    window.setContentSize(width, height);
    await window.loadFile(html);
    await window.webContents.insertCSS('body { overflow: hidden } svg { display: block }');
    await window.webContents.executeJavaScript(PAINTED);
    writeFileSync(png, await settled(window.webContents, { x: 0, y: 0, width, height }));
  }
  console.log(JSON.stringify({ violations }));
  app.exit(0);
}

/** The page as PNG once two captures in a row are alike: on a busy machine the first may show what is not painted yet. */
async function settled(contents, area) {
  let last = (await contents.capturePage(area)).toPNG();
  for (let capture = 1; capture < CAPTURES; capture += 1) {
    await new Promise((resolve) => setTimeout(resolve, 75));
    const next = (await contents.capturePage(area)).toPNG();
    if (next.equals(last)) return next;
    last = next;
  }
  return last;
}
