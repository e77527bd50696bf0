// What the audit log keeps of a case event: codes, record ids, counts and digests; nobody's name or number.
import type { AuditDetail } from '#core/audit/audit-chain';
import type { CaseEvent } from '#core/cases/case-events';
import { assertNever } from '#core/result';

export function auditOf(event: CaseEvent, seq: number): AuditDetail {
  return { seq, ...detailOf(event) };
}

function detailOf(event: CaseEvent): AuditDetail {
  switch (event.kind) {
    case 'opened':
      return personDetail(event.applicant);
    case 'agent-set':
      return personDetail(event.agent);
    case 'matter-chosen':
      return { matterId: event.matterId };
    case 'authorised':
      return {
        mode: event.mode,
        certificates: event.certificateIds.length,
        certificateIds: event.certificateIds.join(','),
        formNumber: event.formNumber ?? null,
      };
    case 'certificate-accepted':
      return {
        materialId: event.materialId,
        certificateId: event.certificateId,
        typeId: event.typeId,
        digest: event.digest,
        dataAsOf: event.dataAsOf,
        verdict: event.verification?.verdict ?? null,
        steps: event.verification?.steps.join(',') || null,
        // The reason itself may name somebody; it stands sealed in the event.
        reasonGiven: event.verification?.reason !== undefined,
      };
    case 'paper-accepted':
    case 'shared-confirmed':
    case 'material-not-needed':
      return { materialId: event.materialId };
    case 'closed':
      return { outcome: event.outcome };
    case 'undone':
      return { undone: event.seq };
    case 'agent-removed':
    case 'authorisation-declined':
    case 'parked':
    case 'resumed':
      return {};
    default:
      return assertNever(event);
  }
}

function personDetail(person: Extract<CaseEvent, { kind: 'opened' }>['applicant']): AuditDetail {
  return {
    source: person.source,
    cardKind: person.identity.kind,
    acknowledged: person.acknowledged.join(',') || null,
  };
}
