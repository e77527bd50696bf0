// Seal files (.esl) on their way into the register: chosen, read, verified with the terminal's trust, held until registered.
import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { initCrypto } from '#core/crypto/init';
import type { CustodyError } from '#core/custody/custody-error';
import { candidatesFor, examineSeal } from '#core/custody/examine-seal';
import type { CandidateCertificate, ExaminedCandidate } from '#core/custody/examine-seal';
import { drawSeal } from '#core/custody/seal-picture';
import type { SealState } from '#core/custody/seal-state';
import { openApplication } from '#core/custody/custody-rules';
import { parseSeal } from '#core/eseal/parse';
import type { ElectronicSeal } from '#core/eseal/seal-model';
import type { Trust } from '#core/eseal/trust';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { SealCandidateView, SealCertificateView } from '#shared/ipc/custody-views';
import type { SealKeys } from '../seal-keys/seal-keys';

/** Real seals are some ten kB; a picture of high resolution makes a few hundred. */
export const MOST_SEAL_BYTES = 4 * 1024 * 1024;
const MOST_HELD = 8;

interface Held {
  readonly seal: ElectronicSeal;
  readonly known: readonly CandidateCertificate[];
}

export interface SealImportDeps {
  keys: Pick<SealKeys, 'keys'>;
  trust: () => Promise<Trust>;
  clock: Clock;
  /** Main's file dialog. */
  choose: () => Promise<string | undefined>;
  registered: () => readonly SealState[];
}

export class SealImport {
  readonly #deps: SealImportDeps;
  readonly #held = new Map<string, Held>();

  constructor(deps: SealImportDeps) {
    this.#deps = deps;
  }

  /** Null when none was chosen. */
  async chooseFile(): Promise<Result<SealCandidateView | null, CustodyError>> {
    const path = await this.#deps.choose();
    if (path === undefined) return ok(null);
    try {
      const { size } = await stat(path);
      if (size > MOST_SEAL_BYTES) return err({ code: 'SEAL_FILE_TOO_LARGE' });
      return await this.bytes(basename(path), new Uint8Array(await readFile(path)));
    } catch (cause) {
      if (typeof (cause as NodeJS.ErrnoException).code !== 'string') throw cause;
      return err({ code: 'SEAL_FILE_UNREADABLE' });
    }
  }

  /** @param known certificates whose keys are known without being plugged */
  async bytes(
    fileName: string,
    bytes: Uint8Array,
    known: readonly CandidateCertificate[] = [],
  ): Promise<Result<SealCandidateView, CustodyError>> {
    await initCrypto();
    const seal = parseSeal(bytes);
    if (!seal.ok) return err({ code: 'SEAL_FILE_UNREADABLE' });
    const held = { seal: seal.value, known };
    const certificates = await this.#certificates(held);
    const first = certificates[0];
    if (!first) return err({ code: 'SEAL_CERTIFICATE_MISSING' });
    const candidateId = randomUUID();
    this.#hold(candidateId, held);
    return ok(this.#view(candidateId, fileName, seal.value, first.facts.maker, certificates));
  }

  /** Verified anew: keys, trust and time may have changed since the file was chosen. */
  async examined(
    candidateId: string,
    fingerprint: string,
  ): Promise<Result<{ candidate: ExaminedCandidate; esl: Uint8Array }, CustodyError>> {
    const held = this.#held.get(candidateId);
    if (!held) return err({ code: 'SEAL_FILE_FORGOTTEN' });
    const certificates = await this.#certificates(held);
    const candidate = certificates.find(({ facts }) => facts.fingerprint === fingerprint);
    return candidate ? ok({ candidate, esl: held.seal.raw }) : err({ code: 'SEAL_CERTIFICATE_MISSING' });
  }

  forget(candidateId: string): void {
    this.#held.delete(candidateId);
  }

  async #certificates({ seal, known }: Held): Promise<ExaminedCandidate[]> {
    const context = { trust: await this.#deps.trust(), now: this.#deps.clock.now() };
    return candidatesFor(seal, [...this.#onKeys(), ...known]).flatMap((candidate) => {
      const examined = examineSeal(seal, candidate, context);
      return examined ? [examined] : [];
    });
  }

  #onKeys(): CandidateCertificate[] {
    return this.#deps.keys
      .keys()
      .flatMap(({ state, label, serial }) =>
        state.kind === 'ready' ? state.certificates.map(({ der }) => ({ der, key: { label, serial } })) : [],
      );
  }

  #hold(candidateId: string, held: Held): void {
    this.#held.set(candidateId, held);
    const oldest = this.#held.keys().next().value;
    if (this.#held.size > MOST_HELD && oldest !== undefined) this.#held.delete(oldest);
  }

  #view(
    candidateId: string,
    fileName: string,
    seal: ElectronicSeal,
    maker: string,
    certificates: readonly ExaminedCandidate[],
  ): SealCandidateView {
    return {
      candidateId,
      fileName,
      number: seal.sealId,
      name: seal.name,
      type: seal.type,
      revision: seal.revision,
      vendor: seal.header.vendor,
      maker,
      created: seal.created.toISOString(),
      validFrom: seal.validFrom.toISOString(),
      validTo: seal.validTo.toISOString(),
      eslDigest: certificates[0]!.facts.eslDigest,
      picture: drawSeal(seal, 'c') ?? null,
      certificates: certificates.map(certificateView),
      mayReplace: this.#deps
        .registered()
        .filter((state) => ['replace', 'renew'].includes(openApplication(state)?.kind ?? ''))
        .map(({ id, facts }) => ({ sealId: id, name: facts.name, number: facts.number })),
    };
  }
}

function certificateView({ facts, steps, periodDiffers, use }: ExaminedCandidate): SealCertificateView {
  return {
    fingerprint: facts.fingerprint,
    subject: facts.certificateSubject,
    notBefore: facts.certificateFrom,
    notAfter: facts.certificateTo,
    key: facts.keySerial === null ? null : { label: facts.keyLabel ?? '', serial: facts.keySerial },
    steps: [...steps],
    periodDiffers,
    use,
  };
}
