// The security checklist over the built application (docs/security.md): what a page, a link, a message can not do.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requests } from '#shared/ipc/contract';
import { bridge, waitFor } from '../support/bridge';
import type { Bridge } from '../support/bridge';
import { ROOT, startStation } from '../support/station';
import type { Running, Station } from '../support/station';

let station: Station;
let running: Running;
let terminal: Bridge;

beforeAll(async () => {
  station = await startStation({ printer: false });
  running = await station.launch();
  terminal = bridge(running.page);
  await waitFor('desk', async () => (await terminal.desk()).revision >= 0);
});
afterAll(async () => {
  await running?.close();
  await station?.stop();
});

describe('the window', () => {
  it('is sandboxed, isolated and without Node', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow: windows }) =>
      windows.getAllWindows().map((window) => {
        const contents = (window as BrowserWindow).webContents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        };
        const all = contents.getLastWebPreferences();
        const names = [
          'sandbox',
          'contextIsolation',
          'nodeIntegration',
          'nodeIntegrationInWorker',
          'nodeIntegrationInSubFrames',
          'webSecurity',
          'allowRunningInsecureContent',
          'experimentalFeatures',
          'enableBlinkFeatures',
          'webviewTag',
        ];
        return Object.fromEntries(names.map((name) => [name, all[name] ?? null]));
      }),
    );
    expect(preferences.length).toBeGreaterThan(0);
    for (const each of preferences) {
      expect(each).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
      });
      expect(each['webSecurity']).not.toBe(false);
      for (const name of [
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
        'allowRunningInsecureContent',
        'experimentalFeatures',
      ]) {
        expect([false, null]).toContain(each[name]);
      }
      expect(['', null]).toContain(each['enableBlinkFeatures']);
    }
  });

  it('sees functions of the bridge and nothing of Electron or Node', async () => {
    const seen = await running.page.evaluate(() => {
      const scope = globalThis as unknown as Record<string, unknown> & { terminal: Record<string, unknown> };
      return {
        globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
          (name) => name in scope,
        ),
        bridge: Object.keys(scope.terminal).sort(),
        requests: Object.keys(scope.terminal['request'] as object).sort(),
      };
    });
    expect(seen.globals).toEqual([]);
    expect(seen.bridge).toEqual(['on', 'request']);
    expect(seen.requests).toEqual(Object.keys(requests).sort());
  });

  it('does not navigate, open windows or run what is not its own', async () => {
    const before = running.page.url();
    const tried = await running.page.evaluate(async () => {
      const opened = window.open('https://example.invalid/', '_blank');
      window.location.href = 'https://example.invalid/';
      const inline = document.createElement('script');
      inline.textContent = 'window.injected = true';
      document.body.append(inline);
      const image = new Image();
      const loaded = new Promise((done) => {
        image.onload = () => done('loaded');
        image.onerror = () => done('refused');
      });
      image.src = 'https://example.invalid/pixel.png';
      // Not by eval here: the debugger that carries this function lifts that rule for its own calls.
      setTimeout('window.evaluated = true', 0);
      const fetched = await fetch('https://example.invalid/').then(
        () => 'fetched',
        () => 'refused',
      );
      const frame = document.createElement('iframe');
      frame.src = 'https://example.invalid/';
      document.body.append(frame);
      await new Promise((done) => setTimeout(done, 300));
      const framed = frame.contentDocument?.body.textContent ?? '';
      frame.remove();
      inline.remove();
      return {
        opened: opened === null,
        image: await loaded,
        evaluated: 'evaluated' in window,
        fetched,
        framed,
        injected: 'injected' in window,
      };
    });
    expect(tried).toEqual({
      opened: true,
      image: 'refused',
      evaluated: false,
      fetched: 'refused',
      framed: '',
      injected: false,
    });
    expect(running.page.url()).toBe(before);
    const windows = await running.app.evaluate(
      ({ BrowserWindow: all }) => all.getAllWindows().filter((each) => each.isVisible()).length,
    );
    expect(windows).toBe(1);
  });

  it('gets no permission', async () => {
    const states = await running.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'];
      return Promise.all(
        names.map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            ({ state }) => state,
            () => 'denied',
          ),
        ),
      );
    });
    expect([...new Set(states)]).toEqual(['denied']);
  });

  it('is served with one strict policy, from memory of its own scheme only', async () => {
    const policy = await running.app.evaluate(async ({ session }) => {
      const answer = await session.defaultSession.fetch('app://terminal/index.html');
      const outside = await session.defaultSession.fetch('app://terminal/../../package.json').then(
        ({ status }) => status,
        () => 404,
      );
      const encoded = await session.defaultSession
        .fetch('app://terminal/%2e%2e%2f%2e%2e%2fpackage.json')
        .then(
          ({ status }) => status,
          () => 404,
        );
      const elsewhere = await session.defaultSession.fetch('app://other/index.html').then(
        ({ status }) => status,
        () => 404,
      );
      return { policy: answer.headers.get('content-security-policy'), outside, encoded, elsewhere };
    });
    expect(policy.policy).toContain("default-src 'none'");
    expect(policy.policy).toContain("script-src 'self'");
    expect(policy.policy).not.toMatch(/unsafe|\*|https?:/);
    expect([policy.outside, policy.encoded, policy.elsewhere]).toEqual([404, 404, 404]);
  });
});

describe('messages from the window are hostile', () => {
  const junk: unknown[] = [
    null,
    0,
    '',
    [],
    {},
    { caseId: 1 },
    { caseId: 'x'.repeat(10_000) },
    { constructor: { prototype: { caseId: 'a' } } },
    { caseId: "'; DROP TABLE case_file; --", extra: true },
  ];

  it('each request refuses what its schema does not know', async () => {
    for (const [name, { in: schema }] of Object.entries(requests)) {
      for (const input of junk) {
        if (schema.safeParse(input).success) continue;
        const answer = await terminal.ask(name as never, input);
        expect({ name, answer }).toMatchObject({
          answer: { ok: false, error: { code: 'IPC_INPUT_INVALID' } },
        });
      }
    }
  });

  it('ids that fit the schema and belong to nothing are refused by name', async () => {
    const caseId = "'; DROP TABLE case_file; --";
    expect(await terminal.ask('cases.undo', { caseId })).toMatchObject({
      ok: false,
      error: { code: 'CASE_NOT_FOUND' },
    });
    expect(await terminal.ask('people.reveal', { caseId, who: 'applicant' })).toMatchObject({
      ok: false,
      error: { code: 'CASE_NOT_FOUND' },
    });
    expect((await terminal.desk()).revision).toBeGreaterThanOrEqual(0);
  });

  it('another window of the same application is not served', async () => {
    const answer = await running.app.evaluate(async ({ BrowserWindow: Windows, app }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`;
      const other = new Windows({
        show: false,
        webPreferences: { preload, sandbox: true, additionalArguments: ['--zc-requests=desk.get'] },
      });
      await other.loadURL('app://terminal/index.html');
      const got: unknown = await other.webContents.executeJavaScript(`window.terminal.request['desk.get']()`);
      other.destroy();
      return got;
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'IPC_SENDER_REFUSED' } });
  });
});

describe('the built files', () => {
  const files = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(js|cjs|html)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  const own = (folder: string): string =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');

  it('have no inline script, no inline style and no remote address in the page', () => {
    const html = readFileSync(join(ROOT, 'out/renderer/index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|<style|style="|https?:\/\//i);
    expect(files('out/renderer').length).toBeGreaterThan(1);
  });

  it.each([
    [
      'switches that weaken a window',
      /nodeIntegration:\s*true|contextIsolation:\s*false|webSecurity:\s*false|sandbox:\s*false|allowRunningInsecureContent|enableRemoteModule|experimentalFeatures:\s*true|enableBlinkFeatures|disable-web-security|disableHardwareAcceleration/,
    ],
    [
      'programs and pages of others',
      /shell\.openExternal|shell\.openPath|\bexecSync\b|setAsDefaultProtocolClient|setCertificateVerifyProc|certificate-error/,
    ],
    [
      'code from text',
      /\beval\(|new Function\(|executeJavaScript|insertCSS|dangerouslySetInnerHTML|\.innerHTML|document\.write/,
    ],
    ['a switched-off type system', /@ts-ignore|@ts-nocheck/],
  ])('our sources have none of: %s', (_name, forbidden) => {
    for (const folder of ['src/main', 'src/preload', 'src/renderer', 'src/shared', 'src/core']) {
      expect(own(folder)).not.toMatch(forbidden);
    }
  });
});
