// Wires people, signing in and approvals of seal use; what others may ask of them stands in session.ts and approvals.ts.
import { randomBytes } from 'node:crypto';
import type { TrustAnchors } from '#core/crypto/chain';
import type { RulePack } from '#core/rules/rule-pack';
import { Challenges } from '#core/staff/challenge';
import type { Member } from '#core/staff/member';
import { err, ok } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { staffRequests } from '#shared/ipc/staff-contract';
import type { StaffView } from '#shared/ipc/staff-views';
import type { HandlersOf, Push } from '../ipc/server';
import type { Part } from '../lifecycle/part';
import type { Settings } from '../lifecycle/settings';
import type { Storage } from '../lifecycle/storage';
import { createApprovalRepository } from './approval-repository';
import { ApprovalService } from './approval-service';
import type { Approvals } from './approvals';
import { DemonstrationStaff } from './demonstration-staff';
import { KeyProof } from './key-proof';
import type { StaffKeys } from './key-proof';
import { PasswordBook } from './password-book';
import { approvalPolicy, signInPolicy } from './policy';
import type { ConfirmByKey, Session } from './session';
import { SignIn } from './sign-in';
import { StaffAdministration } from './staff-administration';
import { staffHandlers } from './staff-handlers';
import { createStaffRepository } from './staff-repository';
import { StaffSession } from './staff-session';
import { sessionView, staffKeyViews } from './staff-view';

export interface StaffDeps {
  storage: Storage;
  settings: Settings;
  rulePack: RulePack;
  clock: Clock;
  push: Push;
  keys: StaffKeys;
  trust: () => Promise<TrustAnchors>;
  /** Somebody signed in or out, or the screen was locked: after the window was told. */
  sessionChanged: () => void;
  /** Asked when they are needed: the register of seals is wired after the staff. */
  seals: { keptBy: (staffId: string) => boolean; nameOf: (sealId: string) => string | undefined };
}

export interface StaffDirectory {
  list(): readonly Member[];
  get(staffId: string): Member | undefined;
  /** Who carries this certificate now. */
  byFingerprint(fingerprint: string): Member | undefined;
  /** Also of people who have left; the id where nobody is known by it. */
  nameOf(staffId: string): string;
}

export interface StaffParts {
  readonly part: Part;
  readonly handlers: HandlersOf<typeof staffRequests>;
  readonly session: Session;
  readonly approvals: Approvals;
  readonly confirmByKey: ConfirmByKey;
  readonly directory: StaffDirectory;
}

const LOOK_EVERY_MS = 5_000;

export function composeStaff(deps: StaffDeps): StaffParts {
  const { storage, settings, clock, push, keys, seals } = deps;
  const { store, vault, audit } = storage;
  const { counter, profile } = settings;
  const policy = signInPolicy(settings);
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
  let stopped = false;
  // A key may come or go while the database is closing.
  const told = coalesced(() => void (stopped || push('staff.changed', view())));
  const repository = createStaffRepository({ store, clock });
  const session = new StaffSession({
    store,
    audit,
    clock,
    policy,
    unattended: policy.required ? `${counter.window}（无人登录）` : counter.clerk,
    changed: () => {
      told();
      setImmediate(deps.sessionChanged);
    },
  });
  const challenges = new Challenges({ terminal: `${counter.place}/${counter.window}`, clock, random });
  const proof = new KeyProof({ keys, challenges, trust: deps.trust, clock });
  const passwords = new PasswordBook({ store, vault, clock, random });
  const common = { store, audit, repository, passwords, proof, session, policy };
  const signIn = new SignIn({ ...common, firstRunAllowed: profile === 'production' });
  const confirmByKey: ConfirmByKey = (input) => signIn.confirmByKey(input);
  const administration = new StaffAdministration({
    ...common,
    keepsSeals: (staffId) => seals.keptBy(staffId),
    changed: told,
  });
  const approvals = new ApprovalService({
    store,
    audit,
    clock,
    repository: createApprovalRepository({ store, vault }),
    session,
    confirmByKey,
    policy: approvalPolicy(settings, deps.rulePack),
    changed: told,
  });
  const demonstration =
    profile === 'demonstration' ? new DemonstrationStaff({ store, repository, audit, clock }) : undefined;
  const view = (): StaffView => ({
    required: policy.required,
    serving: session.serving(),
    passwordAllowed: policy.password,
    firstRun: signIn.firstRun(),
    demonstration: demonstration !== undefined,
    unit: counter.unit,
    window: counter.window,
    session: sessionView(session.state()),
    people: policy.password ? withPassword(repository.list()) : [],
    keys: staffKeyViews(keys.keys(), repository),
    waiting: approvals.waiting().length,
  });
  const nameOf = (staffId: string): string => repository.get(staffId)?.name ?? staffId;

  let timer: NodeJS.Timeout | undefined;
  return {
    part: {
      name: 'staff',
      async start() {
        await demonstration?.seed();
        keys.on('changed', () => {
          session.keysChanged((fingerprint) => keys.find(fingerprint) !== undefined);
          told();
        });
        timer = setInterval(() => session.checkIdle(), LOOK_EVERY_MS);
        timer.unref();
        told();
      },
      stop() {
        stopped = true;
        clearInterval(timer);
      },
    },
    handlers: staffHandlers({
      view,
      session,
      signIn,
      administration,
      approvals,
      clock,
      names: { staff: nameOf, seal: (sealId) => seals.nameOf(sealId) ?? sealId },
      demonstrationKeys: async () =>
        demonstration ? ok(await demonstration.keys()) : err({ code: 'DEMONSTRATION_OFF' }),
    }),
    session,
    approvals,
    confirmByKey,
    directory: {
      list: () => repository.list(),
      get: (staffId) => repository.get(staffId),
      byFingerprint: (fingerprint) => repository.byFingerprint(fingerprint),
      nameOf,
    },
  };
}

function withPassword(members: readonly Member[]): StaffView['people'] {
  return members
    .filter(({ state, hasPassword }) => state === 'active' && hasPassword)
    .map(({ staffId, name }) => ({ staffId, name }));
}

/** Several changes of one turn are one picture. */
function coalesced(tell: () => void): () => void {
  let scheduled = false;
  return () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      tell();
    });
  };
}
