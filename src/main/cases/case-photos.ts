// The pictures of a case's people, sealed: what the chip holds (WLT), and behind it what a vendor's library made of it,
// bound to the person. An agent can be changed and the change undone: nobody's picture may stand beside another's name.
import { concatBytes } from '#core/crypto/bytes';
import { checkCardPicture } from '#core/devices/id-card/card-picture';
import type { Store } from '../store/store';
import type { Vault } from '../store/vault';

export type Who = 'applicant' | 'agent';

export interface CardPhoto {
  /** 1,024 bytes, undecoded. */
  readonly wlt: Uint8Array;
  /** A BMP file that `checkCardPicture` passed; null where no library decoded it. */
  readonly picture: Uint8Array | null;
}

export interface CasePhotos {
  /** @param number of the person whose card it was */
  put(caseId: string, who: Who, number: string, photo: CardPhoto): void;
  /** Whether asking for a picture is worth it: the row is not opened for this, so whose it is is not known yet. */
  mayHavePicture(caseId: string, who: Who): boolean;
  /** @param number of the person who stands in the case now */
  picture(caseId: string, who: Who, number: string): Uint8Array<ArrayBuffer> | null;
}

const WLT_BYTES = 1_024;
const PERSON_BYTES = 32;
/** What the vault adds: 12 bytes IV, 16 bytes tag. */
const SEAL_BYTES = 28;

/** A row is WLT alone, or WLT, person index and picture; rows from before pictures were kept are of the first kind. */
export function createCasePhotos({ db }: Store, vault: Vault): CasePhotos {
  const put = db.prepare('INSERT OR REPLACE INTO case_photo (case_id, who, sealed) VALUES (?, ?, ?)');
  const length = db.prepare('SELECT length(sealed) AS bytes FROM case_photo WHERE case_id = ? AND who = ?');
  const sealed = db.prepare('SELECT sealed FROM case_photo WHERE case_id = ? AND who = ?');
  const place = (caseId: string, who: Who): string => `case_photo/${caseId}/${who}`;
  return {
    put(caseId, who, number, { wlt, picture }) {
      if (wlt.length !== WLT_BYTES) throw new Error('a card picture is 1,024 bytes');
      const content = picture ? concatBytes(wlt, vault.personIndex(number), picture) : wlt;
      put.run(caseId, who, vault.sealBytes(place(caseId, who), content));
    },
    mayHavePicture(caseId, who) {
      const row = length.get(caseId, who) as { bytes: number } | undefined;
      return row !== undefined && row.bytes > WLT_BYTES + SEAL_BYTES;
    },
    picture(caseId, who, number) {
      const row = sealed.get(caseId, who) as { sealed: Buffer } | undefined;
      if (!row) return null;
      const content = vault.openBytes(place(caseId, who), row.sealed).subarray(WLT_BYTES);
      if (!vault.personIndex(number).equals(content.subarray(0, PERSON_BYTES))) return null;
      const picture = checkCardPicture(content.subarray(PERSON_BYTES));
      return picture.ok ? picture.value : null;
    },
  };
}
