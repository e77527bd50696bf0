// What stands on the printed forms of the register, as it is kept: the same data make the same page again.
// 川办规〔2022〕3号 印章 第八、十、十二至十五条.
import { z } from 'zod';
import { toHex, utf8 } from '../crypto/bytes';
import { sm3 } from '../crypto/sm3';
import { GROUNDS } from './grounds';
import { sealFactsSchema } from './seal-events';

const words = z.string();
const instant = z.string();

/** What a form cites; null where the place's rule is silent. `item`: `（三）`. */
export const formCitationSchema = z.strictObject({
  label: words,
  /** `第十三条`. */
  article: words,
  item: words.nullable(),
  text: words,
});
export type FormCitation = z.infer<typeof formCitationSchema>;

const person = z.strictObject({ staffId: words, name: words });
/** The person at work when the form was made (经办人). */
const made = { at: instant, by: person, unit: words };

export const custodyFormSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('seal-register'),
    ...made,
    citation: formCitationSchema.nullable(),
    seals: z.array(
      z.strictObject({
        number: words,
        name: words,
        holder: words,
        maker: words,
        validFrom: instant,
        validTo: instant,
        custodian: words,
        inCustodySince: instant,
        key: words,
        status: words,
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal('seal-use-record'),
    ...made,
    citation: formCitationSchema.nullable(),
    /** In words: days, seal, person. */
    scope: z.array(words),
    uses: z.array(
      z.strictObject({
        at: instant,
        staffName: words,
        sealName: words,
        purpose: words,
        caseNumber: words.nullable(),
        documentTitle: words,
        documentDigest: words,
        state: z.enum(['started', 'sealed', 'failed', 'interrupted']),
        approvalId: words.nullable(),
        /** Names; left out where there was no approval. */
        applicant: words.optional(),
        approver: words.optional(),
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal('seal-handover'),
    ...made,
    citation: formCitationSchema.nullable(),
    seal: sealFactsSchema,
    from: person,
    to: person,
    /** A supervisor who gave it in the custodian's absence, and why. */
    inAbsence: z.strictObject({ giver: person, reason: words }).nullable(),
    witness: person.nullable(),
    handedOverAt: instant,
  }),
  z.strictObject({
    kind: z.literal('seal-application'),
    ...made,
    application: z.enum(['replace', 'cancel', 'renew']),
    ground: z.enum(GROUNDS),
    note: words.nullable(),
    /** Of the application, and of its ground. */
    citations: z.array(formCitationSchema),
    seal: sealFactsSchema,
    custodian: person,
    /** Since when it is not used; null while it is in use (续期). */
    stoppedAt: instant.nullable(),
  }),
  z.strictObject({
    kind: z.literal('pin-reset-application'),
    ...made,
    ground: z.enum(['pin-leaked', 'pin-forgotten']),
    note: words.nullable(),
    citation: formCitationSchema.nullable(),
    seal: sealFactsSchema,
    custodian: person,
    stoppedAt: instant.nullable(),
  }),
]);
export type CustodyForm = z.infer<typeof custodyFormSchema>;
export type FormOf<K extends CustodyForm['kind']> = Extract<CustodyForm, { kind: K }>;

/** SM3 of what a form says, hex; it stands in the verification code of every print of it. `initSm3` must have been awaited. */
export function formDigest(form: CustodyForm): string {
  // The schema puts the members in its own order, in which a form that is read back has them too.
  return toHex(sm3(utf8(JSON.stringify(custodyFormSchema.parse(form)))));
}

export function formTitle(form: CustodyForm): string {
  switch (form.kind) {
    case 'seal-register':
      return '电子印章台账';
    case 'seal-use-record':
      return '用章记录';
    case 'seal-handover':
      return '电子印章交接单';
    case 'seal-application':
      return { replace: '电子印章更换申请表', cancel: '电子印章注销申请表', renew: '电子印章续期申请表' }[
        form.application
      ];
    case 'pin-reset-application':
      return '电子印章保护口令重置申请表';
  }
}
