// Middle: choosing the matter, then its materials; with nobody at the counter, what waits.
import type { DeskView } from '#shared/ipc/views';
import { situationOf } from '../state/situation';
import { useTerminal } from '../state/store';
import { Checklist } from './checklist';
import { IdleMatter } from './idle-matter';
import { MatterSearch } from './matter-search';
import { Slip } from './slip';

export function MatterPlace({ desk }: { readonly desk: DeskView }) {
  const screen = useTerminal((state) => state.screen);
  const { current, closed } = desk;
  const here = screen.place === 'matter';
  const choosing = current && (!current.matter || screen.searching);
  const situation = situationOf(desk, screen);
  return (
    <section className={`place matter ${here ? 'here' : ''}`} aria-label="事项与材料">
      {choosing ? <MatterSearch /> : null}
      {current && !choosing ? (
        <Checklist
          current={current}
          focused={situation.kind === 'material' ? situation.item.materialId : screen.materialId}
        />
      ) : null}
      {!current && closed ? <Slip closed={closed} /> : null}
      {!current && !closed ? <IdleMatter desk={desk} /> : null}
    </section>
  );
}
