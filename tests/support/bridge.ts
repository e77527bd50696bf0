// The terminal's own bridge, worked from a test in the real window: the functions that the screen's keys call.
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { CardIdentity } from '#core/identity/card-identity';
import type { RequestInput, RequestName, RequestOutput, TerminalBridge } from '#shared/ipc/contract';
import type { CaseView, DeskView } from '#shared/ipc/views';
import type { ReaderEmulator } from './reader-emulator';

/** What a function sees that runs inside the window. */
export type InWindow = { readonly terminal: TerminalBridge };

export interface Bridge {
  request<N extends RequestName>(name: N, input?: RequestInput<N>): Promise<RequestOutput<N>>;
  /** The answer as it comes, errors included. */
  ask(
    name: RequestName,
    input?: unknown,
  ): Promise<{ ok: boolean; value?: unknown; error?: { code: string } }>;
  desk(): Promise<DeskView>;
}

export function bridge(page: Page): Bridge {
  const ask: Bridge['ask'] = (name, input) =>
    page.evaluate(
      ([request, value]) =>
        (
          (globalThis as unknown as InWindow).terminal.request as unknown as Record<
            string,
            (input: unknown) => Promise<never>
          >
        )[request]!(value),
      [name, input] as const,
    );
  const request: Bridge['request'] = async (name, input) => {
    const answer = await ask(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error?.code}`);
    return answer.value as never;
  };
  return { ask, request, desk: () => request('desk.get') };
}

const DEADLINE_MS = 15_000;

/** Asks again until the answer is neither undefined nor false. @throws Error naming what did not come */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  deadlineMs = DEADLINE_MS,
): Promise<T> {
  const until = Date.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`did not come: ${what}`);
    await delay(15);
  }
}

export async function currentCase(terminal: Bridge): Promise<CaseView | undefined> {
  return (await terminal.desk()).current ?? undefined;
}

/** Card laid, matter chosen, every usable certificate authorised. */
export async function authorisedCase(
  terminal: Bridge,
  reader: ReaderEmulator,
  card: CardIdentity,
  matterId = 'food-licence-renewal',
): Promise<{ caseId: string; certificateIds: string[] }> {
  await waitFor('reader waiting', async () => (await terminal.desk()).readers[0]?.state.kind === 'waiting');
  await reader.lay(card);
  const { id: caseId } = await waitFor('case', () => currentCase(terminal));
  await terminal.request('cases.chooseMatter', { caseId, matterId });
  const { checklist } = await waitFor('checklist', async () => {
    const current = await currentCase(terminal);
    return current && current.checklist.length > 0 ? current : undefined;
  });
  const certificateIds = usableCertificates(checklist);
  await terminal.request('cases.authorise', { caseId, certificateIds });
  return { caseId, certificateIds };
}

export function usableCertificates(checklist: CaseView['checklist']): string[] {
  const usable = checklist.flatMap(({ match }) =>
    match.kind === 'certificate'
      ? match.candidates.filter(({ usability }) => usability.kind === 'usable')
      : [],
  );
  return [...new Set(usable.map(({ certificateId }) => certificateId))];
}
