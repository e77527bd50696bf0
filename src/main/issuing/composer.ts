// From a draft to the document that will be sealed: its number, its certificate, its OFD file.
import type { Certificate } from '#core/catalogue/certificate';
import type { CertificateType } from '#core/catalogue/certificate-type';
import { sm3 } from '#core/crypto/sm3';
import type { Stamp } from '#core/eseal/sign-ofd';
import type { FaceTemplate } from '#core/faces/face-template';
import { certificateDocument } from '#core/issuing/certificate-document';
import type { DocumentOrder } from '#core/issuing/certificate-document';
import { certificateNumber, serialCounter } from '#core/issuing/certificate-number';
import { draftInputs, isReady } from '#core/issuing/draft';
import type { DraftContent } from '#core/issuing/draft';
import { issuedCertificate } from '#core/issuing/issued-certificate';
import type { IssuingError } from '#core/issuing/issuing-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { OfdPackage } from '#core/ofd/package/zip-reader';
import type { RulePack } from '#core/rules/rule-pack';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import { nextSerial } from '../store/serials';
import type { Store } from '../store/store';
import type { Draft } from './draft-store';

export interface ComposedDocument {
  readonly draft: Draft;
  readonly type: CertificateType;
  readonly number: string;
  readonly certificate: Certificate;
  readonly unsealed: OfdPackage;
  readonly stamps: readonly Stamp[];
  /** SM3 of the file without its seal. */
  readonly digest: Uint8Array;
  readonly sealedAt: Date;
}

export interface ComposerDeps {
  store: Store;
  types: ReadonlyMap<string, CertificateType>;
  faces: ReadonlyMap<string, FaceTemplate>;
  rulePack: RulePack;
  /** Of this counter: part of the numbers. */
  window: string;
  clock: Clock;
}

const CREATOR = '证窗';
/** How long a composed document may wait for its PIN. */
const KEEP_MS = 2 * 60_000;

export class Composer {
  readonly #deps: ComposerDeps;
  #last: ComposedDocument | undefined;

  constructor(deps: ComposerDeps) {
    this.#deps = deps;
  }

  /** The type with its rule of issuing. */
  type(typeId: string): CertificateType | undefined {
    const type = this.#deps.types.get(typeId);
    return type?.issuing ? type : undefined;
  }

  /**
   * The document as it would be sealed now. Needs `initCrypto()`. Its number is the draft's, or the next one. One that was
   * composed a moment ago, while the PIN was typed, is taken: only the start of its code's window is that much earlier.
   */
  compose(draft: Draft): Result<ComposedDocument, IssuingError> {
    const now = this.#deps.clock.now();
    const last = this.#last;
    this.#last = undefined;
    const fresh =
      last?.draft.id === draft.id &&
      last.draft.digest === draft.digest &&
      chinaDay(last.sealedAt) === chinaDay(now) &&
      Math.abs(now.getTime() - last.sealedAt.getTime()) < KEEP_MS &&
      last.number === (draft.number ?? this.#nextNumber(draft, last.type, now));
    if (fresh) return ok({ ...last, draft, sealedAt: now });
    const composed = this.#compose(draft, now);
    if (composed.ok) this.#last = composed.value;
    return composed;
  }

  #compose(draft: Draft, sealedAt: Date): Result<ComposedDocument, IssuingError> {
    const type = this.type(draft.typeId);
    if (!type) return err({ code: 'ISSUING_TYPE_UNKNOWN' });
    const missing = draftInputs(draft.content, type, chinaDay(sealedAt)).filter(({ problem }) => problem);
    if (missing.length > 0) {
      return err({ code: 'ISSUING_DRAFT_INCOMPLETE', fields: missing.map(({ key }) => key) });
    }
    const number =
      draft.number ?? this.#number(draft.content, type, sealedAt, this.#nextSerial(type, sealedAt));
    const certificate = issuedCertificate(draft.content, type, { draftId: draft.id, number, sealedAt });
    const { bytes, unsealed, stamps } = certificateDocument(this.order(certificate, type, sealedAt));
    return ok({ draft, type, number, certificate, unsealed, stamps, digest: sm3(bytes), sealedAt });
  }

  /** The draft as a certificate, for looking at: what is missing stays empty, the serial number is shown as dots. */
  imagined(draft: Draft): { certificate: Certificate; order: DocumentOrder } | undefined {
    const sealedAt = this.#deps.clock.now();
    const type = this.type(draft.typeId);
    if (!type) return undefined;
    const number = this.numberOf(draft, type);
    const certificate = issuedCertificate(draft.content, type, { draftId: draft.id, number, sealedAt });
    return { certificate, order: this.order(certificate, type, sealedAt) };
  }

  /** The draft's number, or how it will look. */
  numberOf(draft: Draft, type: CertificateType): string {
    return draft.number ?? this.#number(draft.content, type, this.#deps.clock.now(), undefined);
  }

  ready(content: DraftContent, type: CertificateType): boolean {
    return isReady(draftInputs(content, type, chinaDay(this.#deps.clock.now())));
  }

  /**
   * Takes the number that `composed` bears, inside the caller's transaction; false when another document took it meanwhile
   * and this one has to be composed anew.
   */
  takeNumber({ draft, type, number, sealedAt }: ComposedDocument): boolean {
    if (draft.number !== undefined || draft.content.keptNumber !== undefined) return true;
    const counter = serialCounter(type.id, type.issuing!, chinaDay(sealedAt));
    if (!counter) return true;
    if (this.#number(draft.content, type, sealedAt, this.#nextSerial(type, sealedAt)) !== number)
      return false;
    nextSerial(this.#deps.store, counter.name, counter.period);
    return true;
  }

  /** Whether its number must be nobody else's: numbers that are kept or the holder's own come again. */
  isSerialNumbered({ draft, type }: ComposedDocument): boolean {
    return draft.content.keptNumber === undefined && type.issuing!.number.includes('{serial:');
  }

  order(certificate: Certificate, type: CertificateType, sealedAt: Date): DocumentOrder {
    const { faces, rulePack } = this.#deps;
    const faceIds = [type.faceId, ...(type.issuing?.furtherFaceIds ?? [])];
    return {
      certificate,
      typeName: type.name,
      faces: faceIds.map((id) => faces.get(id)!),
      sealedAt,
      codeWindow: rulePack.qr?.validityWindow ?? false,
      creator: CREATOR,
    };
  }

  #nextNumber({ content }: Draft, type: CertificateType, at: Date): string {
    return this.#number(content, type, at, this.#nextSerial(type, at));
  }

  #number(content: DraftContent, type: CertificateType, at: Date, serial: number | undefined): string {
    const holderNumber = content.values['holder.number'] ?? '';
    return (
      content.keptNumber ??
      certificateNumber(type.issuing!, {
        today: chinaDay(at),
        window: this.#deps.window,
        holderNumber,
        serial,
      })
    );
  }

  /** What `nextSerial` would give. */
  #nextSerial(type: CertificateType, at: Date): number {
    const counter = serialCounter(type.id, type.issuing!, chinaDay(at));
    if (!counter) return 0;
    const row = this.#deps.store.db
      .prepare('SELECT value FROM serial WHERE name = ? AND day = ?')
      .get(counter.name, counter.period) as { value: number } | undefined;
    return (row?.value ?? 0) + 1;
  }
}
