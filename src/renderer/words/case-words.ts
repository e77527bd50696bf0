// What a clerk reads when a step in a case is refused: one entry for each code of the closed list.
import type { CaseError } from '#core/cases/case-errors';
import type { Words } from './words';

export const CASE_WORDS: Readonly<Record<CaseError['code'], Words>> = {
  CASE_NOT_FOUND: { what: '找不到这个办件。', todo: '请从挂起列表（F5）重新选择。' },
  CASE_NOT_OPEN: { what: '这个办件不在办理中。', todo: '请先从挂起列表（F5）恢复它。' },
  CASE_ALREADY_CLOSED: { what: '这个办件已经办结。', todo: '如需更改请为申请人新开办件。' },
  CASE_IDENTITY_REFUSED: {
    what: '身份信息未通过核对，不能开办件。',
    todo: '请核对证件，或按 F2 用其他有效身份证明录入。',
  },
  CASE_IDENTITY_NEEDS_CONFIRMATION: {
    what: '身份信息有一处需要核对。',
    todo: '请看过其他有效身份证明后，按回车继续。',
  },
  CASE_READING_UNKNOWN: { what: '这次读卡结果已过期。', todo: '请重新放卡。' },
  CASE_SAME_PERSON: { what: '代办人与申请人是同一人。', todo: '请放代办人本人的身份证。' },
  CASE_AGENT_MISSING: { what: '这个办件没有代办人。', todo: '可按 F4 添加代办人。' },
  CASE_ANOTHER_OPEN: {
    what: '还有一个办件在办理中。',
    todo: '请先挂起（F5）或办结当前办件。',
  },
  CASE_TOO_MANY_PARKED: {
    what: '挂起的办件已到上限。',
    todo: '请先按 F5 恢复并办结一件。',
  },
  CASE_MATTER_UNKNOWN: { what: '没有这个事项。', todo: '请按 F3 重新选择事项。' },
  CASE_MATTER_MISSING: { what: '还没有选择事项。', todo: '请按 F3 选择事项。' },
  CASE_MATERIAL_UNKNOWN: { what: '这个事项不需要这份材料。', todo: '请在清单中重新选择材料。' },
  CASE_MATERIAL_REQUIRED: {
    what: '这份材料是必需的，不能略过。',
    todo: '请采用证照，或按 P 收取纸质材料。',
  },
  CASE_SOURCE_NOT_ALLOWED: {
    what: '这份材料不能用这种方式提交。',
    todo: '请按清单上标出的来源办理。',
  },
  CASE_NOTHING_TO_AUTHORISE: {
    what: '没有可以授权使用的证照。',
    todo: '请按 P 收取纸质材料。',
  },
  CASE_AUTHORISATION_MISSING: {
    what: '持证人还没有授权使用这份证照。',
    todo: '请按 F7 办理授权，或收取纸质材料。',
  },
  CASE_CERTIFICATE_UNKNOWN: { what: '本地没有这份证照。', todo: '请按 P 收取纸质材料。' },
  CASE_CERTIFICATE_NOT_MATCHING: {
    what: '这份证照不能代替这份材料。',
    todo: '请在清单中选择对应的材料。',
  },
  CASE_CERTIFICATE_NOT_USABLE: {
    what: '这份证照现在不能采用。',
    todo: '请按 P 收取纸质材料。',
  },
  CASE_CERTIFICATE_NOT_SEEN: {
    what: '采用前需要先看过证照。',
    todo: '请按回车打开证照，核对后再采用。',
  },
  CASE_CERTIFICATE_NOT_VERIFIED: {
    what: '这份证照没有通过核验，不能采用，也不能打印。',
    todo: '请按 P 收取纸质材料；按 V 看哪一步没有通过。',
  },
  CASE_VERIFICATION_REASON_REQUIRED: {
    what: '这份证照有一步无法确认。',
    todo: '如仍要采用，请写明原因；否则按 P 收取纸质材料。',
  },
  CASE_MATERIALS_OPEN: {
    what: '还有必需的材料没有落实。',
    todo: '请逐项办理，或按 F10 选择“材料不全”。',
  },
  CASE_NOTHING_TO_UNDO: { what: '没有可以撤销的操作。', todo: '可继续办理。' },
};
