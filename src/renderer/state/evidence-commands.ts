// Opening certificates at the right: one to read, a second beside it to compare.
import { call } from './call';
import { candidatesOf } from './material-step';
import { itemOf } from './situation';
import { setScreen, terminalState } from './store';

/** Opens a certificate for reading; main records that it was seen (渝府办发〔2023〕108号 第二十九条: whole process kept). */
export async function openCertificate(materialId: string, certificateId: string): Promise<void> {
  const current = terminalState().desk?.current;
  if (!current) return;
  const before = terminalState().screen.evidence;
  const details = before?.details ?? false;
  setScreen({
    materialId,
    place: 'evidence',
    evidence: {
      materialId,
      certificateId,
      view: null,
      details,
      steps: false,
      page: null,
      zoomed: false,
      beside: null,
    },
  });
  const answer = await call('正在打开证照…', () =>
    window.terminal.request['cases.openCertificate']({ caseId: current.id, certificateId }),
  );
  const { evidence } = terminalState().screen;
  if (evidence?.certificateId !== certificateId) return;
  if (answer) setScreen({ evidence: { ...evidence, view: answer.value } });
  else setScreen({ evidence: before, place: 'matter' });
}

/** The n-th certificate of the focused material, as the digits number them; 1 is the first. */
export async function openCandidate(number: number): Promise<void> {
  const { desk, screen } = terminalState();
  const item = desk?.current ? itemOf(desk.current, screen.materialId) : undefined;
  const candidate = item ? candidatesOf(item)[number - 1] : undefined;
  if (item && candidate) await openCertificate(item.materialId, candidate.certificateId);
}

/** Page Up, Page Down: the pages of a certificate that has several; main draws each when it is asked for. */
export async function turnPage(by: 1 | -1): Promise<void> {
  const { desk, screen } = terminalState();
  const { evidence } = screen;
  if (!evidence?.view || !desk?.current) return;
  const number = (evidence.page?.number ?? 1) + by;
  if (number < 1 || number > evidence.view.pageCount) return;
  const { certificateId } = evidence;
  const { id: caseId } = desk.current;
  const answer = await call('正在翻页…', () =>
    window.terminal.request['cases.certificatePage']({ caseId, certificateId, page: number }),
  );
  const now = terminalState().screen.evidence;
  if (answer && now?.certificateId === certificateId) setScreen({ evidence: { ...now, page: answer.value } });
}

/** A code scanned from a certificate: opens the certificate that it names, in the light of the material that takes it. */
export async function openByCode(text: string): Promise<boolean> {
  const current = terminalState().desk?.current;
  if (!current) return false;
  const answer = await call('正在查找证照…', () =>
    window.terminal.request['cases.findByCode']({ caseId: current.id, text }),
  );
  return answer ? presentCertificate(answer.value.certificateId) : false;
}

/** Opens a certificate of the case in the light of the material that takes it. */
export async function presentCertificate(certificateId: string): Promise<boolean> {
  const current = terminalState().desk?.current;
  if (!current) return false;
  const item = current.checklist.find((one) =>
    candidatesOf(one).some((candidate) => candidate.certificateId === certificateId),
  );
  if (!item) {
    const code = current.matter ? 'CASE_CERTIFICATE_NOT_MATCHING' : 'CASE_MATTER_MISSING';
    setScreen({ error: { code }, dialog: null });
    return false;
  }
  setScreen({ dialog: null });
  await openCertificate(item.materialId, certificateId);
  return true;
}

/** C: the next certificate of the same material beside the one being read; again puts it away. */
export async function compareBeside(): Promise<void> {
  const { desk, screen } = terminalState();
  const { evidence } = screen;
  const current = desk?.current;
  if (!evidence || !current) return;
  if (evidence.beside) return setScreen({ evidence: { ...evidence, beside: null } });
  const item = itemOf(current, evidence.materialId);
  const others = item
    ? candidatesOf(item).filter(
        (candidate) => candidate.authorised && candidate.certificateId !== evidence.certificateId,
      )
    : [];
  const other = others[0];
  if (!other) return;
  const answer = await call('正在打开另一份证照…', () =>
    window.terminal.request['cases.openCertificate']({
      caseId: current.id,
      certificateId: other.certificateId,
    }),
  );
  const now = terminalState().screen.evidence;
  if (answer && now?.certificateId === evidence.certificateId) {
    setScreen({ evidence: { ...now, beside: answer.value } });
  }
}
