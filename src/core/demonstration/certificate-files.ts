// Makes the OFD file of an invented certificate: its face, its metadata, and the e-seal of its invented issuer.
// A few are made wrong on purpose, so that the screen has something to refuse.
import type { Certificate } from '../catalogue/certificate';
import type { CertificateType } from '../catalogue/certificate-type';
import { utf8 } from '../crypto/bytes';
import { signOfd } from '../eseal/sign-ofd';
import type { FaceTemplate } from '../faces/face-template';
import { certificateDocument } from '../issuing/certificate-document';
import type { Trust } from '../eseal/trust';
import { withExpiredSeal, withLaterDate } from './flawed-files';
import { makeDemonstrationPki, type DemonstrationOrder, type DemonstrationPki } from './pki';
import { sealPicture } from './seal-picture';

/** What is wrong with a file on purpose. */
export type Flaw = 'tampered' | 'foreign-authority' | 'expired-seal';

export interface DemonstrationSource {
  readonly type: CertificateType;
  readonly face: FaceTemplate;
}

/** `codeWindow`: the place's rule wants codes with a stated period (许政办〔2021〕13号 第十三条). */
export class CertificateFiles {
  readonly #year: number;
  readonly #from: Date;
  readonly #codeWindow: boolean;
  readonly #issuers = new Map<string, Promise<DemonstrationPki>>();

  /** @param year the keys' period begins two years before it, so that every day of it lies within */
  constructor(options: { year: number; codeWindow: boolean }) {
    this.#year = options.year;
    this.#from = beginningOf(options.year);
    this.#codeWindow = options.codeWindow;
  }

  /** What a terminal has to believe so that these files are valid; the foreign authority is not in it. */
  async trust(): Promise<Trust> {
    return (await this.#issuer('演示市政务服务管理局', AUTHORITY)).trust;
  }

  /** Needs `initCrypto()`. */
  async make(
    certificate: Certificate,
    { type, face }: DemonstrationSource,
    flaw?: Flaw,
  ): Promise<Uint8Array> {
    const pki = await this.#issuer(
      certificate.issuer,
      flaw === 'foreign-authority' ? FOREIGN_AUTHORITY : AUTHORITY,
    );
    const sealedAt = this.#sealedAt(certificate);
    const { unsealed, stamps } = certificateDocument({
      certificate,
      typeName: type.name,
      faces: [face],
      sealedAt,
      codeWindow: this.#codeWindow,
      creator: '证窗演示',
    });
    const sealed = await signOfd(unsealed, { seal: pki.seal, time: sealedAt, stamps }, pki.unit);
    if (!sealed.ok) throw new Error(`demonstration certificate: ${sealed.error.code}`);
    if (flaw === 'tampered') return withLaterDate(sealed.value);
    return flaw === 'expired-seal' ? withExpiredSeal(sealed.value, pki, sealedAt, this.#from) : sealed.value;
  }

  /** Older certificates were sealed when electronic ones began to be made (存量证照电子化). */
  #sealedAt({ issuedOn }: Certificate): Date {
    const issued = new Date(`${issuedOn}T09:30:00+08:00`);
    const first = new Date(this.#from.getTime() + 30 * DAY_MS + 90 * 60_000);
    return issued > first ? issued : first;
  }

  #issuer(name: string, authority: string): Promise<DemonstrationPki> {
    const key = `${authority}/${name}`;
    const known = this.#issuers.get(key);
    if (known) return known;
    const made = makeDemonstrationPki(demonstrationIssuer(name, this.#year, authority));
    this.#issuers.set(key, made);
    return made;
  }
}

const AUTHORITY = '演示';
const FOREIGN_AUTHORITY = '外地演示';
const DAY_MS = 86_400_000;

/** An issuer of the demonstration; its keys' period begins two years before `year`. */
export function demonstrationIssuer(name: string, year: number, authority = AUTHORITY): DemonstrationOrder {
  return {
    seed: utf8(`zhengchuang demonstration ${authority}`),
    from: beginningOf(year),
    unitName: name,
    sealName: `${name}电子印章（演示）`,
    picture: sealPicture(name),
    authority,
  };
}

function beginningOf(year: number): Date {
  return new Date(Date.UTC(year - 2, 0, 1));
}
