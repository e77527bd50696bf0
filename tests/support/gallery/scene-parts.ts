// What the gallery's scenes are put together from: keys pressed, cases in each state, answers of the bridge.
import type { Page } from 'playwright-core';
import type { CaseView, ChecklistItemView, DeskView } from '#shared/ipc/views';
import { candidate, caseOf, certificateView, deskOf } from './desks';

export const press =
  (...keys: string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(120);
    }
  };

export const AT = '2026-11-21T01:42:00Z';
export const MATTER = 'food-licence-renewal';
export const decidedAll = (current: CaseView): CaseView => ({
  ...current,
  open: [],
  checklist: current.checklist.map((item) => ({ ...item, decision: decisionFor(item) })),
});
export function decisionFor(item: ChecklistItemView): ChecklistItemView['decision'] {
  if (item.match.kind === 'shared') return { kind: 'shared', at: AT };
  if (item.match.kind === 'paper') return { kind: 'paper', at: AT };
  const [first] = item.match.candidates;
  if (!first) return undefined;
  const { certificateId, typeName } = first;
  return { kind: 'certificate', certificateId, typeName, dataAsOf: AT, at: AT };
}

export const open = caseOf(MATTER);
export const unauthorised = caseOf(MATTER, {
  authorisation: { kind: 'none', possible: 3 },
  checklist: caseOf(MATTER).checklist.map((item) =>
    item.match.kind === 'certificate'
      ? {
          ...item,
          match: {
            kind: 'certificate',
            candidates: item.match.candidates.map((one) => ({ ...one, authorised: false })),
          },
        }
      : item,
  ),
  undoable: 'matter-chosen',
});
export const mixed: CaseView = {
  ...open,
  checklist: open.checklist.map((item, index) =>
    index === 0
      ? { ...item, decision: decisionFor(item) }
      : index === 2
        ? {
            ...item,
            match: {
              kind: 'paper',
              reason: 'expired',
              candidates: [
                candidate('food-licence', { usability: { kind: 'expired', since: '2026-10-01' } }),
              ],
            },
          }
        : item,
  ),
};
export const firstCertificate = open.checklist.find((item) => item.match.kind === 'certificate');
export const typeId =
  firstCertificate?.match.kind === 'certificate'
    ? firstCertificate.match.candidates[0]!.typeId
    : 'food-licence';
export const onlyOpen = (list: CaseView): CaseView => ({
  ...list,
  open: [firstCertificate!.materialId],
});
export const opened = { 'cases.openCertificate': { ok: true, value: certificateView(typeId) } };
export const reader = (state: DeskView['readers'][number]['state']): DeskView['readers'] => [
  { id: 'reader-1', role: 'clerk', state },
];
export const parked = ['孙一诺', '李长庚', '周小禾'].map((name, index) => ({
  id: `parked-${index}`,
  number: `SL20261121-000${index}`,
  name,
  matterName: index === 1 ? undefined : '企业住所变更登记',
  openedAt: AT,
  openCount: index,
}));
export const about = {
  app: '0.1.0',
  runtime: { source: 'registry-development', electron: '33.2.1' },
  versions: {
    Electron: '33.2.1',
    Chromium: '130.0.6723.137',
    SQLite: '3.46.1',
    'node-hid': '3.4.0',
    serialport: '13.0.0',
  },
  profile: 'production',
  vault: { protection: 'file-permissions' },
  database: { schemaVersion: 4, journalMode: 'wal' },
  audit: { entries: 1843, intact: true },
  rules: [
    {
      id: 'xuchang',
      name: '许昌市电子证照管理暂行办法',
      documentNumber: '许政办〔2021〕13号',
      inForce: '2021-07-29',
    },
  ],
  photoDecoder: 'absent',
};
export const people = Array.from({ length: 60 }, (_, index) => ({
  id: `d${index}`,
  name: `演示${index + 1}`,
  kind: index === 3 ? 'hmt-residence-permit' : 'resident',
  age: 20 + index,
  ...(index < 8
    ? { story: ['有营业执照和食品经营许可证', '证照已过期', '身份证已过期', '老年人，持残疾人证'][index % 4] }
    : {}),
}));
export const demonstration = deskOf({ profile: 'demonstration' });
