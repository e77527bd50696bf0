// 验一验: a file that somebody hands in, examined on its own. The last few are held in memory for their pages and report;
// none is written to disk.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { verificationReport } from '#core/print/documents/verification-report';
import type { PrintControl, PrintDocument } from '#core/print/page';
import type { PrintingCounter } from '#core/print/documents/control-strip';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { EvidencePageView, ExaminedFileView } from '#shared/ipc/evidence-views';
import type { Evidence, EvidenceService } from './evidence-service';
import { pageView, verificationView } from './verification-view';

export type VerifyError =
  | { code: 'VERIFY_FILE_UNREADABLE' }
  | { code: 'VERIFY_FILE_TOO_LARGE'; limit: number }
  | { code: 'VERIFY_FILE_EMPTY' }
  | { code: 'VERIFY_FILE_UNKNOWN' }
  | { code: 'EVIDENCE_PAGE_MISSING' };

/** Enough for every document of an office; what is larger is no certificate. */
export const MOST_BYTES = 64 * 1024 * 1024;
const HELD = 4;

export interface Report {
  readonly title: string;
  readonly digest: string;
  compose(control: PrintControl): PrintDocument;
}

export interface VerifyDeskDeps {
  evidence: EvidenceService;
  counter: PrintingCounter;
  /** Asks the clerk for a file; undefined when none was chosen. */
  choose: () => Promise<string | undefined>;
}

export class VerifyDesk {
  readonly #deps: VerifyDeskDeps;
  readonly #held = new Map<string, { name: string; evidence: Evidence }>();

  constructor(deps: VerifyDeskDeps) {
    this.#deps = deps;
  }

  /** Null when the clerk chose none. */
  async chooseFile(): Promise<Result<ExaminedFileView | null, VerifyError>> {
    const path = await this.#deps.choose();
    if (path === undefined) return ok(null);
    try {
      const { size } = await stat(path);
      if (size > MOST_BYTES) return err({ code: 'VERIFY_FILE_TOO_LARGE', limit: MOST_BYTES });
      return await this.bytes(basename(path), new Uint8Array(await readFile(path)));
    } catch (cause) {
      if (typeof (cause as NodeJS.ErrnoException).code !== 'string') throw cause;
      return err({ code: 'VERIFY_FILE_UNREADABLE' });
    }
  }

  async bytes(name: string, bytes: Uint8Array): Promise<Result<ExaminedFileView, VerifyError>> {
    if (bytes.length === 0) return err({ code: 'VERIFY_FILE_EMPTY' });
    if (bytes.length > MOST_BYTES) return err({ code: 'VERIFY_FILE_TOO_LARGE', limit: MOST_BYTES });
    const evidence = await this.#deps.evidence.ofBytes(bytes);
    const id = evidence.digest;
    this.#held.delete(id);
    this.#held.set(id, { name, evidence });
    const oldest = this.#held.keys().next().value;
    if (this.#held.size > HELD && oldest !== undefined) this.#held.delete(oldest);
    return ok({
      id,
      name,
      size: bytes.length,
      verification: verificationView(evidence),
      metadata: [...evidence.metadata],
      pageCount: evidence.pages,
      page: pageView(evidence, 1),
    });
  }

  page(id: string, number: number): Result<EvidencePageView, VerifyError> {
    const held = this.#held.get(id);
    if (!held) return err({ code: 'VERIFY_FILE_UNKNOWN' });
    const page = pageView(held.evidence, number);
    return page ? ok(page) : err({ code: 'EVIDENCE_PAGE_MISSING' });
  }

  report(id: string): Result<Report, VerifyError> {
    const held = this.#held.get(id);
    if (!held) return err({ code: 'VERIFY_FILE_UNKNOWN' });
    const { metadata } = held.evidence;
    const facts = metadata.slice(0, MOST_FACTS).map(({ name, value }) => [name, value] as const);
    return ok(this.reportOn(held.name, held.evidence, facts));
  }

  reportOn(title: string, evidence: Evidence, facts: readonly (readonly [string, string])[]): Report {
    const { digest, examination } = evidence;
    const { counter } = this.#deps;
    return {
      title: `核验报告：${title}`.slice(0, 120),
      digest,
      compose: (control) => verificationReport({ title, examination, digest, facts, counter }, control),
    };
  }
}

/** A file may state as much of itself as it likes; a report is not the place for all of it. */
const MOST_FACTS = 24;
