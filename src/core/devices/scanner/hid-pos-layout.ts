// Where a HID-POS scanner puts a code into its reports, told by its report descriptor
// (HID Point of Sale Usage Tables 1.02, usage page 0x8C).
import type { HidPosLayout } from '../device-config';
import { hidUsage, type HidDescriptor, type HidField, type HidReport } from '../hid/report-descriptor';

export const BAR_CODE_PAGE = 0x8c;
export const BAR_CODE_SCANNER = 0x02;
const SYMBOLOGY_1 = hidUsage(BAR_CODE_PAGE, 0xfb);
const SYMBOLOGY_3 = hidUsage(BAR_CODE_PAGE, 0xfd);
const DECODED_DATA = hidUsage(BAR_CODE_PAGE, 0xfe);
const CONTINUED = hidUsage(BAR_CODE_PAGE, 0xff);
const BYTE_COUNT = hidUsage(0x01, 0x3b);
const FIRST_VENDOR_PAGE = hidUsage(0xff00, 0);

/** One layout for each input report with decoded data in it; empty where the device is no such scanner. */
export function hidPosLayouts(descriptor: HidDescriptor): HidPosLayout[] {
  return descriptor.reports
    .filter(({ kind }) => kind === 'input')
    .flatMap((report) => layoutOf(report, descriptor.numbered) ?? []);
}

function layoutOf(report: HidReport, numbered: boolean): HidPosLayout | undefined {
  const head = numbered ? 1 : 0;
  const data = report.fields.find((field) => isBytes(field) && field.usages[0] === DECODED_DATA);
  if (!data) return undefined;
  const length = elementOf(report, BYTE_COUNT, 8);
  const symbology = elementOf(report, SYMBOLOGY_1, 8);
  const last = elementOf(report, SYMBOLOGY_3, 8);
  const continued = elementOf(report, CONTINUED, 1) ?? elementOf(report, CONTINUED, 8);
  const vendor = report.fields.find((field) => isBytes(field) && (field.usages[0] ?? 0) >= FIRST_VENDOR_PAGE);
  return {
    reportId: report.id,
    bytes: head + report.bytes,
    dataAt: head + data.bitOffset / 8,
    dataBytes: data.count,
    ...(length === undefined ? {} : { lengthAt: head + length / 8 }),
    // The three bytes of an identifier stand together, or it is not one.
    ...(symbology !== undefined && last === symbology + 16 ? { symbologyAt: head + symbology / 8 } : {}),
    ...(vendor ? { vendorSymbologyAt: head + vendor.bitOffset / 8 } : {}),
    ...(continued === undefined
      ? {}
      : { continued: { at: head + Math.floor(continued / 8), bit: continued % 8 } }),
  };
}

/** Bit position of the element that has this usage. */
function elementOf(report: HidReport, usage: number, bitSize: number): number | undefined {
  for (const field of report.fields) {
    if (field.constant || field.bitSize !== bitSize) continue;
    const index = field.usages.indexOf(usage);
    if (index < 0 || index >= field.count) continue;
    const bit = field.bitOffset + index * bitSize;
    if (bitSize === 1 || bit % 8 === 0) return bit;
  }
  return undefined;
}

function isBytes(field: HidField): boolean {
  return !field.constant && field.bitSize === 8 && field.bitOffset % 8 === 0;
}
