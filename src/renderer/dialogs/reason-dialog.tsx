// Why a certificate is accepted although one step of its verification could not be made sure; the reason stays with the case.
import { useEffect, useEffectEvent } from 'react';
import { acceptOpened } from '../state/commands';
import { openCertificate } from '../state/evidence-commands';
import { terminalState, useTerminal } from '../state/store';
import { verdictLine } from '../words/evidence-words';
import { closeDialog } from './frame';
import { ReasonQuestion } from './reason-question';

const USUAL = ['已向发证单位电话核实', '已与证照原件核对一致', '已在发证单位网站核验'] as const;

interface Props {
  readonly materialId: string;
  readonly certificateId: string;
}

export function ReasonDialog({ materialId, certificateId }: Props) {
  // Behind the lock nothing of a certificate stays: it is opened again, and main records that it was.
  const openAgain = useEffectEvent((): void => {
    if (terminalState().screen.evidence === null) void openCertificate(materialId, certificateId);
  });
  useEffect(() => openAgain(), []);
  const verification = useTerminal((state) => state.screen.evidence?.view?.verification);
  const accept = async (reason: string): Promise<void> => {
    if (await acceptOpened(reason)) closeDialog();
  };
  return (
    <ReasonQuestion
      title="这份证照有一步无法确认，仍要采用的原因？"
      testId="reason-dialog"
      fieldId="reason-text"
      usual={USUAL}
      submitLabel="按此原因采用"
      cancelLabel="不采用"
      onReason={(reason) => void accept(reason)}
    >
      {verification ? <p>{verdictLine(verification)}</p> : null}
    </ReasonQuestion>
  );
}
