// The terminal's one window: sandboxed, isolated, brought back when its renderer dies.
import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { FileFilter, WebContents } from 'electron';
import { events, requests } from '#shared/ipc/contract';
import type { Log } from '../log/logger';
import { APP_ORIGIN } from './app-protocol';

export interface TerminalWindow {
  contents(): WebContents | undefined;
  /** Shows only this start-up error, with what to do, instead of the desk. */
  showFailure(code: string): void;
  onClosed(listener: () => void): void;
  focus(): void;
  /** The system's own dialog for a new file of this name; undefined when the clerk chose none. */
  chooseSave(name: string): Promise<string | undefined>;
  /** The system's own dialog; undefined when the clerk chose no file. */
  chooseFile(): Promise<string | undefined>;
  /** An e-seal (.esl) for the register. */
  chooseSealFile(): Promise<string | undefined>;
  /** A list of certificates to be issued. */
  chooseListFile(): Promise<string | undefined>;
}

export function openTerminalWindow(options: { preload: string; log: Log }): TerminalWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1280,
    minHeight: 700,
    show: false,
    title: '证窗',
    backgroundColor: '#f3f5f8',
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      backgroundThrottling: false,
      additionalArguments: [
        `--zc-requests=${Object.keys(requests).join(',')}`,
        `--zc-events=${Object.keys(events).join(',')}`,
      ],
    },
  });
  window.setMenu(null);
  let url = `${APP_ORIGIN}/index.html`;
  window.once('ready-to-show', () => {
    window.maximize();
    window.show();
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    options.log('window.renderer-gone', { reason: details.reason, exitCode: details.exitCode });
    // Nothing is lost: the database holds the desk, the new page asks for it.
    if (!window.isDestroyed()) void window.loadURL(url);
  });
  window.on('unresponsive', () => options.log('window.unresponsive'));
  void window.loadURL(url);

  return {
    contents: () => (window.isDestroyed() ? undefined : window.webContents),
    showFailure(code) {
      url = `${APP_ORIGIN}/index.html?failure=${code}`;
      void window.loadURL(url);
    },
    onClosed: (listener) => void window.on('closed', listener),
    async chooseSave(name) {
      const { filePath } = await dialog.showSaveDialog(window, {
        title: '保存到',
        defaultPath: join(app.getPath('documents'), name),
        properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
      });
      return filePath || undefined;
    },
    chooseFile: () =>
      chooseOne(window, '选择要验证的文件', { name: '版式文件（OFD、PDF）', extensions: ['ofd', 'pdf'] }),
    chooseSealFile: () =>
      chooseOne(window, '选择电子印章文件', { name: '电子印章（ESL）', extensions: ['esl'] }),
    chooseListFile: () =>
      chooseOne(window, '选择批量签发清单', { name: '表格清单（CSV、TXT）', extensions: ['csv', 'txt'] }),
    focus() {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  };
}

/** Path of the file that the clerk chose; `kind`: what is offered first. */
async function chooseOne(
  window: BrowserWindow,
  title: string,
  kind: FileFilter,
): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title,
    filters: [kind, { name: '所有文件', extensions: ['*'] }],
    properties: ['openFile', 'dontAddToRecent'],
  });
  return filePaths[0];
}
