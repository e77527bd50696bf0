// Words of the register of seals: every code, every state and every event has its sentence; letters of actions do not meet.
import { describe, expect, it } from 'vitest';
import { GROUND_WORDS } from '#core/custody/custody-words';
import { GROUNDS } from '#core/custody/grounds';
import { SEAL_ACTIONS } from '#core/custody/seal-actions';
import type { SealHistoryView, SealSummaryView } from '#shared/ipc/custody-views';
import {
  ACTION_WORDS,
  CUSTODY_WORDS,
  formLine,
  historyLine,
  periodWords,
  reminderLines,
  reminderWord,
  statusLine,
  statusTone,
  typedDay,
} from '../../../src/renderer/words/custody-words';
import { chinaDate } from '../../../src/renderer/words/dates';
import { errorWords, wordsFor } from '../../../src/renderer/words/error-words';

const AT = '2026-11-21T01:00:00.000Z';
const seal = (change: Partial<SealSummaryView> = {}): SealSummaryView => ({
  id: 's',
  number: '1',
  name: '章',
  custodianId: 'c',
  custodian: '保管人',
  status: { kind: 'in-use', renewal: null },
  validFrom: AT,
  validTo: AT,
  period: { kind: 'current', daysLeft: 31 },
  pinChangeDue: false,
  plugged: false,
  ...change,
});
const stopped: SealSummaryView['status'] = {
  kind: 'stopped',
  ground: 'stolen',
  at: AT,
  by: '甲',
  application: null,
};
const closed: SealSummaryView['status'] = {
  kind: 'closed',
  how: 'cancelled',
  successorId: null,
  at: AT,
  by: '甲',
};

describe('refusals', () => {
  it('end both halves in Chinese, with words of their own', () => {
    const fallback = wordsFor('NO_SUCH_CODE');
    for (const code of Object.keys(CUSTODY_WORDS)) {
      const { what, todo } = wordsFor(code);
      expect(wordsFor(code), code).not.toEqual(fallback);
      expect(what, code).toMatch(/。$/u);
      expect(todo, code).toMatch(/。$/u);
      expect(what + todo, code).not.toMatch(/未知错误|[A-Za-z]{4,}/u);
    }
  });

  it('say why it is stopped, what failed, whose deed it is', () => {
    expect(errorWords({ code: 'SEAL_STOPPED', ground: 'lost' }).what).toBe('这枚印章已停用：存储设备遗失。');
    expect(errorWords({ code: 'SEAL_STOPPED', ground: 'no such' }).what).toBe('这枚印章已停用。');
    expect(errorWords({ code: 'SEAL_NOT_VERIFIED', steps: ['seal-signature'] }).what).toContain('印章的签名');
    expect(errorWords({ code: 'CUSTODY_ROLE_REQUIRED', roles: ['supervisor', 'administrator'] }).what).toBe(
      '这一步要由审批人或管理员办理。',
    );
  });

  it('name every ground', () => {
    expect(Object.keys(GROUND_WORDS)).toEqual([...GROUNDS]);
  });
});

describe('a seal in a line', () => {
  it('says its state and colour', () => {
    expect([statusLine(seal().status), statusTone(seal())]).toEqual(['在用', 'good']);
    expect(statusTone(seal({ period: { kind: 'ending', daysLeft: 3 } }))).toBe('busy');
    expect(statusTone(seal({ period: { kind: 'over', daysOver: 1 } }))).toBe('bad');
    expect([statusLine(stopped), statusTone(seal({ status: stopped }))]).toEqual([
      '停用：存储设备被盗',
      'bad',
    ]);
    expect([statusLine(closed), statusTone(seal({ status: closed }))]).toEqual(['已注销', 'off']);
    const applied = { kind: 'replace', ground: 'stolen', note: null, at: AT, by: '甲' } as const;
    expect(statusLine({ ...stopped, application: applied })).toBe(
      '停用：存储设备被盗，已申请更换并注销原印章',
    );
    expect(
      statusLine({
        kind: 'archived',
        how: 'replaced',
        successorId: 'x',
        archiveNumber: '7',
        at: AT,
        by: '甲',
      }),
    ).toBe('已更换并注销，已归档');
  });

  it('counts its days', () => {
    const words = (period: SealSummaryView['period']): string => periodWords(seal({ period }));
    expect(words({ kind: 'not-yet', from: AT })).toBe('尚未生效');
    expect(words({ kind: 'current', daysLeft: 31 })).toBe('还有 31 天到期');
    expect(words({ kind: 'ending', daysLeft: 30 })).toBe('还有 30 天到期，请续期');
    expect(words({ kind: 'ending', daysLeft: 0 })).toBe('今天到期，请续期');
    expect(words({ kind: 'over', daysOver: 0 })).toBe('已过期');
    expect(words({ kind: 'over', daysOver: 2 })).toBe('已过期 2 天');
    expect(periodWords(seal({ status: closed }))).toBe('不再使用');
  });
});

describe('what waits', () => {
  const none = { expiring: 0, stopped: 0, waiting: 0, pinChangeDue: 0 };

  it('is one word in the strip, the worst first, and none when nothing waits', () => {
    expect(reminderWord(none)).toBeNull();
    expect(reminderWord({ ...none, waiting: 2 })).toBe('印章申请 2');
    expect(reminderWord({ ...none, waiting: 2, pinChangeDue: 1 })).toBe('印章口令待改');
    expect(reminderWord({ ...none, pinChangeDue: 1, expiring: 3 })).toBe('印章到期 3');
    expect(reminderWord({ expiring: 3, stopped: 1, waiting: 1, pinChangeDue: 1 })).toBe('印章停用 1');
  });

  it('is a line each in the register', () => {
    expect(reminderLines(none)).toEqual([]);
    expect(reminderLines({ expiring: 1, stopped: 1, waiting: 1, pinChangeDue: 1 })).toHaveLength(4);
  });
});

describe('history, actions, forms, days', () => {
  it('tells every event', () => {
    const line = (change: Partial<SealHistoryView>): string =>
      historyLine({ seq: 1, at: AT, by: '甲', kind: 'registered', ...change });
    expect(line({ to: '乙' })).toBe('登记，由乙保管（甲）');
    expect(line({ kind: 'handed-over', from: '乙', to: '丙', witness: '丁', text: '住院' })).toBe(
      '乙交给丙，丁监交：住院（甲）',
    );
    expect(line({ kind: 'pin-changed' })).toBe('口令已修改（甲）');
    expect(line({ kind: 'reported', ground: 'lost' })).toBe('停用，存储设备遗失（甲）');
    expect(line({ kind: 'applied', application: 'reset-pin', ground: 'pin-leaked' })).toBe(
      '申请重置保护口令，保护口令泄露（甲）',
    );
    expect(line({ kind: 'resumed', text: '已重置' })).toBe('恢复使用：已重置（甲）');
    expect(line({ kind: 'renewal-withdrawn', text: '改为更换' })).toBe('撤回续期申请：改为更换（甲）');
    expect(line({ kind: 'closed', how: 'renewed' })).toBe('已续期换新（甲）');
    expect(line({ kind: 'archived', text: '2026-7' })).toBe('归档，档号：2026-7（甲）');
  });

  it('has a letter of its own for each action', () => {
    const letters = SEAL_ACTIONS.map((action) => ACTION_WORDS[action].key);
    expect(new Set(letters).size).toBe(letters.length);
  });

  it('says how often a form was printed', () => {
    const form = {
      formId: 'f',
      kind: 'seal-register',
      title: '台账',
      sealId: null,
      at: AT,
      by: '甲',
      digest: '',
    } as const;
    expect(formLine({ ...form, prints: [] })).toBe('未打印');
    const print = { id: '1', subject: 'seal-register', title: '台账', at: AT } as const;
    const prints = [
      { ...print, controlNumber: 'N-1', state: 'spooled' as const },
      { ...print, controlNumber: 'N-2', state: 'unconfirmed' as const },
    ];
    expect(formLine({ ...form, prints })).toBe('已打印 1 次，控制号 N-1');
  });

  it('writes days as China counts them and reads what is typed', () => {
    expect(chinaDate('2025-12-31T16:00:00.000Z')).toBe('2026年1月1日');
    expect(chinaDate('no day')).toBe('no day');
    expect([typedDay('20261121'), typedDay(' 2026-11-21 ')]).toEqual(['2026-11-21', '2026-11-21']);
    for (const text of ['', '2026', '20261131', '20260230', '2026年11月', 'abcdefgh'])
      expect(typedDay(text)).toBeUndefined();
  });
});
