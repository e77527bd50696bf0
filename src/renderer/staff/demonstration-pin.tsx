// The hint in a demonstration: which PIN this invented key wants. Nothing in production, where main has none to tell.
import { useEffect, useState } from 'react';
import type { DemonstrationKeyView } from '#shared/ipc/staff-views';
import { useStaff } from './staff-store';

export function DemonstrationPin({ fingerprint }: { readonly fingerprint: string }) {
  const demonstration = useStaff(({ view }) => view?.demonstration ?? false);
  const [keys, setKeys] = useState<readonly DemonstrationKeyView[]>([]);
  useEffect(() => {
    if (!demonstration) return;
    void window.terminal.request['staff.demonstrationKeys']().then(
      (answer) => setKeys(answer.ok ? answer.value : []),
      () => undefined,
    );
  }, [demonstration]);
  const key = keys.find((one) => one.fingerprint === fingerprint);
  if (!key) return null;
  return (
    <p className="soft" data-testid="demonstration-pin">
      演示钥匙，口令 <b className="tabular">{key.pin}</b>
    </p>
  );
}
