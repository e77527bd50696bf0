/* eslint-disable @typescript-eslint/no-require-imports -- Electron starts it as CommonJS */
// A window around the built renderer with the product's content security policy and a scripted bridge. Test support only.
const { readFile } = require('node:fs/promises');
const { join, extname } = require('node:path');
const { app, BrowserWindow, protocol } = require('electron');

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };
const [directory, width, height, names] = process.argv.slice(-4);

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.whenReady().then(() => {
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url);
    const headers = {
      'content-type': TYPES[extname(pathname)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    };
    return new Response(await readFile(join(directory, pathname)), { headers });
  });
  const window = new BrowserWindow({
    width: Number(width),
    height: Number(height),
    useContentSize: true,
    frame: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      preload: join(__dirname, 'gallery-preload.cjs'),
      additionalArguments: [`--gallery-names=${names}`],
    },
  });
  window.setMenu(null);
  window.loadURL('app://terminal/index.html');
});
app.on('window-all-closed', () => app.quit());
