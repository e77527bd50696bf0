// What others may ask the register of seals.
import type { CustodyError } from '#core/custody/custody-error';
import type { SealState } from '#core/custody/seal-state';
import type { Result } from '#core/result';

/** A seal as it is put on documents. */
export interface RegisteredSeal {
  readonly sealId: string;
  /** esID of the seal. */
  readonly sealNumber: string;
  readonly name: string;
  /** 持有主体: the name in its certificate. */
  readonly holder: string;
  /** SES_Seal, DER. */
  readonly esl: Uint8Array;
  /** SM3 of the DER of the certificate whose key may use it; hex. */
  readonly fingerprint: string;
  readonly custodianId: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

export interface SealRegister {
  /**
   * The seal that this person may put now with this certificate's key: registered, in use, in this person's custody, within
   * its period and its certificate's (川办规〔2022〕3号 印章 第八、十、十三条).
   */
  sealFor(fingerprint: string, staffId: string): Result<RegisteredSeal, CustodyError>;
  /** Whether this person may still put that very seal: asked again for each document of a batch. */
  maySeal(sealId: string, staffId: string): Result<void, CustodyError>;
  /** Also of seals that are stopped or closed: what they sealed remains. Its file is not opened for this. */
  state(sealId: string): SealState | undefined;
  list(): readonly SealState[];
}

/** One use of a seal (用章记录), kept by whoever seals. */
export interface SealUse {
  readonly useId: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly sealId: string;
  readonly sealName: string;
  readonly purpose: string;
  readonly caseNumber?: string | undefined;
  readonly documentTitle: string;
  /** SM3 of the sealed file, of the unsealed document while nothing is sealed; hex. */
  readonly documentDigest: string;
  readonly state: 'started' | 'sealed' | 'failed' | 'interrupted';
  readonly approvalId?: string | undefined;
  /** Names of who applied for this use and who approved it (用章审批), where there was an approval. */
  readonly applicant?: string | undefined;
  readonly approver?: string | undefined;
}

/** Days are China's, `YYYY-MM-DD`, both included. */
export interface SealUseFilter {
  readonly fromDay?: string | undefined;
  readonly toDay?: string | undefined;
  readonly sealId?: string | undefined;
  readonly staffId?: string | undefined;
}

export interface SealUses {
  /** Oldest first. */
  list(filter: SealUseFilter): SealUse[];
}
