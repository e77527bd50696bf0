// What verification looks like: real files of the demonstration, good and gone wrong, and another file on its own.
import { initCrypto } from '#core/crypto/init';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import type { Flaw } from '#core/demonstration/certificate-files';
import { evidencePage, pageCount } from '#core/evidence/evidence-pages';
import { examineFile } from '#core/evidence/examine-file';
import { pageView, verificationView } from '#main/evidence/verification-view';
import type { ExaminedFileView } from '#shared/ipc/evidence-views';
import type { CertificateView } from '#shared/ipc/views';
import { sampleCertificate } from '../sample-certificate';
import { certificateTypes, certificateView, deskOf, resources } from './desks';
import type { Scene } from './scenes';
import { onlyOpen, open, press, typeId } from './scene-parts';

await initCrypto();
const files = new CertificateFiles({ year: 2026, codeWindow: true });
const trust = await files.trust();
const type = certificateTypes.get(typeId)!;
const source = { type, face: resources.faces.get(type.faceId)! };

async function sealed(flaw?: Flaw) {
  const bytes = await files.make(sampleCertificate(type), source, flaw);
  const { examination, ofd } = examineFile(bytes, trust, new Date('2026-11-21T01:42:00Z'));
  const evidence = {
    digest: '5b'.repeat(32),
    examination,
    metadata: ofd!.file.bodies[0]!.info.customData,
    pages: pageCount(ofd!),
    page: (number: number) => evidencePage(ofd!, number, { idPrefix: 'p', purpose: 'screen' }),
  };
  return { verification: verificationView(evidence), page: pageView(evidence, 1), bytes };
}

async function opened(flaw?: Flaw, change: Partial<CertificateView> = {}): Promise<Scene['answers']> {
  const { verification, page } = await sealed(flaw);
  const view = certificateView(typeId, { verification, page, pageCount: 1, face: undefined, ...change });
  return { 'cases.openCertificate': { ok: true, value: view } };
}

async function examined(flaw: Flaw | undefined, name: string, pages = 1): Promise<Scene['answers']> {
  const { verification, page, bytes } = await sealed(flaw);
  const file: ExaminedFileView = {
    id: verification.digest,
    name,
    size: bytes.length,
    verification,
    metadata: [],
    pageCount: pages,
    page,
  };
  return { 'verify.chooseFile': { ok: true, value: file } };
}

const evidence = { desk: deskOf({ current: onlyOpen(open) }), wait: 'evidence-face' };

export const evidenceScenes: readonly Scene[] = [
  { ...evidence, name: '40-verified', answers: await opened(), act: press('Enter') },
  { ...evidence, name: '41-tampered', answers: await opened('tampered'), act: press('Enter') },
  {
    ...evidence,
    name: '42-unknown',
    answers: await opened('foreign-authority', { pageCount: 3 }),
    act: press('Enter'),
  },
  {
    ...evidence,
    name: '43-steps',
    answers: await opened('foreign-authority'),
    act: press('Enter', 'v'),
    wait: 'verification-steps',
  },
  {
    ...evidence,
    name: '44-reason',
    answers: await opened('foreign-authority'),
    act: press('Enter', 'Enter'),
    wait: 'reason-dialog',
  },
  {
    name: '45-verify-file',
    desk: deskOf(),
    answers: await examined('expired-seal', '营业执照（申请人自带）.ofd', 2),
    act: async (page) => {
      await page.keyboard.press('F11');
      await page.getByTestId('verify-open').click();
    },
    wait: 'verify-result',
  },
  { ...evidence, name: '46-verify-empty', act: press('F11'), wait: 'verify-dialog' },
];
