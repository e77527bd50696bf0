// The floor of start-up and memory: the same Electron with an empty window, telling when it has painted two frames.
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

app.setPath('userData', process.argv.find((argument) => argument.startsWith('--profile-dir=')).slice(14));
void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: false,
    webPreferences: { sandbox: true },
  });
  window.setMenu(null);
  window.once('ready-to-show', () => {
    window.maximize();
    window.show();
  });
  await window.loadFile(join(import.meta.dirname, 'index.html'));
  await window.webContents.executeJavaScript(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))',
  );
  process.stdout.write(`${JSON.stringify({ check: 'ready', shownAt: Date.now() })}\n`);
});
