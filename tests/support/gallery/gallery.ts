// Shows every state of the clerk's screen in the real Electron at both sizes: a picture each, axe on each, and whatever
// the console said. Run: xvfb-run -a -s "-screen 0 1920x1080x24" node scripts/run-ts.mjs tests/support/gallery/gallery.ts [NAME…]
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { _electron } from 'playwright-core';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { events, requests } from '#shared/ipc/contract';
import type { SealKeysView } from '#shared/ipc/seal-key-views';
import type { StaffView } from '#shared/ipc/staff-views';
import { custodyScenes } from './custody-scenes';
import { deskOf, matters } from './desks';
import { deviceScenes } from './device-scenes';
import { evidenceScenes } from './evidence-scenes';
import { issuingScenes } from './issuing-scenes';
import { scanScenes } from './scan-scenes';
import { scenes } from './scenes';
import { sealKeyScenes } from './seal-key-scenes';
import { staffScenes } from './staff-scenes';
import type { Scene } from './scenes';

const root = resolve(import.meta.dirname, '../../..');
const out = resolve(root, 'test-results/gallery');
const SIZES = [
  [1366, 768],
  [1920, 1080],
] as const;
const citation = (rule: string, article: string, text: string) => ({ rule, article, text });
const citations = {
  printedCopy: citation(
    '许政办〔2021〕13号',
    '第二十三条',
    '如确有纸质存档需求，证照签发、应用单位可打印电子证照作为纸质存档材料。',
  ),
  traditionalPath: citation('渝府办发〔2023〕108号', '第二十一条', '用证单位应当保留传统服务方式。'),
  mustNotAskFor: citation(
    '许政办〔2021〕13号',
    '第十九条',
    '凡对于采用数据共享方式能够获得电子证照的，不得要求服务对象到现场提交证照。',
  ),
  archiveOfUse: citation(
    '许政办〔2021〕13号',
    '第二十三条',
    '证照签发、应用单位应将业务办理中生成和使用的电子证照按照相关规定进行归档。',
  ),
  authorisation: citation('川办规〔2022〕3号', '第十条', '持证主体授权后使用。'),
};

/** Where nobody has to sign in and no key is plugged in. */
const NOBODY_SIGNS_IN: StaffView = {
  required: false,
  serving: true,
  passwordAllowed: false,
  firstRun: false,
  demonstration: false,
  unit: '示例市政务服务中心',
  window: 'A01',
  session: { kind: 'signed-out' },
  people: [],
  keys: [],
  waiting: 0,
};
const NO_KEYS: SealKeysView = { keys: [], libraries: [], missing: [], profileErrors: [], lastError: null };

const wanted = process.argv.slice(2);
const shown = [
  ...scenes,
  ...custodyScenes,
  ...issuingScenes,
  ...deviceScenes,
  ...evidenceScenes,
  ...sealKeyScenes,
  ...staffScenes,
  ...scanScenes,
].filter((scene) => wanted.length === 0 || wanted.some((name) => scene.name.includes(name)));
await build({ configFile: resolve(import.meta.dirname, 'vite.config.ts') });
let failures = 0;
for (const [width, height] of SIZES) failures += await showAll(width, height);
console.log(`${shown.length} states at ${SIZES.length} sizes, ${failures} findings`);
process.exitCode = failures === 0 ? 0 : 1;

async function showAll(width: number, height: number): Promise<number> {
  const folder = resolve(out, `${width}x${height}`);
  if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const app = await _electron.launch({
    executablePath: resolve(root, 'node_modules/electron/dist/electron'),
    args: [
      '--no-sandbox',
      resolve(import.meta.dirname, 'gallery-main.cjs'),
      resolve(out, 'renderer'),
      String(width),
      String(height),
      encodeURIComponent(JSON.stringify({ requests: Object.keys(requests), events: Object.keys(events) })),
    ],
  });
  const page = await app.firstWindow();
  let findings = 0;
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  for (const scene of shown) {
    said.length = 0;
    const problems = await show(page, scene, resolve(folder, `${scene.name}.png`));
    for (const problem of [...problems, ...said]) console.log(`${width} ${scene.name}: ${problem}`);
    findings += problems.length + said.length;
  }
  await app.close();
  return findings;
}

async function show(page: Page, scene: Scene, picture: string): Promise<string[]> {
  await page.reload();
  const answers = {
    'desk.matters': { ok: true, value: matters },
    'desk.citations': { ok: true, value: citations },
    'scan.waiting': { ok: true, value: [] },
    'staff.get': { ok: true, value: NOBODY_SIGNS_IN },
    'sealKeys.get': { ok: true, value: NO_KEYS },
    ...scene.answers,
    // Always an empty counter first: the focus has to find its way when the applicant comes.
    'desk.get': { ok: true, value: { ...deskOf({ profile: scene.desk.profile }), revision: 0 } },
  };
  await page.evaluate((all) => {
    const gallery = (window as unknown as { gallery: { answer: (name: string, answer: unknown) => void } })
      .gallery;
    for (const [name, answer] of Object.entries(all)) gallery.answer(name, answer);
  }, answers);
  await page.waitForSelector('html[data-ready="1"]');
  await push(page, 'desk.changed', scene.desk);
  await page.waitForTimeout(150);
  try {
    await scene.act?.(page);
    for (const [name, payload] of scene.events ?? []) await push(page, name, payload);
    if (scene.wait) await page.getByTestId(scene.wait).first().waitFor({ timeout: 5000 });
  } catch (error) {
    await page.screenshot({ path: picture });
    return [`not reached: ${String(error).split('\n')[0]}`];
  }
  await page.waitForTimeout(150);
  await page.screenshot({ path: picture });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  await page.keyboard.up('Alt');
  await page.keyboard.up('s');
  const overflow = await overflowing(page);
  const problems = violations.map(
    (violation) => `axe ${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  await writeFile(picture.replace('.png', '.json'), JSON.stringify({ violations, overflow }, null, 1));
  return [...problems, ...overflow];
}

/** Places that scroll, text under 14 px, and targets under 40 px. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const place of document.querySelectorAll('.place, .actions, .strip')) {
      if (place.scrollHeight > place.clientHeight + 1 || place.scrollWidth > place.clientWidth + 1) {
        found.push(
          `scrolls: .${place.className} ${place.scrollWidth}x${place.scrollHeight} in ${place.clientWidth}x${place.clientHeight}`,
        );
      }
    }
    for (const element of document.querySelectorAll('button, input, [role=option]')) {
      const box = element.getBoundingClientRect();
      // Their label is the target.
      const choice = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type);
      if (box.height > 0 && box.height < 39.5 && !choice)
        found.push(`low target ${box.height}: ${element.className}`);
    }
    for (const element of document.querySelectorAll('body *:not(svg *)')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      if (own && parseFloat(getComputedStyle(element).fontSize) < 14)
        found.push(`small text: ${element.className}`);
    }
    return [...new Set(found)];
  });
}

function push(page: Page, name: string, payload: unknown): Promise<void> {
  return page.evaluate(
    ([event, value]) =>
      (window as unknown as { gallery: { push: (name: string, payload: unknown) => void } }).gallery.push(
        event as string,
        value,
      ),
    [name, payload] as const,
  );
}
