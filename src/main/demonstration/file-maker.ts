// Makes the files of invented certificates: the one that is asked for at once, the others while nobody is at the counter.
import { initCrypto } from '#core/crypto/init';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import type { Demonstration as Invented } from '#core/demonstration/demonstration';
import type { Certificate } from '#core/catalogue/certificate';
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { Trust } from '#core/eseal/trust';
import type { FaceTemplate } from '#core/faces/face-template';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { CertificateCache } from '../store/certificate-cache';

export interface FileMakerDeps {
  cache: CertificateCache;
  types: ReadonlyMap<string, CertificateType>;
  faces: ReadonlyMap<string, FaceTemplate>;
  /** The place's rule wants a stated period in codes. */
  codeWindow: boolean;
  clock: Clock;
  data: () => Invented;
  /** For how long nobody has been at the counter; 0 while somebody is: the machine is theirs. */
  quietMs: () => number;
}

/** Nobody at the counter for so long: then the next card is not likely to come in the tens of milliseconds a file takes. */
const QUIET_MS = 30_000;
const EVERY_MS = 1_000;

export class FileMaker {
  readonly #deps: FileMakerDeps;
  readonly #files: CertificateFiles;
  readonly #making = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: FileMakerDeps) {
    this.#deps = deps;
    const year = Number(chinaDay(deps.clock.now()).slice(0, 4));
    this.#files = new CertificateFiles({ year, codeWindow: deps.codeWindow });
  }

  async trust(): Promise<Trust> {
    await initCrypto();
    return this.#files.trust();
  }

  /** The certificate's file is there afterwards. */
  async ensure(certificate: Certificate): Promise<void> {
    if (this.#deps.cache.hasFile(certificate.id)) return;
    const running = this.#making.get(certificate.id);
    if (running) return running;
    const making = this.#make(certificate).finally(() => this.#making.delete(certificate.id));
    this.#making.set(certificate.id, making);
    return making;
  }

  start(): void {
    this.#timer = setTimeout(() => this.#next(), QUIET_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #next(): void {
    const again = (): void => {
      if (this.#timer === undefined) return;
      this.#timer = setTimeout(() => this.#next(), EVERY_MS);
      this.#timer.unref();
    };
    if (this.#deps.quietMs() < QUIET_MS) return again();
    const [certificate] = this.#deps.cache.withoutFile(1);
    // Made when it is asked for, if not now: the database may just be closing.
    if (certificate)
      void this.ensure(certificate).then(
        () => again(),
        () => undefined,
      );
  }

  async #make(certificate: Certificate): Promise<void> {
    await initCrypto();
    const { types, faces, data, cache } = this.#deps;
    const type = types.get(certificate.typeId);
    const face = type && faces.get(type.faceId);
    if (!type || !face) throw new Error(`no face for ${certificate.typeId}`);
    cache.putFile(
      certificate.id,
      await this.#files.make(certificate, { type, face }, data().flaws.get(certificate.id)),
    );
  }
}
