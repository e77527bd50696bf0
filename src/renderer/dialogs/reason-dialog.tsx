// Why a certificate is accepted although one step of its verification could not be made sure; the reason stays with the case.
import { acceptOpened } from '../state/commands';
import { useTerminal } from '../state/store';
import { verdictLine } from '../words/evidence-words';
import { closeDialog } from './frame';
import { ReasonQuestion } from './reason-question';

const USUAL = ['已向发证单位电话核实', '已与证照原件核对一致', '已在发证单位网站核验'] as const;

export function ReasonDialog() {
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
