// What no page of this application may do: navigate, open windows, attach views, ask for permissions, reach a network.
import { app } from 'electron';
import type { Session } from 'electron';
import type { Log } from '../log/logger';

/** Schemes that a page may load from; the print page has its own. */
const OWN_SCHEMES = ['app:', 'zc-print:', 'data:', 'devtools:'];

export function hardenContents(log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      event.preventDefault();
      log('window.navigation-refused');
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => {
      log('window.open-refused');
      return { action: 'deny' };
    });
  });
}

export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !OWN_SCHEMES.includes(new URL(details.url).protocol) });
  });
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}
