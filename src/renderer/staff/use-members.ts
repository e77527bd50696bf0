// Everybody who works or worked here, fetched anew whenever main says that something about the staff changed.
import { useEffect, useState } from 'react';
import type { MemberView } from '#shared/ipc/staff-views';
import { setScreen } from '../state/store';
import { useStaff } from './staff-store';

export function useMembers(): readonly MemberView[] | null {
  const view = useStaff((state) => state.view);
  const [members, setMembers] = useState<readonly MemberView[] | null>(null);
  useEffect(() => {
    let gone = false;
    void window.terminal.request['staff.list']().then(
      (answer) => {
        if (gone) return;
        if (answer.ok) setMembers(answer.value);
        else setScreen({ error: answer.error });
      },
      () => setScreen({ error: { code: 'BRIDGE_FAILED' } }),
    );
    return () => void (gone = true);
  }, [view]);
  return members;
}
