// Whose seal stands on a certificate: names that agree, names that do not, what is kept when a seal is put all the same.
import { describe, expect, it } from 'vitest';
import { purposeWithHolder, sealHolderFinding } from '#core/issuing/seal-holder';

describe('issuer and holder of the seal', () => {
  it.each([
    ['演示市政务服务管理局', '演示市政务服务管理局'],
    ['演示市行政审批局（一）', '演示市行政审批局(一)'],
    ['演示市 政务服务管理局', '演示市政务服务管理局'],
  ])('%s and %s are one unit', (issuer, holder) => {
    expect(sealHolderFinding(issuer, holder)).toBeUndefined();
  });

  it.each([
    ['演示市政务服务中心', '演示市政务服务管理局'],
    ['演示市政务服务管理局', '演示市政务服务管理局示例区分局'],
    ['演示市政务服务管理局', ''],
  ])('%s and %s are told', (issuer, holder) => {
    expect(sealHolderFinding(issuer, holder)).toEqual({ code: 'ISSUER_NOT_SEAL_HOLDER', issuer, holder });
  });

  it('keeps the reason with the purpose', () => {
    expect(purposeWithHolder('制发《老年人优待证》', '受管理局委托')).toBe(
      '制发《老年人优待证》（发证单位与印章持有主体名称不同：受管理局委托）',
    );
  });
});
