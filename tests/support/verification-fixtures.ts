// Verifications as main would send them: valid, not known to the end, failed.
import type { EvidenceStepView, VerificationView } from '#shared/ipc/evidence-views';

const step = (name: string, verdict: EvidenceStepView['verdict'], detail: string): EvidenceStepView => ({
  step: name,
  clause: 'GB/T 38540-2020 7.3',
  verdict,
  detail,
});

const FILE = step('file', 'ok', '版式文件可以打开，有 1 个签名');
const AGREEMENT = step(
  'data-agreement',
  'ok',
  '归集数据与证照文件写明的编号、持证主体、颁发机构和有效期一致',
);

const LAST: Readonly<Record<'valid' | 'unknown' | 'invalid', EvidenceStepView>> = {
  valid: step('chain', 'ok', '证书链到演示根证书'),
  unknown: step('chain', 'unknown', '没有颁发者证书，无法确认是否可信（演示市市场监督管理局）'),
  invalid: step('references', 'failed', '/Doc_0/Pages/Page_0/Content.xml 被改动'),
};
const USE = { valid: 'accept', unknown: 'accept-with-reason', invalid: 'refuse' } as const;

export function verification(
  verdict: 'valid' | 'unknown' | 'invalid' = 'valid',
  change: Partial<VerificationView> = {},
): VerificationView {
  const last = LAST[verdict];
  const steps = [
    step('structure', 'ok', '签名文件 Doc_0/Signs/Sign_0/Signature.xml，提供者 证窗'),
    step('signature-value', 'ok', '签名值正确'),
    step('seal-validity', 'ok', '签章时间在印章有效期内'),
    last,
  ];
  return {
    kind: 'ofd',
    verdict,
    use: USE[verdict],
    intact: verdict !== 'invalid',
    at: '2026-11-21T04:07:00.000Z',
    digest: '5b'.repeat(32),
    concerns: verdict === 'valid' ? [] : [last],
    checks: [FILE, AGREEMENT],
    signatures: [
      {
        id: 's001',
        kind: 'seal',
        version: 'v4',
        sealName: '演示市市场监督管理局电子印章（演示）',
        signer: '演示市市场监督管理局',
        maker: '演示制章机构',
        signedAt: '2024-01-31T00:00:00.000Z',
        verdict: verdict === 'unknown' ? 'intact' : verdict,
        trust: verdict === 'unknown' ? 'unknown' : 'ok',
        steps,
      },
    ],
    ...change,
  };
}
