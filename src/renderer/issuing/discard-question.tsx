// Why something that was begun is given up; the reason stays with it.
import { ReasonQuestion } from '../dialogs/reason-question';

const USUAL = ['申请人撤回', '内容有误，另行制作', '重复制作'] as const;

interface Props {
  readonly what: string;
  readonly onReason: (reason: string) => void;
}

export function DiscardQuestion({ what, onReason }: Props) {
  return (
    <ReasonQuestion
      title={`作废${what}的原因？`}
      testId="discard-dialog"
      fieldId="discard-reason"
      usual={USUAL}
      submitLabel="作废"
      cancelLabel="不作废"
      onReason={onReason}
    >
      <p>作废后不能恢复；已取的证照编号不再使用。</p>
    </ReasonQuestion>
  );
}
