// Words of scans: what a code is, and what it led to.
import { assertNever } from '#core/result';
import type { ScanMeaningView, ScannedPrintView, ScanOutcomeView } from '#shared/ipc/scan-views';
import type { ScanResult } from './scan-store';
import { chinaMoment } from '../words/dates';
import { wordsFor } from '../words/error-words';

export function meaningText(meaning: ScanMeaningView): string {
  switch (meaning.kind) {
    case 'certificate-code': {
      const until = meaning.window ? `，有效至 ${chinaMoment(meaning.window.until)}` : '';
      return `证照二维码：${meaning.typeName} ${meaning.numberMasked}${until}`;
    }
    case 'holder-code':
      return `${meaning.name}`;
    case 'control-number':
      return `本机打印件 ${meaning.controlNumber}`;
    case 'id-number':
      return `公民身份号码 ${meaning.numberMasked}`;
    case 'credit-code':
      return `统一社会信用代码 ${meaning.creditCode}`;
    case 'stock-number':
      return `${meaning.name}编号 ${meaning.number}`;
    case 'matter-code':
      return `事项代码 ${meaning.code} ${meaning.name}`;
    case 'unknown':
      return unknownText(meaning);
    default:
      return assertNever(meaning);
  }
}

type Unknown = Extract<ScanMeaningView, { kind: 'unknown' }>;

function unknownText({ text, length, resembles }: Unknown): string {
  const size = text.endsWith('…') ? `（共 ${length} 字）` : '';
  return `${resembles ? RESEMBLES[resembles] : '不认识的内容'}：${text}${size}`;
}

const RESEMBLES: Readonly<Record<NonNullable<Unknown['resembles']>, string>> = {
  address: '网址，不会打开',
  'certificate-code': '像证照二维码，但读不全',
  'control-number': '像本机打印件的码，但读不全',
  'id-number': '像公民身份号码，但校验不对',
  'credit-code': '像统一社会信用代码，但校验不对',
};

/** What came of it, in a few words; null while it waits. */
export function resultText(result: ScanResult | null): string {
  if (!result) return '正在处理…';
  return result.kind === 'refused' ? wordsFor(result.error.code).what : OUTCOME_TEXT[result.outcome.kind];
}

const OUTCOME_TEXT: Readonly<Record<ScanOutcomeView['kind'], string>> = {
  'case-opened': '已开办件。',
  'case-resumed': '已恢复此人的办件。',
  'already-here': '就是本办件的人。',
  'check-person': '请看本人证件后录入。',
  'another-person': '不是本办件的人。',
  certificate: '已在右侧打开。',
  'certificate-without-case': '还没有开办件。',
  print: '已找到打印记录。',
  'matter-chosen': '已选择事项，按 Ctrl+Z 可撤销。',
  'matter-already-chosen': '本办件已有事项，要换请按 F3。',
  'matter-without-case': '先开办件，再扫事项。',
  shown: '只显示，不执行。',
};

export const DIGEST_WORDS: Readonly<
  Record<ScannedPrintView['digest'], { readonly tone: 'good' | 'busy' | 'bad'; readonly text: string }>
> = {
  agrees: { tone: 'good', text: '码里的摘要与打印记录一致。' },
  differs: {
    tone: 'bad',
    text: '码里的摘要与打印记录不一致：这张纸可能不是本机打印的，或被改动。请勿采用。',
  },
  'not-kept': { tone: 'busy', text: '打印时没有留下摘要，无法比对；只能确认编号存在。' },
  'not-in-code': { tone: 'busy', text: '只扫到编号，没有摘要，无法比对。请扫页脚的二维码。' },
};
