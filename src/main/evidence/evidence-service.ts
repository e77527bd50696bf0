// Opens and verifies what is presented. 渝府办发〔2023〕108号 第二十八条 (使用密码技术核验), 许政办〔2021〕13号 第十七条,
// 川办规〔2022〕3号 印章 第四条. A verdict is kept by the file's digest for a while, so that reading, accepting and
// printing one certificate verify it once.
import { toHex } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { sm3 } from '#core/crypto/sm3';
import { dataAgreement } from '#core/evidence/data-agreement';
import { evidencePage, pageCount } from '#core/evidence/evidence-pages';
import type { PageError } from '#core/evidence/evidence-pages';
import { concerns, examinationWithoutFile, withChecks } from '#core/evidence/examination';
import type { Examination } from '#core/evidence/examination';
import { examineFile } from '#core/evidence/examine-file';
import type { ExaminedFile } from '#core/evidence/examine-file';
import type { Trust } from '#core/eseal/trust';
import type { Certificate } from '#core/catalogue/certificate';
import type { RenderedPage } from '#core/ofd/render/render-page';
import { err } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { CertificateCache } from '../store/certificate-cache';

export interface Evidence {
  readonly digest: string;
  readonly examination: Examination;
  /** CustomDatas of the file, as written. */
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
  /** 0 where there is no file that can be shown. */
  readonly pages: number;
  /** @param number from 1 */
  page(number: number, purpose: 'screen' | 'print'): Result<RenderedPage, PageError>;
}

export interface EvidenceServiceDeps {
  cache: CertificateCache;
  clock: Clock;
  trust: () => Promise<Trust>;
  /** Where files are made on demand (the demonstration): makes this one's, unless it is there. */
  ensureFile?: ((certificate: Certificate) => Promise<void>) | undefined;
}

/** A revocation list grows stale meanwhile, but not by minutes. */
const KEEP_MS = 10 * 60_000;
const KEEP_FILES = 24;

export class EvidenceService {
  readonly #deps: EvidenceServiceDeps;
  readonly #kept = new Map<string, { at: number; file: ExaminedFile }>();
  #prefixes = 0;

  constructor(deps: EvidenceServiceDeps) {
    this.#deps = deps;
  }

  /** A cached certificate: its file, its signatures, and whether the data agree with it. */
  async ofCertificate(certificate: Certificate): Promise<Evidence> {
    await this.#deps.ensureFile?.(certificate);
    const stored = this.#deps.cache.fileOf(certificate.id);
    if (!stored) {
      const digest = this.#deps.cache.digestOf(certificate.id) ?? '';
      return this.#evidence(digest, undefined, examinationWithoutFile(this.#deps.clock.now()));
    }
    const file = await this.#examine(stored.bytes, stored.digest);
    const stated = file.ofd?.file.bodies[0]?.info.customData;
    const examination = stated
      ? withChecks(file.examination, [dataAgreement(certificate, stated)])
      : file.examination;
    return this.#evidence(stored.digest, file, examination);
  }

  /** Bytes from anywhere (验一验). */
  async ofBytes(bytes: Uint8Array): Promise<Evidence> {
    await initCrypto();
    const digest = toHex(sm3(bytes));
    const file = await this.#examine(bytes, digest);
    return this.#evidence(digest, file, file.examination);
  }

  /** Verifies ahead of the clerk's key, one after the other, giving way to everything else in between. */
  async prepare(certificates: readonly Certificate[]): Promise<void> {
    for (const certificate of certificates) {
      await new Promise((done) => setImmediate(done));
      await this.ofCertificate(certificate);
    }
  }

  async #examine(bytes: Uint8Array, digest: string): Promise<ExaminedFile> {
    const now = this.#deps.clock.now();
    const kept = this.#kept.get(digest);
    if (kept && Math.abs(now.getTime() - kept.at) < KEEP_MS) return kept.file;
    await initCrypto();
    const file = examineFile(bytes, await this.#deps.trust(), now);
    this.#kept.delete(digest);
    this.#kept.set(digest, { at: now.getTime(), file });
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > KEEP_FILES && oldest !== undefined) this.#kept.delete(oldest);
    return file;
  }

  #evidence(digest: string, file: ExaminedFile | undefined, examination: Examination): Evidence {
    const ofd = file?.ofd;
    return {
      digest,
      examination,
      metadata: ofd?.file.bodies[0]?.info.customData ?? [],
      pages: ofd ? pageCount(ofd) : 0,
      page: (number, purpose) => {
        if (!ofd) return err({ code: 'EVIDENCE_PAGE_MISSING' });
        // Ids of pages that stand on one screen must differ.
        this.#prefixes += 1;
        return evidencePage(ofd, number, { idPrefix: `ofd${this.#prefixes}`, purpose });
      },
    };
  }
}

/** Names of the steps that are not ok, each once. */
export function concernedSteps(examination: Examination): string[] {
  return [...new Set(concerns(examination).map(({ step }) => step))];
}
