// The device centre with a device in each state, live tests, the wizard, the recorder, diagnostics, catalogue problems.
import type { Page } from 'playwright-core';
import type {
  BundlePreview,
  CentreState,
  DeviceCentreView,
  DeviceView,
  LiveTest,
  WizardView,
} from '#shared/ipc/device-views';
import { deskOf } from './desks';
import { AT, press } from './scene-parts';
import type { Scene } from './scenes';

const reader: DeviceView = {
  id: 'reader-1',
  kind: 'id-card-reader',
  label: '左手边的读卡器',
  vendor: '神思、华视、新中新等',
  model: '居民身份证阅读器（USB 0400:c35a）',
  catalogue: { id: 'id-card-reader-0400-c35a', tried: false },
  state: { kind: 'ready' },
  driver: 'node-hid 3.4.0',
  place: 'HID 0400:c35a',
  rememberedBy: 'serial-number',
  role: 'clerk',
  changeable: true,
  lastSeen: AT,
  lastError: null,
  testable: 'card',
  test: null,
  recording: null,
  recorded: false,
  wizard: false,
  hint: null,
};
const second: DeviceView = {
  ...reader,
  id: 'reader-2',
  label: '',
  vendor: null,
  model: null,
  catalogue: null,
  place: '/dev/ttyUSB1 · 115200',
  driver: 'serialport 13.0.0',
  rememberedBy: 'settings',
  role: 'applicant',
  changeable: false,
  lastError: { code: 'CARD_REMOVED', at: AT },
};
const scanner: DeviceView = {
  ...reader,
  id: 'scanner-1',
  kind: 'scanner',
  label: '新大陆 HR22、HR32、EM20、EM30、FM 系列（USB 串口）',
  vendor: '新大陆',
  model: 'HR22、HR32、EM20、EM30、FM 系列（USB 串口）',
  catalogue: { id: 'newland-serial', tried: true },
  place: '/dev/ttyACM0 · 9600',
  driver: 'serialport 13.0.0',
  rememberedBy: 'port',
  testable: 'scan',
  wizard: true,
};
const system = {
  ...reader,
  vendor: null,
  model: null,
  catalogue: null,
  role: null,
  changeable: false,
  rememberedBy: 'system',
} as const;
const printer: DeviceView = {
  ...system,
  id: 'printer',
  kind: 'printer',
  label: 'HALL-PRINTER-01',
  place: 'HALL-PRINTER-01',
  driver: 'IPP',
  testable: 'page',
};
const key: DeviceView = {
  ...system,
  id: 'key-1',
  kind: 'seal-key',
  label: '演示制证专用章',
  vendor: '软件钥匙',
  place: '89****01',
  driver: 'software-key',
  rememberedBy: 'serial-number',
  testable: 'key',
};
const keyboard: DeviceView = {
  ...system,
  id: 'keyboard',
  kind: 'keyboard-scanner',
  label: '',
  place: '',
  driver: '',
  lastSeen: null,
  testable: 'scan',
};
const unknown: DeviceView = {
  ...system,
  id: 'device-9',
  kind: 'unknown',
  label: '沁恒 CH340、CH341 串口转换',
  vendor: '沁恒',
  model: 'CH340、CH341 串口转换',
  catalogue: { id: 'adapter-ch340', tried: false },
  state: { kind: 'unknown' },
  place: '/dev/ttyUSB3',
  driver: 'serialport 13.0.0',
  rememberedBy: 'port',
  lastSeen: null,
  testable: null,
  wizard: true,
};

const all = [reader, second, scanner, key, printer, keyboard, unknown];
const centre = (
  devices: readonly DeviceView[],
  change: Partial<DeviceCentreView> = {},
): DeviceCentreView => ({
  revision: 2,
  devices: [...devices],
  host: 'running',
  drivers: { serialport: '13.0.0', 'node-hid': '3.4.0' },
  catalogue: { entries: 18, problems: [] },
  wizard: null,
  ...change,
});

const pressed =
  (...keys: string[]) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('Control+F12');
    // Fetched on the first opening.
    await page.getByTestId('device-centre').waitFor();
    await press(...keys)(page);
  };

const choose = (deviceId: string) => async (page: Page) => {
  await page.keyboard.press('Control+F12');
  await page.getByTestId('device-centre').waitFor();
  await page.locator(`[data-testid=centre-device][data-device="${deviceId}"]`).click();
  await page.waitForTimeout(80);
};

function scene(name: string, view: DeviceCentreView, shown: string, wait = 'device-panel'): Scene {
  return {
    name: `devices-${name}`,
    desk: deskOf(),
    answers: { 'devices.get': { ok: true, value: view } },
    act: choose(shown),
    wait,
  };
}

/** The same device in each state, the others around it as they are. */
const RULE =
  'KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="0400", ATTRS{idProduct}=="c35a", MODE="0660", TAG+="uaccess"';
const STATES: readonly (readonly [DeviceView, CentreState])[] = [
  [reader, { kind: 'absent' }],
  [reader, { kind: 'connecting' }],
  [reader, { kind: 'ready' }],
  [reader, { kind: 'reading' }],
  [reader, { kind: 'card-present' }],
  [reader, { kind: 'failed', error: 'READER_CHECKSUM', status: 0x10 }],
  [reader, { kind: 'restarting' }],
  [reader, { kind: 'no-permission', rule: RULE }],
  [second, { kind: 'no-permission', rule: null }],
  [scanner, { kind: 'busy-elsewhere' }],
  [reader, { kind: 'silent' }],
  [key, { kind: 'driver-missing', driver: '某某科技智能密码钥匙管理工具' }],
  [unknown, { kind: 'unknown' }],
  [scanner, { kind: 'switched-off' }],
  [scanner, { kind: 'failed', error: 'SCANNER_LAYOUT_UNKNOWN' }],
  [printer, { kind: 'failed', error: 'PRINTER_OUT_OF_PAPER' }],
];

const stateScenes = STATES.map(([device, state], index) => {
  const changed = { ...device, state, lastError: { code: 'READER_GONE', at: AT } };
  const devices = all.map((one) => (one.id === device.id ? changed : one));
  const host = state.kind === 'restarting' ? 'restarting' : 'running';
  return scene(
    `state-${String(index + 1).padStart(2, '0')}-${state.kind}`,
    centre(devices, { host }),
    device.id,
  );
});

const fields = (
  [
    'name',
    'sex',
    'ethnicity',
    'birth',
    'address',
    'number',
    'authority',
    'valid-from',
    'valid-to',
    'photo',
  ] as const
).map((field) => ({
  field,
  present: field !== 'ethnicity',
  masked: { name: '赵**', number: '**************6512', photo: '1024' }[field as 'name'] ?? '某某某某某00某',
}));
const TESTS: readonly (readonly [DeviceView, LiveTest])[] = [
  [reader, { kind: 'card-awaited' }],
  [reader, { kind: 'card-read', fields, confirmed: true, consistent: true }],
  [reader, { kind: 'card-read', fields, confirmed: false, consistent: false }],
  [reader, { kind: 'card-failed', error: 'CARD_REMOVED' }],
  [scanner, { kind: 'scan-awaited' }],
  [
    scanner,
    {
      kind: 'scan-arrived',
      masked: 'xxxxx://xxx.xxxxxxx/某某?x=000000',
      own: false,
      characters: 33,
      bytes: 37,
      encoding: 'utf-8',
      symbology: { aim: 'Q1', name: 'qr' },
      parts: 1,
    },
  ],
  [scanner, { kind: 'scan-failed', error: 'SCAN_DAMAGED' }],
  [printer, { kind: 'page-sending' }],
  [printer, { kind: 'page-sent', controlNumber: 'XUCHANG-A01-20261121-000007-K' }],
  [printer, { kind: 'page-failed', error: 'PRINTER_OUT_OF_PAPER' }],
  [
    key,
    {
      kind: 'key-seen',
      certificates: [
        { subject: '演示市政务服务管理局', notAfter: '2027-12-31T00:00:00Z', fingerprint: 'a'.repeat(64) },
      ],
    },
  ],
  [key, { kind: 'key-failed', error: 'SEAL_KEY_REMOVED' }],
];
const testScenes = TESTS.map(([device, test], index) =>
  scene(
    `test-${String(index + 1).padStart(2, '0')}-${test.kind}`,
    centre(all.map((one) => (one.id === device.id ? { ...device, test } : one))),
    device.id,
    'live-test',
  ),
);

const WIZARDS: readonly WizardView[] = [
  { kind: 'trying', deviceId: 'device-9', baud: 57_600, done: 2, of: 5 },
  { kind: 'listening', deviceId: 'device-9', baud: 9_600, unreadable: 1 },
  { kind: 'found', deviceId: 'device-9', what: 'id-card-reader', baud: 115_200 },
  { kind: 'nothing', deviceId: 'device-9' },
  { kind: 'failed', deviceId: 'device-9', error: 'DEVICE_BUSY' },
];
const wizardScenes = WIZARDS.map((wizard): Scene => ({
  ...scene(`wizard-${wizard.kind}`, centre(all, { wizard }), 'device-9', 'wizard'),
  act: pressed(),
}));

const bundle: BundlePreview = {
  id: 'bundle-1',
  files: [
    { name: 'versions.json', text: '{\n  "versions": { "electron": "33.2.1" }\n}\n', bytes: 46 },
    { name: 'devices.json', text: '{\n  "devices": []\n}\n', bytes: 21 },
    {
      name: 'terminal.log',
      text: Array.from(
        { length: 60 },
        (_, index) => `{"at":"${AT}","event":"card.read","reader":"reader-${index}"}`,
      ).join('\n'),
      bytes: 4_800,
    },
    {
      name: 'traffic/at-fault/reader-1.jsonl',
      text: '{"at":0,"direction":"out","hex":"aaaaaa9669000320010022"}\n',
      bytes: 58,
    },
    {
      name: 'traffic/reader-1.jsonl',
      text: '{"at":0,"direction":"out","hex":"aaaaaa9669000320010022"}\n',
      bytes: 58,
    },
  ],
};

export const deviceScenes: Scene[] = [
  ...stateScenes,
  ...testScenes,
  ...wizardScenes,
  {
    ...scene('wizard-question', centre(all), 'device-9', 'wizard-question'),
    answers: {
      'devices.get': { ok: true, value: centre(all) },
      'devices.wizardStart': { ok: false, error: { code: 'DEVICE_WIZARD_ASK', belongsTo: 'built-in-port' } },
    },
    act: async (page) => {
      await choose('device-9')(page);
      await page.keyboard.press('w');
    },
  },
  { ...scene('typed-address', centre(all), 'reader-1', 'typed-address'), act: pressed('n') },
  scene(
    'recording',
    centre([{ ...reader, recording: { since: AT, entries: 214 }, recorded: true }, ...all.slice(1)]),
    'reader-1',
    'recording-mark',
  ),
  scene(
    'catalogue-problem',
    centre(all, {
      catalogue: {
        entries: 18,
        problems: [
          {
            code: 'DEVICE_CATALOGUE_INVALID',
            file: 'own-scanner.json',
            field: 'transport.bauds',
            origin: 'administrator',
          },
        ],
      },
    }),
    'scanner-1',
    'catalogue-problem',
  ),
  {
    ...scene('refused', centre(all), 'scanner-1', 'centre-error'),
    answers: {
      'devices.get': { ok: true, value: centre(all) },
      'devices.forget': { ok: false, error: { code: 'DEVICE_STILL_THERE' } },
    },
    act: async (page) => {
      await choose('scanner-1')(page);
      await page.getByTestId('device-forget').click();
    },
  },
  {
    ...scene('diagnostics', centre(all), 'reader-1', 'bundle-text'),
    answers: {
      'devices.get': { ok: true, value: centre(all) },
      'devices.bundle': { ok: true, value: bundle },
    },
    act: pressed('d', 'ArrowDown', 'ArrowDown'),
  },
];
