// Why a seal is stopped, replaced, cancelled, renewed or its PIN reset, and what follows from each (川办规〔2022〕3号 印章 第八、十二、十三、十四条).

/** What is applied for with the seal's maker: 更换、注销、续期、重置口令. */
export type ApplicationKind = 'replace' | 'cancel' | 'renew' | 'reset-pin';

export const GROUNDS = [
  'lost',
  'stolen',
  'damaged',
  'key-leaked',
  'pin-leaked',
  'pin-forgotten',
  'holder-changed',
  'physical-changed',
  'other-replace',
  'unit-dissolved',
  'physical-retired',
  'no-longer-used',
  'other-cancel',
  'period-ends',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** What somebody finds out about a seal and reports: the seal is stopped in the same second. */
export const REPORTS = ['lost', 'stolen', 'damaged', 'key-leaked', 'pin-leaked', 'pin-forgotten'] as const;
export type Report = (typeof REPORTS)[number];

/** What ends a stop. 'never': a key that left its custody is not trusted again, the seal is replaced or cancelled. */
export type Remedy = 'never' | 'false-report' | 'pin-reset' | 'withdrawn';

interface GroundFacts {
  readonly application: ApplicationKind;
  readonly remedy: Remedy;
}

const FACTS: Readonly<Record<Ground, GroundFacts>> = {
  lost: { application: 'replace', remedy: 'never' },
  stolen: { application: 'replace', remedy: 'never' },
  damaged: { application: 'replace', remedy: 'false-report' },
  'key-leaked': { application: 'replace', remedy: 'never' },
  'pin-leaked': { application: 'reset-pin', remedy: 'pin-reset' },
  'pin-forgotten': { application: 'reset-pin', remedy: 'pin-reset' },
  'holder-changed': { application: 'replace', remedy: 'withdrawn' },
  'physical-changed': { application: 'replace', remedy: 'withdrawn' },
  'other-replace': { application: 'replace', remedy: 'withdrawn' },
  'unit-dissolved': { application: 'cancel', remedy: 'withdrawn' },
  'physical-retired': { application: 'cancel', remedy: 'withdrawn' },
  'no-longer-used': { application: 'cancel', remedy: 'withdrawn' },
  'other-cancel': { application: 'cancel', remedy: 'withdrawn' },
  'period-ends': { application: 'renew', remedy: 'withdrawn' },
};

export function applicationOf(ground: Ground): ApplicationKind {
  return FACTS[ground].application;
}

export function remedyOf(ground: Ground): Remedy {
  return FACTS[ground].remedy;
}

export function groundsOf(kind: ApplicationKind): Ground[] {
  return GROUNDS.filter((ground) => FACTS[ground].application === kind);
}
