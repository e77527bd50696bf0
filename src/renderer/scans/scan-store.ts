// What the screen knows of scans: those that wait, what came of the last ones, and whether something holds them up.
import { create } from 'zustand';
import type { WireError } from '#shared/ipc/contract';
import type { ScanArrivedView, ScanOutcomeView } from '#shared/ipc/scan-views';

export type ScanResult =
  | { readonly kind: 'led'; readonly outcome: ScanOutcomeView }
  | { readonly kind: 'refused'; readonly error: WireError };

export interface RecentScan {
  readonly scan: ScanArrivedView;
  /** Null while it waits or is being followed. */
  readonly result: ScanResult | null;
}

export interface ScanState {
  /** In the order they came. */
  readonly waiting: readonly ScanArrivedView[];
  /** Newest first; forgotten when the case at the counter changes. */
  readonly recent: readonly RecentScan[];
  /** A question or dialog is open: scans wait until it is answered. */
  readonly held: boolean;
  /** What is being followed takes long enough to say so. */
  readonly slow: boolean;
  /** The line at the bottom is put away. */
  readonly quiet: boolean;
}

const MOST_RECENT = 30;

export const useScans = create<ScanState>(() => ({
  waiting: [],
  recent: [],
  held: false,
  slow: false,
  quiet: true,
}));
export const scanState = useScans.getState;

export function scanArrived(scan: ScanArrivedView): void {
  useScans.setState(({ waiting, recent }) =>
    // The list that is asked for at the start may hold what was also pushed.
    recent.some((one) => one.scan.scanId === scan.scanId)
      ? {}
      : {
          waiting: [...waiting, scan],
          recent: [{ scan, result: null }, ...recent].slice(0, MOST_RECENT),
        },
  );
}

export function scanTaken(scanId: string): void {
  useScans.setState(({ waiting }) => ({ waiting: waiting.filter((scan) => scan.scanId !== scanId) }));
}

export function scanFollowed(scanId: string, result: ScanResult): void {
  useScans.setState(({ recent }) => ({
    recent: recent.map((one) => (one.scan.scanId === scanId ? { ...one, result } : one)),
    quiet: false,
  }));
}

export function setHeld(held: boolean): void {
  if (scanState().held !== held) useScans.setState({ held });
}

export function setSlow(slow: boolean): void {
  if (scanState().slow !== slow) useScans.setState({ slow });
}

/** The next person must not see what was scanned for the last one. */
export function forgetScans(): void {
  useScans.setState(({ recent, waiting }) => ({
    recent: recent.filter(({ scan }) => waiting.includes(scan)),
    quiet: true,
  }));
}
