// What the way to making certificates looks like; forms, consent, batches and results are looked at by the end-to-end tests.
import type { IssuingOverviewView } from '#shared/ipc/issuing-views';
import { deskOf } from './desks';
import type { Scene } from './scenes';

const overview: IssuingOverviewView = {
  openDrafts: [
    { draftId: 'd1', typeName: '老年人优待证', holderName: '样例', ready: false, interrupted: true },
    { draftId: 'd2', typeName: '食品经营许可证', holderName: '', ready: false, interrupted: false },
  ],
  batches: [
    {
      ...{
        batchId: 'b1',
        typeId: 'senior-card',
        typeName: '老年人优待证',
        createdAt: '2026-11-21T01:42:00.000Z',
      },
      ...{ createdBy: '演示印章保管人', total: 500, sealed: 216, faulty: 1, state: 'open' },
    },
  ],
  ...{ waiting: 217, overdue: 3, issuedToday: 216, shown: null },
};
const at = { desk: deskOf(), events: [['issuing.changed', overview]] as const };
const menu: NonNullable<Scene['act']> = async (page) => {
  await page.keyboard.press('F8');
  await page.getByTestId('seal-desk').waitFor();
};

export const issuingScenes: readonly Scene[] = [
  { ...at, name: '90-seal-desk', act: menu, wait: 'seal-desk' },
  {
    ...at,
    name: '91-issuing-overview',
    act: async (page) => {
      await menu(page);
      await page.keyboard.press('1');
    },
    wait: 'issuing-overview',
  },
];
