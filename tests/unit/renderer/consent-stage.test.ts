// Whose turn a consent is, for everybody who may look at it.
import { describe, expect, it } from 'vitest';
import type { ConsentView } from '#shared/ipc/issuing-views';
import { custodiansOf, proposedSeal, stageOf } from '../../../src/renderer/issuing/consent-stage';

const registered = (sealId: string, custodian: string): ConsentView['registered'][number] => ({
  ...{
    sealId,
    custodian,
    sealName: `章 ${sealId}`,
    sealNumber: sealId,
    holder: '演示单位',
    validTo: '2028-01-01',
    kept: false,
  },
});
const plugged = (sealId: string): ConsentView['seals'][number] => ({
  ...{ sealId, keyId: 'k1', keyLabel: '钥匙', fingerprint: 'a'.repeat(64), sealName: `章 ${sealId}` },
  ...{ sealNumber: sealId, holder: '演示单位', validTo: '2028-01-01' },
});
const applied = {
  ...{ approvalId: 'a', applicant: '甲', own: true, purpose: '制发', lapsesAt: '2026-11-22T01:00:00Z' },
  seal: { sealId: 's2', sealName: '章 s2', custodian: '丙', kept: false, validTo: '2028-01-01' },
};
const consent = (change: Partial<ConsentView>): ConsentView => ({
  ...{
    subject: { kind: 'draft', draftId: 'd1' },
    digest: '5b'.repeat(32),
    typeName: '证',
    issuer: '演示单位',
  },
  ...{ count: 1, sealedAlready: 0, by: { staffId: 'a', name: '甲' }, seals: [], purpose: '制发' },
  registered: [registered('s1', '乙'), registered('s2', '丙'), registered('s3', '乙')],
  approval: { kind: 'not-needed' },
  ...change,
});

describe('a consent', () => {
  it('is to be sealed by whoever has a seal at hand, once it is approved where that is needed', () => {
    const seals = [plugged('s2')];
    const decided = { kind: 'approved', ...applied, approverId: 'b', approver: '丁' } as const;
    expect(stageOf(consent({ seals })).kind).toBe('seal');
    expect(stageOf(consent({ seals, approval: { kind: 'none' } })).kind).toBe('apply');
    expect(stageOf(consent({ seals, approval: { kind: 'waiting', ...applied } })).kind).toBe('wait');
    expect(stageOf(consent({ seals, approval: decided })).kind).toBe('seal');
    expect(stageOf(consent({ approval: decided }))).toEqual({ kind: 'custodian', applied: decided });
  });

  it('without a seal at hand is applied for, or left to a custodian', () => {
    const refused = { kind: 'refused', ...applied, approverId: 'b', approver: '丁', note: '' } as const;
    expect(stageOf(consent({}))).toEqual({ kind: 'custodian', applied: undefined });
    expect(stageOf(consent({ approval: refused })).kind).toBe('apply');
    const problem = { code: 'STAFF_KEY_SIGN_IN_NEEDED' };
    expect(stageOf(consent({ approval: { kind: 'none' }, applyProblem: problem }))).toEqual({
      ...{ kind: 'may-not-apply', problem },
    });
  });

  it('proposes the seal that is at hand, else the first that may serve', () => {
    expect(proposedSeal(consent({ seals: [plugged('s3')] }))?.sealId).toBe('s3');
    expect(proposedSeal(consent({}))?.sealId).toBe('s1');
    expect(proposedSeal(consent({ registered: [] }))).toBeUndefined();
  });

  it('names each custodian once', () => {
    expect(custodiansOf(consent({}).registered)).toBe('乙、丙');
  });
});
