// F6: from place to place, each with one element that takes the focus.
import type { Place } from '../state/screen-state';
import { setScreen, terminalState } from '../state/store';

const ORDER: readonly Place[] = ['person', 'matter', 'evidence', 'strip'];

export function nextPlace(): void {
  const { screen } = terminalState();
  const at = ORDER.indexOf(screen.place);
  for (let step = 1; step <= ORDER.length; step += 1) {
    const place = ORDER[(at + step) % ORDER.length];
    if (place && (place !== 'evidence' || screen.evidence)) {
      return setScreen({ place });
    }
  }
}
