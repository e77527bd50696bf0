// SIGKILL at 50 random moments of a case (--kills=N --seed=N): no case lost, no print recorded twice, the chain intact.
import { setTimeout as delay } from 'node:timers/promises';
import type { CardIdentity } from '#core/identity/card-identity';
import { bridge, currentCase, usableCertificates, waitFor } from '../support/bridge';
import type { Bridge } from '../support/bridge';
import { demonstration } from '../support/invented';
import { profileFacts } from '../support/profile-facts';
import type { ProfileFacts } from '../support/profile-facts';
import { numberArgument, seededRandom } from '../support/random';
import { startStation } from '../support/station';
import type { Running, Station } from '../support/station';

const KILLS = numberArgument('kills', 50);
const SEED = numberArgument('seed', 20_261_121);
const MATTER = 'food-licence-renewal';
/** About what one case takes from card to slip on a slow machine. */
const CASE_MS = 1_800;

const random = seededRandom(SEED);
const { certificates, flaws } = demonstration;
const owners = demonstration.enterprises
  .map(({ representative }) => representative)
  .filter(({ validTo }) => validTo === 'long-term' || validTo > '2027')
  // Files that are wrong on purpose are refused: not what is proved here.
  .filter(
    ({ number }) => !certificates.some((one) => flaws.has(one.id) && one.accessibleBy.includes(number)),
  );
const failures: string[] = [];
/** What the terminal said was done, before it was killed: `case/kind` and control numbers. */
const acknowledged = { steps: [] as { caseId: string; kind: string }[], prints: [] as string[] };

/** Works one case through the bridge; ends by throwing when the terminal is killed under it. */
async function workCase(terminal: Bridge, station: Station, card: CardIdentity): Promise<void> {
  await station.reader.lift();
  await delay(150);
  await station.reader.lay(card);
  const opened = await waitFor('case', async () => {
    const { current, pendingCard } = await terminal.desk();
    if (pendingCard)
      await terminal.ask('cards.open', { readingId: pendingCard.readingId, parkCurrent: false });
    return current ?? undefined;
  });
  const caseId = opened.id;
  const done = async (kind: string, step: Promise<unknown>): Promise<void> => {
    await step;
    acknowledged.steps.push({ caseId, kind });
  };
  if (!opened.matter)
    await done('matter-chosen', terminal.request('cases.chooseMatter', { caseId, matterId: MATTER }));
  const { checklist } = (await currentCase(terminal))!;
  const certificateIds = usableCertificates(checklist);
  if (certificateIds.length > 0) {
    await done('authorised', terminal.request('cases.authorise', { caseId, certificateIds }));
    const certificateId = certificateIds[0]!;
    await terminal.request('cases.openCertificate', { caseId, certificateId });
    const reason = '断电演练';
    const printed = await terminal.request('printing.certificateCopy', { caseId, certificateId, reason });
    acknowledged.prints.push(printed.controlNumber);
  }
  for (const { materialId } of checklist) {
    await done('paper-accepted', terminal.request('cases.acceptPaper', { caseId, materialId }));
  }
  await done('closed', terminal.request('cases.close', { caseId, outcome: 'accepted' }));
}

async function killOnce(station: Station, kill: number): Promise<void> {
  const running: Running = await station.launch();
  const terminal = bridge(running.page);
  const work = (async () => {
    await waitFor('reader', async () => (await terminal.desk()).readers[0]?.state.kind !== 'connecting');
    for (;;) await workCase(terminal, station, random.pick(owners));
  })().catch((cause: unknown) => cause);
  // One in five dies while it starts.
  await delay(kill % 5 === 0 ? random.below(400) : 300 + random.below(CASE_MS));
  await running.kill();
  const ended = await work;
  const message = ended instanceof Error ? ended.message : String(ended);
  // A refusal by the terminal's own rules is not a kill: it would hide what the proof is for.
  if (/CASE_|PRINT_|IPC_/.test(message)) failures.push(`kill ${kill}: ${message}`);
}

function examine(facts: ProfileFacts, printed: readonly string[], when: string): void {
  const fail = (what: string): void => void failures.push(`${when}: ${what}`);
  if (!facts.chain.intact) fail(`audit chain broken at ${facts.chain.brokenAt}`);
  if (facts.integrity !== 'ok') fail(`database: ${facts.integrity}`);
  for (const { caseId, kind } of acknowledged.steps) {
    const file = facts.cases.find(({ id }) => id === caseId);
    if (!file) fail(`case ${caseId} is lost`);
    else if (!file.events.some((event) => event.kind === kind)) fail(`case ${caseId} lost its step ${kind}`);
  }
  for (const { id, events } of facts.cases) {
    if (events.some(({ seq }, index) => seq !== index + 1)) fail(`case ${id} has a gap`);
    if (facts.caseEntries[id] !== events.length)
      fail(`case ${id}: ${facts.caseEntries[id]} entries, ${events.length} events`);
  }
  const spooled = facts.prints
    .filter(({ state }) => state === 'spooled')
    .map(({ controlNumber }) => controlNumber);
  for (const number of acknowledged.prints) if (!spooled.includes(number)) fail(`print ${number} is lost`);
  for (const [number, entries] of Object.entries(facts.spooledEntries)) {
    if (entries !== 1) fail(`print ${number} is recorded ${entries} times`);
    if (!spooled.includes(number)) fail(`print ${number} is in the audit log alone`);
  }
  for (const number of spooled) {
    if (facts.spooledEntries[number] !== 1) fail(`print ${number} has no audit entry`);
    if (printed.filter((each) => each === number).length !== 1)
      fail(
        `print ${number} is recorded, paper came out ${printed.filter((each) => each === number).length} times`,
      );
  }
  for (const number of printed)
    if (!spooled.includes(number)) fail(`paper ${number} came out without a record`);
}

const station = await startStation();
try {
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await killOnce(station, kill);
    process.stderr.write(`kill ${kill}/${KILLS}\n`);
  }
  // The last start settles what the kills left open; then paper, records and log have to agree.
  const running = await station.launch();
  const terminal = bridge(running.page);
  await waitFor('prints settled', async () => {
    const facts = await profileFacts(station.profileDir);
    return facts.prints.every(({ state }) => state === 'spooled' || state === 'abandoned');
  });
  const unconfirmed = (await terminal.desk()).unconfirmedPrints.length;
  await running.close();
  const facts = await profileFacts(station.profileDir);
  const printed = await waitFor('paper', async () => {
    const titles = (await station.cups!.printed()).map(({ title }) => title);
    return titles.length >= facts.prints.filter(({ state }) => state === 'spooled').length
      ? titles
      : undefined;
  });
  examine(facts, printed, 'after all kills');
  const counts = {
    kills: KILLS,
    seed: SEED,
    cases: facts.cases.length,
    steps: acknowledged.steps.length,
    prints: printed.length,
    abandoned: facts.prints.filter(({ state }) => state === 'abandoned').length,
    unconfirmed,
    auditEntries: facts.chain.entries,
    failures: failures.length,
  };
  console.log(JSON.stringify(counts));
  for (const failure of failures) console.log(`FAILED ${failure}`);
  if (acknowledged.steps.length < KILLS || printed.length === 0) {
    console.log('FAILED the kills met no work');
    process.exitCode = 1;
  }
  if (failures.length > 0) process.exitCode = 1;
} finally {
  await station.stop();
}
