// The seal of a unit that is not 发证单位 by name: told in the consent, refused without a word on it, kept with the word.
import { afterEach, expect, it } from 'vitest';
import type { IssuingRig } from '../../support/issuing/issuing-rig';
import { openIssuing } from '../../support/issuing/issuing-rig';
import {
  acceptedCase,
  batchOf,
  consented,
  consentTo,
  draftOf,
  must,
  request,
  settled,
} from '../../support/issuing/issuing-steps';

const CENTRE = '演示市政务服务中心';
let rig: IssuingRig;
afterEach(async () => {
  await rig.part.stop?.();
  rig.test.close();
});

it('asks for a word on a certificate of another unit, before the key is asked for anything', async () => {
  rig = await openIssuing({ issuer: CENTRE });
  const { draftId } = await draftOf(rig, acceptedCase(rig));
  const consent = await consentTo(rig, { kind: 'draft', draftId });
  const [seal] = consent.seals;
  expect(seal?.finding).toEqual({
    code: 'ISSUER_NOT_SEAL_HOLDER',
    issuer: CENTRE,
    holder: rig.holders.unit.name,
  });
  const pin = rig.pin();
  const refused = await request(rig, 'issuing.seal', { draftId, ...consented(rig, consent, pin) });
  expect(refused).toMatchObject({ ok: false, error: { code: 'ISSUING_SEAL_OF_ANOTHER', issuer: CENTRE } });
  expect([...pin].every((byte) => byte === 0)).toBe(true);
  expect(rig.key).toMatchObject({ logins: 0, asked: 0 });
  expect(rig.uses.list({})).toEqual([]);

  const explained = { ...consented(rig, consent), otherHolder: '受管理局委托制发' };
  must(await request(rig, 'issuing.seal', { draftId, ...explained }));
  expect(rig.uses.list({})).toMatchObject([
    { state: 'sealed', purpose: `${consent.purpose}（发证单位与印章持有主体名称不同：受管理局委托制发）` },
  ]);
});

it('asks the same of a batch, and nothing where the names agree', async () => {
  rig = await openIssuing({ issuer: CENTRE });
  const { summary } = await batchOf(rig, 3);
  const { batchId } = summary;
  const consent = await consentTo(rig, { kind: 'batch', batchId });
  const refused = await request(rig, 'issuing.startBatch', { batchId, ...consented(rig, consent) });
  expect(refused).toMatchObject({ ok: false, error: { code: 'ISSUING_SEAL_OF_ANOTHER' } });
  const explained = { ...consented(rig, consent), otherHolder: '机构改革，印章正在更换' };
  must(await request(rig, 'issuing.startBatch', { batchId, ...explained }));
  expect(await settled(rig)).toBe('finished');
  expect(rig.uses.list({}).every(({ purpose }) => purpose.includes('机构改革'))).toBe(true);

  const own = await openIssuing();
  const draft = await draftOf(own, acceptedCase(own));
  const [seal] = (await consentTo(own, { kind: 'draft', draftId: draft.draftId })).seals;
  expect(seal).toMatchObject({ holder: own.holders.unit.name });
  expect(seal?.finding).toBeUndefined();
  await own.part.stop?.();
  own.test.close();
});
