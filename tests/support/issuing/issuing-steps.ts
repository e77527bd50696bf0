// What tests of issuing do over and over: an accepted case, a list of invented people, consent, sealing.
import type { IssuingRig } from './issuing-rig';
import { idNumber, person } from '../fixtures';
import { seniorList } from './lists';
import type { BatchView, ConsentView, DraftView, SealingSubject } from '#shared/ipc/issuing-views';

/** An accepted case of a senior card for an invented applicant; every material taken on paper or shared. */
export function acceptedCase(
  rig: IssuingRig,
  options: { close?: boolean; birth?: string; sequence?: string } = {},
): string {
  const birth = options.birth ?? '1950-03-07';
  const applicant = person({ birth, number: idNumber(birth, options.sequence ?? '031'), name: '赵试老' });
  must(rig.cases.open(applicant, { parkCurrent: false }));
  const caseId = rig.repository.current()!.id;
  must(rig.cases.chooseMatter(caseId, 'senior-card-application'));
  must(rig.cases.decline(caseId));
  for (const material of ['application', 'applicant-id']) must(rig.cases.acceptPaper(caseId, material));
  must(rig.cases.confirmShared(caseId, 'photo'));
  if (options.close !== false) must(rig.cases.close(caseId, 'accepted'));
  return caseId;
}

export function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { code: string } },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export async function request<N extends keyof IssuingRig['handlers']>(
  rig: IssuingRig,
  name: N,
  input: Parameters<IssuingRig['handlers'][N]>[0],
) {
  return (await rig.handlers[name](input as never)) as Awaited<ReturnType<IssuingRig['handlers'][N]>>;
}

export async function draftOf(rig: IssuingRig, caseId: string): Promise<DraftView> {
  return must(await request(rig, 'issuing.draftOfCase', { caseId }));
}

export async function consentTo(rig: IssuingRig, subject: SealingSubject): Promise<ConsentView> {
  return must(await request(rig, 'issuing.consent', { subject }));
}

/** What the screen sends after the PIN was typed. */
export function consented(
  rig: IssuingRig,
  { digest, purpose }: ConsentView,
  pin: Uint8Array<ArrayBuffer> = rig.pin(),
) {
  return { digest, purpose, keyId: rig.key.keyId, fingerprint: rig.key.fingerprint, pin };
}

export async function sealDraft(rig: IssuingRig, draftId: string, pin: Uint8Array<ArrayBuffer> = rig.pin()) {
  const consent = await consentTo(rig, { kind: 'draft', draftId });
  return request(rig, 'issuing.seal', { draftId, ...consented(rig, consent, pin) });
}

export async function batchOf(rig: IssuingRig, count: number): Promise<BatchView> {
  return must(await request(rig, 'issuing.importList', { typeId: 'senior-card', bytes: seniorList(count) }));
}

export async function startBatch(rig: IssuingRig, batchId: string, pin: Uint8Array<ArrayBuffer> = rig.pin()) {
  rig.progress.length = 0;
  const consent = await consentTo(rig, { kind: 'batch', batchId });
  return request(rig, 'issuing.startBatch', { batchId, ...consented(rig, consent, pin) });
}

/** Resolves when the run of this rig is over or paused. */
export async function settled(rig: IssuingRig, states = ['stopped', 'failed', 'finished']): Promise<string> {
  for (;;) {
    const state = rig.progress.at(-1)?.state ?? '';
    if (states.includes(state)) {
      // The key's session ends right after.
      while (rig.key.open > 0 && state !== 'paused') await new Promise((done) => setTimeout(done, 1));
      return state;
    }
    await new Promise((done) => setTimeout(done, 2));
  }
}
