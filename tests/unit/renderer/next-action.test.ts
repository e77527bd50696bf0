// Enter always means the next sensible step: from the card to the closed case.
import { verification } from '#tests/support/verification-fixtures';
import { describe, expect, it } from 'vitest';
import type { CertificateView, DeskView } from '#shared/ipc/views';
import { focusTarget } from '../../../src/renderer/desk/use-focus';
import { actionsOf } from '../../../src/renderer/state/actions';
import type { ScreenState } from '../../../src/renderer/state/screen-state';
import { situationOf } from '../../../src/renderer/state/situation';
import {
  candidate,
  caseOf,
  certificateDecision,
  deskOf,
  item,
  paperDecision,
  person,
  screenOf,
  withCertificate,
} from './desk-fixtures';

const primary = (desk: DeskView, screen: ScreenState, chosen?: string) =>
  actionsOf(desk, screen, chosen).find((action) => action.primary);

const view: CertificateView = {
  certificateId: 'c1',
  typeId: 'business-licence',
  typeName: '营业执照',
  holderName: '赵试一',
  number: '0007',
  issuer: '局',
  issuedOn: '2024-01-01',
  validFrom: '2024-01-01',
  validTo: '2040-01-01',
  status: 'valid',
  marks: [],
  usability: { kind: 'usable' },
  digest: '0'.repeat(64),
  dataAsOf: '2026-01-01T00:00:00Z',
  fields: [],
  face: {},
  verification: verification(),
  pageCount: 0,
  page: null,
};
const reading = (change: Partial<CertificateView> = {}): Partial<ScreenState> => ({
  place: 'evidence',
  materialId: 'a',
  evidence: {
    materialId: 'a',
    certificateId: 'c1',
    view: { ...view, ...change },
    details: false,
    steps: false,
    page: null,
    zoomed: false,
    beside: null,
  },
});

describe('the next sensible action', () => {
  it('waits for a card without a default: an Enter too many opens nothing', () => {
    expect(primary(deskOf(), screenOf())).toBeUndefined();
    expect(focusTarget(deskOf(), screenOf())).toBe('person');
  });

  it('finds the matter after a card', () => {
    const desk = deskOf({ current: caseOf([], { matter: undefined }) });
    expect(situationOf(desk, screenOf()).kind).toBe('choose-matter');
    expect(focusTarget(desk, screenOf())).toBe('matter-search');
    expect(primary(desk, screenOf(), '试办事项')).toMatchObject({ id: 'enter', label: '选择：试办事项' });
  });

  it('asks for the authorisation once a matter is chosen and certificates could be used', () => {
    const current = caseOf([withCertificate('a', candidate({ authorised: false }))], {
      authorisation: { kind: 'none', possible: 1 },
    });
    expect(primary(deskOf({ current }), screenOf())?.label).toBe('办理授权（1 份证照）');
  });

  it('goes straight to the materials where no certificate could be used', () => {
    const current = caseOf([item('a')], { authorisation: { kind: 'none', possible: 0 } });
    expect(situationOf(deskOf({ current }), screenOf())).toMatchObject({
      kind: 'material',
      step: { kind: 'accept-paper' },
    });
  });

  it('opens the certificate of the first open material, and accepts it when it is being read', () => {
    const current = caseOf([withCertificate('a', candidate()), item('b')]);
    const desk = deskOf({ current });
    expect(focusTarget(desk, screenOf())).toBe('material:a');
    expect(primary(desk, screenOf())?.label).toBe('打开证照');
    expect(primary(desk, screenOf(reading()))?.label).toBe('采用这份证照');
    expect(focusTarget(desk, screenOf(reading()))).toBe('evidence');
  });

  it('never offers to accept what may not be used: paper is the default then', () => {
    const desk = deskOf({ current: caseOf([withCertificate('a', candidate())]) });
    const expired = screenOf(reading({ usability: { kind: 'expired', since: '2026-10-01' } }));
    expect(primary(desk, expired)).toMatchObject({ id: 'material.paper', key: 'P' });
    expect(situationOf(desk, expired)).toMatchObject({ kind: 'evidence', acceptable: false });
  });

  it('asks for the reason where verification could not establish everything', () => {
    const desk = deskOf({ current: caseOf([withCertificate('a', candidate())]) });
    const unknown = screenOf(reading({ verification: verification('unknown') }));
    expect(primary(desk, unknown)).toMatchObject({ id: 'enter', label: '写明原因再采用' });
  });

  it('offers neither acceptance nor a copy of what failed verification', () => {
    const desk = deskOf({ current: caseOf([withCertificate('a', candidate())]) });
    const failed = screenOf(reading({ verification: verification('invalid') }));
    expect(primary(desk, failed)).toMatchObject({ id: 'material.paper' });
    expect(situationOf(desk, failed)).toMatchObject({ kind: 'evidence', acceptable: false });
    expect(actionsOf(desk, failed).map(({ id }) => id)).not.toContain('print');
  });

  it('prints the report while the steps are open', () => {
    const desk = deskOf({ current: caseOf([withCertificate('a', candidate())]) });
    const screen = screenOf(reading({ verification: verification('invalid') }));
    const steps = { ...screen, evidence: { ...screen.evidence!, steps: true } };
    expect(actionsOf(desk, steps).find(({ id }) => id === 'print')?.label).toBe('打印核验报告');
  });

  it('closes when all is decided, and prints the certificate that is still in view', () => {
    const current = caseOf([
      { ...withCertificate('a', candidate()), decision: certificateDecision },
      item('b', { decision: paperDecision }),
    ]);
    const desk = deskOf({ current });
    expect(primary(desk, screenOf())?.label).toBe('办结受理');
    const labels = actionsOf(desk, screenOf({ ...reading(), place: 'matter', materialId: null }));
    expect(labels.find((action) => action.id === 'print')?.label).toBe('打印证照');
  });

  it('serves a decided line that the clerk went back to', () => {
    const current = caseOf([
      { ...withCertificate('a', candidate()), decision: certificateDecision },
      item('b', { decision: paperDecision }),
    ]);
    const desk = deskOf({ current });
    expect(primary(desk, screenOf({ materialId: 'a' }))?.label).toBe('再看这份证照');
    expect(primary(desk, screenOf({ materialId: 'b' }))?.label).toBe('回到办结');
  });

  it('puts a second card and an unconfirmed print before everything else', () => {
    const current = caseOf([item('a')]);
    const pending = deskOf({
      current,
      pendingCard: { readingId: 'r2', person, why: 'another-case-open' },
    });
    expect(actionsOf(pending, screenOf()).map((action) => action.key)).toEqual(['Enter', 'D', 'Esc']);
    const refused = deskOf({ pendingCard: { readingId: 'r2', person, why: 'refused' } });
    expect(actionsOf(refused, screenOf()).map((action) => action.id)).toEqual(['back']);
    const unconfirmed = deskOf({
      current,
      unconfirmedPrints: [
        {
          id: 'p',
          controlNumber: 'DY1',
          subject: 'case-slip',
          title: '',
          state: 'unconfirmed',
          at: '2026-01-01T00:00:00Z',
        },
      ],
    });
    expect(actionsOf(unconfirmed, screenOf()).map((action) => action.key)).toEqual(['1', '2']);
  });

  it('marks at most one default in any situation', () => {
    const desks = [
      deskOf(),
      deskOf({ current: caseOf([], { matter: undefined }) }),
      deskOf({ current: caseOf([item('a'), withCertificate('b', candidate())]) }),
      deskOf({ closed: caseOf([item('a', { decision: paperDecision })], { status: 'closed' }) }),
    ];
    for (const desk of desks) {
      for (const screen of [screenOf(), screenOf({ materialId: 'a' }), screenOf(reading())]) {
        expect(actionsOf(desk, screen).filter((action) => action.primary).length).toBeLessThanOrEqual(1);
      }
    }
  });
});
