// The demonstration: fills the cache with invented certificates and lays invented people's cards on the emulated reader.
// Only a demonstration profile has it; the settings refuse its control address in production.
import { createDemonstration as inventDemonstration } from '#core/demonstration/demonstration';
import type { Demonstration as Invented } from '#core/demonstration/demonstration';
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { FaceTemplate } from '#core/faces/face-template';
import { ageOn } from '#core/identity/card-identity';
import type { CardIdentity } from '#core/identity/card-identity';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { RulePack } from '#core/rules/rule-pack';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { DemonstrationPerson } from '#shared/ipc/views';
import type { Part } from '../lifecycle/part';
import type { Settings } from '../lifecycle/settings';
import type { CertificateCache } from '../store/certificate-cache';
import type { Store } from '../store/store';
import { createDemonstrationControl } from './demonstration-control';
import type { DemonstrationError } from './demonstration-control';
import { FileMaker } from './file-maker';

type Done = Result<void, DemonstrationError>;

export interface Demonstration {
  readonly part: Part;
  /** Makes the files of its certificates and vouches for their seals; absent in production. */
  readonly files: Pick<FileMaker, 'ensure' | 'trust'> | undefined;
  people(): Result<DemonstrationPerson[], DemonstrationError>;
  /** Who stands behind an invented person's code; absent in production. */
  readonly holderOf: ((personId: string) => { name: string; number: string } | undefined) | undefined;
  lay(personId: string): Promise<Done> | Done;
  command(cmd: 'lift' | 'unplug' | 'replug'): Promise<Done> | Done;
}

export function createDemonstration(deps: {
  settings: Settings;
  store: Store;
  cache: CertificateCache;
  types: ReadonlyMap<string, CertificateType>;
  faces: ReadonlyMap<string, FaceTemplate>;
  rulePack: RulePack;
  clock: Clock;
  quietMs: () => number;
}): Demonstration {
  const { settings, clock } = deps;
  if (settings.profile !== 'demonstration') return switchedOff();
  const control =
    settings.demonstrationControl === null
      ? undefined
      : createDemonstrationControl(settings.demonstrationControl);
  const send = (command: Record<string, unknown>): Promise<Done> | Done =>
    control ? control.send(command) : err({ code: 'DEMONSTRATION_EMULATOR_GONE' });
  let invented: Invented | undefined;
  const data = (): Invented => (invented ??= inventDemonstration(chinaDay(clock.now())));
  const codeWindow = deps.rulePack.qr?.validityWindow ?? false;
  const files = new FileMaker({ ...deps, codeWindow, data });

  return {
    part: {
      name: 'demonstration',
      start: () => {
        seed(deps, data);
        files.start();
      },
      stop: () => files.stop(),
    },
    files,
    people: () => ok(peopleOf(data(), chinaDay(clock.now()))),
    holderOf(personId) {
      const card = cardOf(data(), personId);
      return card && { name: card.name, number: card.number };
    },
    lay(personId) {
      const card = cardOf(data(), personId);
      return card ? send({ cmd: 'lay', card }) : err({ code: 'DEMONSTRATION_PERSON_UNKNOWN' });
    },
    command: (cmd) => send({ cmd }),
  };
}

/** Periods are relative to the day of the data, so data of an earlier day is made anew; ids stay the same. */
function seed(
  { store, cache, clock }: { store: Store; cache: CertificateCache; clock: Clock },
  data: () => Invented,
): void {
  const today = chinaDay(clock.now());
  const row = store.db.prepare(`SELECT value FROM meta WHERE key = 'demonstration-day'`).get();
  if ((row as { value: string } | undefined)?.value === today) return;
  store.transaction(() => {
    cache.put(data().certificates);
    cache.dropFiles();
    store.db
      .prepare(
        `INSERT INTO meta (key, value) VALUES ('demonstration-day', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      )
      .run(today);
  });
}

function peopleOf({ people, highlights }: Invented, today: string): DemonstrationPerson[] {
  const view = (person: CardIdentity, id: string, story?: string): DemonstrationPerson => ({
    id,
    name: person.name || (person.latinName ?? ''),
    kind: person.kind,
    age: ageOn(person.birth, today),
    ...(story === undefined ? {} : { story }),
  });
  const byNumber = new Map(people.map((person) => [person.number, person]));
  return [
    ...highlights.map(({ id, number, story }) => view(byNumber.get(number)!, id, story)),
    ...people.map((person, index) => view(person, `p${index}`)),
  ];
}

function cardOf({ people, highlights }: Invented, personId: string): CardIdentity | undefined {
  const highlight = highlights.find(({ id }) => id === personId);
  if (highlight) return people.find(({ number }) => number === highlight.number);
  const index = /^p(\d{1,3})$/.exec(personId);
  return index ? people[Number(index[1])] : undefined;
}

function switchedOff(): Demonstration {
  const off = err({ code: 'DEMONSTRATION_OFF' } as const);
  return {
    part: { name: 'demonstration' },
    files: undefined,
    people: () => off,
    holderOf: undefined,
    lay: () => off,
    command: () => off,
  };
}
