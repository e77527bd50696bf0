// The composition root: reads the command line, opens what is kept, wires the parts, starts them. Decides nothing.
import { join } from 'node:path';
import { app, protocol, session } from 'electron';
import { initSm3 } from '#core/crypto/sm3';
import { createFileLog } from './log/logger';
import { parseCommandLine } from './lifecycle/command-line';
import { guardAgainstCrashes } from './lifecycle/crash-guard';
import { refuseCoreDumps } from './lifecycle/no-core-dumps';
import { Parts } from './lifecycle/part';
import { prepareTerminal } from './lifecycle/prepare';
import { composeTerminal } from './lifecycle/compose';
import { appSchemePrivileges, serveApp } from './window/app-protocol';
import { hardenContents, hardenSession } from './window/harden';
import { openTerminalWindow } from './window/terminal-window';
import { printSchemePrivileges } from './printing/print-scheme';

const commandLine = parseCommandLine(process.argv, app.getPath('appData'));
const clock = { now: () => new Date() };
const log = createFileLog(join(commandLine.profileDir, 'logs'), clock.now);
const sm3Ready = initSm3();

// One call for all schemes, before the application is ready: a second call would replace the first.
protocol.registerSchemesAsPrivileged([appSchemePrivileges, printSchemePrivileges]);
app.setPath('userData', join(commandLine.profileDir, 'browser'));
guardAgainstCrashes(log);
void refuseCoreDumps(log);
hardenContents(log);

if (app.requestSingleInstanceLock()) {
  void run();
} else {
  // Two terminals on one database would serve two people at once; the first one is brought to the front instead.
  process.stderr.write('证窗已在运行\n');
  app.exit(0);
}

async function run(): Promise<void> {
  await Promise.all([app.whenReady(), sm3Ready]);
  hardenSession(session.defaultSession);
  serveApp(session.defaultSession, join(__dirname, '../renderer'));
  // The window's process starts while this one opens the database; it asks for nothing before the handlers are there.
  const window = openTerminalWindow({ preload: join(__dirname, '../preload/index.cjs'), log });
  app.on('second-instance', () => window.focus());
  // Not 'window-all-closed': the hidden print window would keep the terminal running.
  window.onClosed(() => app.quit());
  const resourcesDir = join(__dirname, '../../resources');
  const prepared = prepareTerminal(commandLine, resourcesDir, clock);
  if (!prepared.ok) {
    log('terminal.cannot-start', { ...prepared.error });
    window.showFailure(prepared.error.code);
    return;
  }

  const terminal = composeTerminal({
    ...prepared.value,
    commandLine,
    clock,
    log,
    window,
    deviceHost: join(__dirname, 'device-host.cjs'),
    sealKeyHost: join(__dirname, 'seal-key-host.cjs'),
    resourcesDir,
  });
  const parts = new Parts(terminal, log);
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void parts.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
  const started = await parts.start();
  // Once more for what was being started at the first time.
  void refuseCoreDumps(log);
  if (started)
    log('terminal.started', { profile: prepared.value.settings.profile, version: app.getVersion() });
}
