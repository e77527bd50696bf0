// What the screen knows of issuing: the last overview and the last word on a running batch.
import { create } from 'zustand';
import type { IssuingOverviewView, IssuingProgressView } from '#shared/ipc/issuing-views';

export interface IssuingScreen {
  readonly overview: IssuingOverviewView;
  readonly progress: IssuingProgressView | null;
}

const NOTHING: IssuingOverviewView = {
  openDrafts: [],
  batches: [],
  waiting: 0,
  overdue: 0,
  issuedToday: 0,
  shown: null,
};

export const useIssuing = create<IssuingScreen>(() => ({ overview: NOTHING, progress: null }));
