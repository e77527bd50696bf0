// A scan as the screen may show it: numbers of people and certificates masked, text from outside made visible.
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { Matter } from '#core/catalogue/matter';
import { assertNever } from '#core/result';
import type { ScanMeaning } from '#core/scans/classify-scan';
import { shortVisibleText } from '#core/scans/visible-text';
import type { ScanArrivedView, ScanMeaningView } from '#shared/ipc/scan-views';
import { maskNumber } from '../desk/case-view';
import type { KeptScan } from './scan-inbox';

export interface ScanNames {
  /** The place's name for holder's codes. */
  readonly holderCodeName: string;
  readonly types: ReadonlyMap<string, CertificateType>;
  readonly matters: ReadonlyMap<string, Matter>;
}

export function arrivedView({ scanId, source, at, meaning }: KeptScan, names: ScanNames): ScanArrivedView {
  return { scanId, source, at: at.toISOString(), meaning: meaningView(meaning, names) };
}

/** Type name and masked number of a certificate's code. Both come from the code: nothing says that they are true. */
export function certificateWords(
  code: { readonly typeId: string; readonly number: string },
  names: ScanNames,
): { typeName: string; numberMasked: string } {
  return {
    typeName: names.types.get(code.typeId)?.name ?? code.typeId,
    numberMasked: shortVisibleText(maskNumber(code.number), 40),
  };
}

function meaningView(meaning: ScanMeaning, names: ScanNames): ScanMeaningView {
  switch (meaning.kind) {
    case 'certificate-code': {
      const { window } = meaning.code;
      const shown = window && { from: window.from.toISOString(), until: window.until.toISOString() };
      return { kind: 'certificate-code', ...certificateWords(meaning.code, names), window: shown ?? null };
    }
    case 'holder-code':
      return { kind: 'holder-code', name: names.holderCodeName };
    case 'control-number':
      return { kind: 'control-number', controlNumber: meaning.controlNumber };
    case 'id-number':
      return { kind: 'id-number', numberMasked: maskNumber(meaning.number) };
    case 'credit-code':
    case 'stock-number':
      return meaning;
    case 'matter-code': {
      const { name, code } = names.matters.get(meaning.matterId)!;
      return { kind: 'matter-code', matterId: meaning.matterId, name, code };
    }
    case 'unknown': {
      const { text, length, resembles } = meaning;
      // A number with one wrong digit is still nearly somebody's.
      const shown = resembles === 'id-number' ? maskNumber(text.trim()) : text;
      return { kind: 'unknown', text: shown, length, resembles };
    }
    default:
      return assertNever(meaning);
  }
}
