// Documents before and under the seal: regions, riding-edge seals over any pages, code windows; sealed and verified.
import { beforeAll, describe, expect, it } from 'vitest';
import { equalBytes } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import { softwareSigner } from '#core/demonstration/pki';
import { evidencePage } from '#core/evidence/evidence-pages';
import { examineFile } from '#core/evidence/examine-file';
import { signOfd } from '#core/eseal/sign-ofd';
import { certificateDocument } from '#core/issuing/certificate-document';
import { ridingStamps } from '#core/issuing/riding-seal';
import { pageText } from '#core/ofd/render/render-page';
import { openOfd } from '#core/ofd/document/ofd-file';
import { resources } from '#tests/support/issuing/issuing-rig';
import { sampleCertificate } from '#tests/support/sample-certificate';

beforeAll(() => initCrypto());

describe('riding-edge seals', () => {
  const seal = { width: 40, height: 40 };
  const a4 = { width: 210, height: 297 };

  it('show the seal once over all pages, part by part, each at its own page’s edge', () => {
    for (const count of [2, 3, 7, 16]) {
      const pages = Array.from({ length: count }, () => a4);
      const right = ridingStamps({ pages, seal, edge: 'right' });
      expect(right.map(({ page }) => page)).toEqual(pages.map((_, index) => index + 1));
      let shown = 0;
      for (const { x, clip, width } of right) {
        // The strip ends at the edge of the paper, and begins where the one before ended.
        expect(x + clip!.x + clip!.width).toBeCloseTo(210, 1);
        expect(clip!.x).toBeCloseTo(shown, 1);
        expect(width).toBe(40);
        shown += clip!.width;
      }
      expect(shown).toBeCloseTo(40, 1);
      const left = ridingStamps({ pages, seal, edge: 'left' });
      for (const { x, clip } of left) expect(x + clip!.x).toBeCloseTo(0, 1);
      // Fanned to the left, the first page lies rightmost.
      expect(left[0]!.clip!.x).toBeGreaterThan(left.at(-1)!.clip!.x);
    }
  });

  it('fit pages of any size at one height, the seal made smaller where a page is smaller than it', () => {
    const pages = [a4, { width: 297, height: 210 }, { width: 85.6, height: 54 }];
    const stamps = ridingStamps({ pages, seal: { width: 60, height: 60 }, edge: 'right' });
    expect(new Set(stamps.map(({ y }) => y)).size).toBe(1);
    for (const [index, { y, height, width, x, clip }] of stamps.entries()) {
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + height).toBeLessThanOrEqual(54);
      expect(width).toBeLessThanOrEqual(42.8);
      expect(x + clip!.x + clip!.width).toBeCloseTo(pages[index]!.width, 1);
    }
  });

  it('join many pages by several seals that share a page, and leave a single page alone', () => {
    const pages = Array.from({ length: 50 }, () => a4);
    const stamps = ridingStamps({ pages, seal, edge: 'right' });
    const onPage = new Map<number, number>();
    for (const { page, clip } of stamps) {
      expect(clip!.width).toBeGreaterThanOrEqual(2.4);
      onPage.set(page, (onPage.get(page) ?? 0) + 1);
    }
    expect([...onPage.keys()].sort((a, b) => a - b)).toEqual(pages.map((_, index) => index + 1));
    const shared = [...onPage.values()].filter((count) => count === 2).length;
    expect(stamps).toHaveLength(50 + shared);
    expect(shared).toBeGreaterThan(0);
    expect(ridingStamps({ pages: [a4], seal, edge: 'right' })).toEqual([]);
  });
});

describe('the document of a certificate', () => {
  const type = resources.certificateTypes.get('food-licence')!;
  const faces = [type.faceId, ...type.issuing!.furtherFaceIds].map((id) => resources.faces.get(id)!);
  const certificate = sampleCertificate(type, { number: 'JY2892026A01000001' });
  const sealedAt = new Date('2026-11-21T02:00:00Z');
  const order = { certificate, typeName: type.name, faces, sealedAt, codeWindow: true, creator: '证窗' };

  it('has its pages, the same bytes for the same order, and a seal on each face and over their edges', () => {
    const first = certificateDocument(order);
    const again = certificateDocument(order);
    expect(equalBytes(again.bytes, first.bytes)).toBe(true);
    expect(again.stamps).toEqual(first.stamps);
    const opened = openOfd(first.bytes);
    const document = opened.ok ? opened.value.document() : opened;
    if (!document.ok) throw new Error(document.error.code);
    expect(document.value.pages).toHaveLength(2);
    const text = pageText(document.value, 1);
    expect(text.ok && text.value).toContain('副本');
    const { stamps } = first;
    expect(stamps.map(({ page, clip }) => [page, clip !== undefined])).toEqual([
      [1, false],
      [2, false],
      [1, true],
      [2, true],
    ]);
  });

  it('sealed over several pages verifies as valid, and each page is drawn with its part of the seal', async () => {
    const { unit } = await demonstrationSealHolders(2026);
    const trust = await new CertificateFiles({ year: 2026, codeWindow: true }).trust();
    const { bytes, stamps } = certificateDocument(order);
    const signer = softwareSigner(unit.certificate, unit.privateKey);
    const sealed = await signOfd(bytes, { seal: unit.esl, time: sealedAt, stamps }, signer);
    if (!sealed.ok) throw new Error(sealed.error.code);
    const { examination, ofd } = examineFile(sealed.value, trust, sealedAt);
    expect(examination.verdict).toBe('valid');
    expect(ofd!.stamps).toHaveLength(4);
    for (const number of [1, 2]) {
      const page = evidencePage(ofd!, number, { idPrefix: `p${number}`, purpose: 'screen' });
      expect(page.ok && page.value.svg).toContain('clip-path');
    }
    const longer = sealed.value.length;
    expect(longer).toBeGreaterThan(bytes.length);
  });
});
