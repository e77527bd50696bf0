// What the settings say about signing in, with what holds where they say nothing.
import type { RulePack } from '#core/rules/rule-pack';
import type { Settings } from '../lifecycle/settings';

export interface SignInPolicy {
  /** Nobody serves cases without signing in. Left out: in production, and not in a demonstration. */
  readonly required: boolean;
  /** Passwords beside keys. Left out: keys only. */
  readonly password: boolean;
  /** After so long without a hand on the terminal. Left out: ten minutes. */
  readonly idleMs: number;
  /** The key of whoever is signed in is pulled out. Left out: they stay; sealing asks for the key anyway. */
  readonly whenKeyPulled: 'stay' | 'lock';
}

export interface ApprovalPolicy {
  readonly needed: boolean;
  /** Not decided or not used after so long, an approval lapses. Left out: a day. */
  readonly lifeMs: number;
}

const MINUTE_MS = 60_000;

export function signInPolicy({ profile, signIn }: Pick<Settings, 'profile' | 'signIn'>): SignInPolicy {
  return {
    required: signIn?.required ?? profile === 'production',
    password: signIn?.password ?? false,
    idleMs: (signIn?.idleMinutes ?? 10) * MINUTE_MS,
    whenKeyPulled: signIn?.whenKeyPulled ?? 'stay',
  };
}

/** Settings may ask for approval where the rule does not; they cannot waive what the rule asks for. */
export function approvalPolicy(
  { sealPolicy }: Pick<Settings, 'sealPolicy'>,
  rulePack: Pick<RulePack, 'eSeal'>,
): ApprovalPolicy {
  return {
    needed: rulePack.eSeal.useApproval !== null || (sealPolicy?.approval ?? false),
    lifeMs: (sealPolicy?.approvalHours ?? 24) * 60 * MINUTE_MS,
  };
}
