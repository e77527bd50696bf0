// Findings about an identity card, and the small words of a person: sex, kind of document, marks.
import type { IdentityFinding } from '#core/identity/card-identity';
import type { PersonView } from '#shared/ipc/views';
import { day } from './dates';

export const FINDING_WORDS: Readonly<Record<IdentityFinding['code'], string>> = {
  NUMBER_15_DIGITS: '是 15 位旧号码，已停止使用',
  NUMBER_MALFORMED: '证件号码格式不对',
  NUMBER_CHECK_DIGIT: '证件号码校验位不符',
  NUMBER_WITHOUT_CHECK: '这种号码没有公开的校验规则，请核对卡面',
  BIRTH_DIFFERS_FROM_NUMBER: '出生日期与号码不一致',
  BIRTH_IN_FUTURE: '出生日期晚于今天',
  SEX_DIFFERS_FROM_NUMBER: '性别与号码不一致',
  NOT_YET_VALID: '证件尚未生效',
  EXPIRED: '证件已过有效期',
  VALIDITY_REVERSED: '有效期起止颠倒',
  FIELD_UNREADABLE: '有一项信息读不出来，请核对卡面',
  ETHNICITY_UNKNOWN: '民族代码不在国家标准内，请核对卡面',
  FIELD_NOT_ON_CHIP: '卡内没有记载发证机关，请看卡面',
};

export function findingText(finding: PersonView['findings'][number]): string {
  const words = (FINDING_WORDS as Readonly<Record<string, string>>)[finding.code] ?? '有一处需要核对';
  return finding.since ? `${words}（${day(finding.since)}）` : words;
}

export const SEX: Readonly<Record<PersonView['sex'], string>> = {
  male: '男',
  female: '女',
  unknown: '性别未知',
  unspecified: '性别未说明',
};

export const PERSON_KIND: Readonly<Record<PersonView['kind'], string>> = {
  resident: '居民身份证',
  'foreign-permanent-resident': '外国人永久居留身份证',
  'hmt-residence-permit': '港澳台居民居住证',
};

export const MARK: Readonly<Record<PersonView['marks'][number], string>> = {
  elderly: '老年人',
  minor: '未成年',
  disabled: '残疾人',
};
