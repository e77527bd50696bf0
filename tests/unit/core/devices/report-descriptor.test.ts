// Report descriptors of real devices from public documents, and hostile ones.
import { describe, expect, it } from 'vitest';
import { hidUsage, parseReportDescriptor } from '#core/devices/hid/report-descriptor';
import { readerReportsOf } from '#core/devices/id-card/hid-framing';
import { hidPosLayouts } from '#core/devices/scanner/hid-pos-layout';
import { POS_LAYOUTS } from '#emulators/hid/pos-layouts';
import { vendorDescriptor } from '#emulators/hid/report-endpoint';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const parsed = (descriptor: Uint8Array) => {
  const result = parseReportDescriptor(descriptor);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

describe('descriptors', () => {
  it('reads the keyboard of HID 1.11, appendix B.1', () => {
    const keyboard = parsed(
      bytes(`05 01 09 06 A1 01 05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01
             95 05 75 01 05 08 19 01 29 05 91 02 95 01 75 03 91 01 95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 C0`),
    );
    expect(keyboard.numbered).toBe(false);
    expect(keyboard.applications).toEqual([hidUsage(1, 6)]);
    expect(keyboard.reports.map(({ kind, id, bytes: size }) => [kind, id, size])).toEqual([
      ['input', 0, 8],
      ['output', 0, 1],
    ]);
    const [modifiers, reserved, keys] = keyboard.reports[0]!.fields;
    expect(modifiers).toMatchObject({ bitOffset: 0, bitSize: 1, count: 8, variable: true });
    expect(modifiers!.usages[0]).toBe(hidUsage(7, 0xe0));
    expect(reserved).toMatchObject({ bitOffset: 8, bitSize: 8, constant: true });
    expect(keys).toMatchObject({ bitOffset: 16, bitSize: 8, count: 6, variable: false });
  });

  it('keeps globals over push and pop, takes pages from long usages, passes long items by', () => {
    const { reports } = parsed(
      bytes(`05 01 A1 01 75 08 95 02 A4 75 10 95 01 09 30 81 02 B4 0B FE 00 8C 00 81 02 FE 02 F0 AA BB C0`),
    );
    expect(reports[0]!.fields).toMatchObject([
      { bitOffset: 0, bitSize: 16, count: 1 },
      { bitOffset: 16, bitSize: 8, count: 2, usages: [hidUsage(0x8c, 0xfe)] },
    ]);
  });

  it.each([
    ['ends inside an item', '05', 'DESCRIPTOR_TRUNCATED'],
    ['ends inside a long item', 'FE 20 01 00', 'DESCRIPTOR_TRUNCATED'],
    ['closes what nobody opened', 'C0', 'DESCRIPTOR_UNBALANCED'],
    ['opens what nobody closes', '05 01 09 06 A1 01', 'DESCRIPTOR_UNBALANCED'],
    ['pops from an empty stack', 'B4', 'DESCRIPTOR_UNBALANCED'],
    ['numbers a report 0', '85 00', 'DESCRIPTOR_REPORT_ID'],
    ['has numbered reports and others', '75 08 95 01 81 02 85 01 81 02', 'DESCRIPTOR_REPORT_ID'],
    ['has a report of gigabytes', '77 FF FF FF 7F 97 FF FF FF 7F 81 02', 'DESCRIPTOR_TOO_LARGE'],
    ['has a usage range without end', '05 01 19 00 2B FF FF FF FF 75 08 95 01 81 02', 'DESCRIPTOR_TOO_LARGE'],
    ['nests without end', 'A1 01'.repeat(40), 'DESCRIPTOR_TOO_LARGE'],
    ['pushes without end', 'A4'.repeat(40), 'DESCRIPTOR_TOO_LARGE'],
    ['has fields without end', '75 01 95 01' + '81 02'.repeat(600), 'DESCRIPTOR_TOO_LARGE'],
    ['is longer than any', '00'.repeat(5_000), 'DESCRIPTOR_TOO_LONG'],
  ])('refuses one that %s', (_name, descriptor, code) => {
    expect(parseReportDescriptor(bytes(descriptor))).toEqual({ ok: false, error: { code } });
  });
});

describe('layouts of scanners', () => {
  it.each([
    [
      'flag-at-61',
      {
        reportId: 2,
        bytes: 62,
        lengthAt: 1,
        symbologyAt: 2,
        dataAt: 5,
        dataBytes: 56,
        continued: { at: 61, bit: 0 },
      },
    ],
    [
      'flag-at-63',
      {
        reportId: 2,
        bytes: 64,
        lengthAt: 1,
        symbologyAt: 2,
        dataAt: 5,
        dataBytes: 56,
        vendorSymbologyAt: 61,
        continued: { at: 63, bit: 0 },
      },
    ],
    [
      'unnumbered',
      { reportId: 0, bytes: 48, dataAt: 1, dataBytes: 44, symbologyAt: 45, continued: { at: 0, bit: 7 } },
    ],
  ] as const)('%s', (name, layout) => {
    expect(hidPosLayouts(parsed(POS_LAYOUTS[name].descriptor))).toEqual([layout]);
  });

  it('finds none in another device', () => {
    expect(hidPosLayouts(parsed(vendorDescriptor(0xffa0, false)))).toEqual([]);
  });
});

describe('reports of readers', () => {
  it('takes the sizes from the descriptor', () => {
    expect(readerReportsOf(parsed(vendorDescriptor(0xff00, false)))).toEqual({
      inputId: 0,
      inputBytes: 64,
      outputId: 0,
      outputBytes: 64,
    });
    expect(readerReportsOf(parsed(vendorDescriptor(0xff00, true)))).toEqual({
      inputId: 1,
      inputBytes: 63,
      outputId: 1,
      outputBytes: 63,
    });
  });

  it('finds none in a scanner, which only sends', () => {
    expect(readerReportsOf(parsed(POS_LAYOUTS['flag-at-61'].descriptor))).toBeNull();
  });
});
