// Scanners by byte vectors: joining reports, cutting lines, decoding text; addresses of devices.
import { describe, expect, it } from 'vitest';
import { formatDeviceAddress, parseDeviceAddress } from '#core/devices/device-address';
import type { HidPosLayout } from '#core/devices/device-config';
import { findHidDevice } from '#core/devices/device-listing';
import { framesToReports, ReportUnwrapper } from '#core/devices/id-card/hid-framing';
import { encodeCommand } from '#core/devices/id-card/protocol';
import { decodeScan } from '#core/devices/scanner/decode-text';
import { CHAIN_MS, HidPosJoiner, LATE_REST_MS } from '#core/devices/scanner/hid-pos';
import type { ScanPiece } from '#core/devices/scanner/scan-piece';
import { SerialScanSplitter, type SerialScanOptions } from '#core/devices/scanner/serial-scan';
import { symbologyOf } from '#core/devices/scanner/symbology';

const text = (value: string) => new TextEncoder().encode(value);
const said = (pieces: ScanPiece[]) =>
  pieces.map((piece) => (piece.kind === 'code' ? Buffer.from(piece.bytes).toString() : piece.error));

// The example of a published manual: 60 bytes in two reports, 56 and 4, flag in byte 63.
const LAYOUT: HidPosLayout = {
  reportId: 2,
  bytes: 64,
  lengthAt: 1,
  symbologyAt: 2,
  dataAt: 5,
  dataBytes: 56,
  vendorSymbologyAt: 61,
  continued: { at: 63, bit: 0 },
};
const report = (part: string, more: boolean, aim = ']Q1'): Uint8Array => {
  const bytes = new Uint8Array(64);
  bytes.set([2, part.length, ...text(aim), ...text(part)]);
  bytes[61] = 0x73;
  bytes[63] = more ? 1 : 0;
  return bytes;
};
const BOARDING_PASS = 'M1GATHERGOOD/MICHAEL  YABCDEF LHRDURAK 3542 052Y003D23  1234';

describe('HID-POS reports', () => {
  it('joins a code of two reports', () => {
    const joiner = new HidPosJoiner([LAYOUT]);
    expect(joiner.push(report(BOARDING_PASS.slice(0, 56), true, ']Q0'), 0)).toEqual([]);
    expect(joiner.deadline).toBe(CHAIN_MS);
    const [piece] = joiner.push(report(BOARDING_PASS.slice(56), false, ']Q0'), 5);
    expect(piece).toEqual({
      kind: 'code',
      bytes: text(BOARDING_PASS),
      symbology: { aim: 'Q0', name: 'qr' },
      parts: 2,
    });
    expect(joiner.deadline).toBe(Infinity);
  });

  it('passes reports of other numbers and empty ones by', () => {
    const joiner = new HidPosJoiner([LAYOUT]);
    expect(joiner.push(Uint8Array.of(4, 1, 2, 3), 0)).toEqual([]);
    expect(joiner.push(report('', false), 0)).toEqual([]);
  });

  it('gives up a code whose rest does not come, and takes the next', () => {
    const joiner = new HidPosJoiner([LAYOUT]);
    joiner.push(report('x'.repeat(56), true), 0);
    expect(said(joiner.due(CHAIN_MS - 1))).toEqual([]);
    expect(said(joiner.due(CHAIN_MS))).toEqual(['SCAN_INCOMPLETE']);
    // The rest comes after all.
    expect(said(joiner.push(report('late rest', false), 900))).toEqual(['SCAN_INCOMPLETE']);
    expect(said(joiner.push(report('next', false), 901))).toEqual(['next']);
    joiner.push(report('x'.repeat(56), true), 2_000);
    joiner.due(2_000 + CHAIN_MS);
    joiner.due(2_000 + CHAIN_MS + LATE_REST_MS);
    expect(said(joiner.push(report('another', false), 4_100))).toEqual(['another']);
  });

  it.each([
    ['a short report', report('y', false).subarray(0, 40)],
    ['a length beyond the report', Uint8Array.from([2, 57, ...report('y', false).subarray(2)])],
    ['another symbology', report('y'.repeat(56), true, ']C0')],
    ['a part that is not full and not the last', report('y'.repeat(20), true)],
  ])('never joins over %s', (_name, damaged) => {
    const joiner = new HidPosJoiner([LAYOUT]);
    joiner.push(report('x'.repeat(56), true), 0);
    expect(said(joiner.push(damaged, 1))).toEqual(['SCAN_DAMAGED']);
    expect(said(joiner.push(report('tail of it', false), 2))).toEqual([]);
    expect(said(joiner.push(report('next', false), 3))).toEqual(['next']);
  });

  it('refuses a code that is longer than any', () => {
    const joiner = new HidPosJoiner([LAYOUT]);
    const pieces = Array.from({ length: 200 }, () => joiner.push(report('x'.repeat(56), true), 0)).flat();
    expect(said(pieces)).toEqual(['SCAN_TOO_LONG']);
    expect(said(joiner.push(report('end', false), 0))).toEqual([]);
    expect(said(joiner.push(report('next', false), 0))).toEqual(['next']);
  });

  it('without a byte count ends the data where only zeros follow', () => {
    const joiner = new HidPosJoiner([
      { reportId: 0, bytes: 8, dataAt: 1, dataBytes: 7, continued: { at: 0, bit: 7 } },
    ]);
    joiner.push(Uint8Array.from([0x80, ...text('ABCDEFG')]), 0);
    expect(said(joiner.push(Uint8Array.from([0, ...text('HI'), 0, 0, 0, 0, 0]), 1))).toEqual(['ABCDEFGHI']);
  });
});

describe('serial lines', () => {
  const feed = (options: SerialScanOptions, ...chunks: [string, number][]) => {
    const splitter = new SerialScanSplitter(options);
    const pieces = chunks.flatMap(([chunk, at]) => [...splitter.due(at), ...splitter.push(text(chunk), at)]);
    return { splitter, said: said(pieces) };
  };

  it.each<[SerialScanOptions, string]>([
    [{}, 'one\r\ntwo\rthree\nfour\r\n'],
    [{ terminator: 'cr' }, 'one\rtwo\rthree\r\nfour\r'],
    [{ terminator: 'lf' }, 'one\ntwo\nthree\nfour\n'],
    [{ terminator: 'crlf' }, 'one\r\ntwo\r\nthree\r\nfour\r\n'],
  ])('%j cuts at every split alike', (options, line) => {
    for (let at = 0; at <= line.length; at += 1) {
      const { said: codes } = feed(options, [line.slice(0, at), 0], [line.slice(at), 5]);
      expect(codes).toEqual(['one', 'two', 'three', 'four']);
    }
  });

  it('keeps line ends inside a code when only CR LF ends it', () => {
    expect(feed({ terminator: 'crlf' }, ['a\nb\rc\r\n', 0]).said).toEqual(['a\nb\rc']);
  });

  it('ends by silence what has no terminator, but not when somebody came late to look', () => {
    const { splitter } = feed({ terminator: 'none', idleGapMs: 50 }, ['whole ', 0], ['code\r', 40]);
    expect(splitter.deadline).toBe(90);
    // Late: more bytes may be waiting that came in time.
    expect(said(splitter.due(150))).toEqual([]);
    splitter.push(text('!'), 151);
    expect(said(splitter.due(201))).toEqual(['whole code\r!']);
  });

  it('has learned that this scanner ends its codes: silence alone ends none any more', () => {
    const { splitter, said: first } = feed({}, ['one\r', 0], ['tw', 10]);
    expect(first).toEqual(['one']);
    expect(said(splitter.due(500))).toEqual([]);
    expect(said(splitter.push(text('o\r'), 600))).toEqual(['two']);
    splitter.push(text('thr'), 700);
    expect(said(splitter.due(1_700))).toEqual(['SCAN_INCOMPLETE']);
  });

  it('learns nothing from noise that holds line ends: silence still ends the codes of a scanner without terminator', () => {
    const splitter = new SerialScanSplitter();
    const noise = Uint8Array.from([0x00, 0x93, 0x0d, 0xff, 0x02, 0x0a, 0x1b]);
    const heard = [...splitter.push(noise, 0), ...splitter.due(60)];
    expect(heard.map(({ kind }) => kind)).toEqual(['code', 'code', 'code']);
    expect(heard.every((piece) => piece.kind === 'code' && !decodeScan(piece.bytes).ok)).toBe(true);
    splitter.push(text('ZC-NEXT-0001'), 5_000);
    expect(said(splitter.due(5_060))).toEqual(['ZC-NEXT-0001']);
  });

  it('unlearns a terminator when the same code comes twice without one, and hands on the second', () => {
    const { splitter, said: first } = feed({}, ['x\r', 0]);
    expect(first).toEqual(['x']);
    const scan = (code: string, at: number) => {
      splitter.push(text(code), at);
      return said(splitter.due(splitter.deadline));
    };
    expect(scan('ZC-NEXT-0001', 1_000)).toEqual(['SCAN_INCOMPLETE']);
    expect(scan('ZC-NEXT-0001', 4_000)).toEqual(['ZC-NEXT-0001']);
    splitter.push(text('ZC-NEXT-0002'), 7_000);
    expect(splitter.deadline).toBe(7_060);
    expect(said(splitter.due(7_060))).toEqual(['ZC-NEXT-0002']);
  });

  it('takes no beginning of a code for a whole one, and unlearns after four without an end', () => {
    const { splitter } = feed({}, ['ZC-FIRST-01\r', 0]);
    const scan = (code: string, at: number) => {
      splitter.push(text(code), at);
      return said(splitter.due(splitter.deadline));
    };
    for (const [turn, code] of ['ZC-NEXT-0001', 'ZC-NEXT-00', 'ZC-NEXT-0002', 'ZC-NEXT-0003'].entries())
      expect(scan(code, 1_000 + turn * 3_000)).toEqual(['SCAN_INCOMPLETE']);
    expect(scan('ZC-NEXT-0004', 20_000)).toEqual(['ZC-NEXT-0004']);
  });

  it('keeps what it learned when one code of many breaks off', () => {
    const { splitter } = feed({}, ['one\r', 0], ['ZC-BROKEN-O', 10]);
    expect(said(splitter.due(1_010))).toEqual(['SCAN_INCOMPLETE']);
    expect(said(splitter.push(text('ZC-NEXT-0001\r'), 2_000))).toEqual(['ZC-NEXT-0001']);
    splitter.push(text('ZC-BROKEN-O'), 3_000);
    expect(said(splitter.due(4_000))).toEqual(['SCAN_INCOMPLETE']);
  });

  it('throws away what is longer than any code, to its end', () => {
    const { splitter, said: codes } = feed({}, ['x'.repeat(20_000), 0], ['\rnext\r', 1]);
    expect(codes).toEqual(['SCAN_TOO_LONG', 'next']);
    expect(splitter.deadline).toBe(Infinity);
  });

  it('takes the symbology off a line that is set to carry it, and refuses one without', () => {
    const splitter = new SerialScanSplitter({ aimPrefix: true });
    expect(splitter.push(text(']d2(01)04912345123459\r'), 0)).toEqual([
      {
        kind: 'code',
        bytes: text('(01)04912345123459'),
        symbology: { aim: 'd2', name: 'data-matrix' },
        parts: 1,
      },
    ]);
    expect(said(splitter.push(text('no prefix\r'), 0))).toEqual(['SCAN_DAMAGED']);
  });
});

describe('text', () => {
  it.each([
    ['6901234567892', 'ascii', '36393031323334353637383932'],
    ['证照', 'utf-8', 'e8af81e785a7'],
    ['证照', 'gb18030', 'd6a4d5d5'],
    ['𠀀', 'gb18030', '95328236'],
    ['(01)049\x1d21A', 'ascii', '28303129303439 1d 323141'],
  ])('%s as %s', (expected, encoding, hex) => {
    const bytes = Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
    expect(decodeScan(bytes)).toEqual({ ok: true, value: { text: expected, encoding } });
  });

  it.each([
    ['neither encoding', 'ff41', 'SCAN_UNREADABLE'],
    ['half a character', 'e8af81e785', 'SCAN_UNREADABLE'],
    ['half a GBK character', 'd6a4d5', 'SCAN_UNREADABLE'],
    ['characters of private use', 'aaa1', 'SCAN_UNREADABLE'],
    ['a control character', '4100', 'SCAN_DAMAGED'],
  ])('refuses %s', (_name, hex, code) => {
    expect(decodeScan(Uint8Array.from(Buffer.from(hex, 'hex')))).toEqual({ ok: false, error: { code } });
  });

  it('believes a set encoding and no other', () => {
    const gbk = Uint8Array.of(0xc1, 0xaa, 0xcd, 0xa8);
    expect(decodeScan(gbk, 'gb18030')).toMatchObject({ value: { text: '联通' } });
    expect(decodeScan(gbk, 'utf-8')).toEqual({ ok: false, error: { code: 'SCAN_UNREADABLE' } });
  });

  it('names symbologies, and none where a scanner sends zeros', () => {
    expect(symbologyOf(text(']C0'))).toEqual({ aim: 'C0', name: 'code-128' });
    expect(symbologyOf(text('Q3'))).toEqual({ aim: 'Q3', name: 'qr' });
    expect(symbologyOf(new Uint8Array(3))).toBeUndefined();
  });
});

describe('frames in reports', () => {
  const sizes = { inputId: 1, inputBytes: 15, outputId: 1, outputBytes: 15 };
  const frame = encodeCommand('status');

  it.each(['padded', 'counted'] as const)('%s: there and back', (carriage) => {
    const long = Uint8Array.from([...frame.subarray(0, 5), 0, 20, ...new Uint8Array(20).fill(7)]);
    const unwrapper = new ReportUnwrapper(sizes, carriage);
    for (const each of [frame, long]) {
      const reports = framesToReports(each, sizes, carriage);
      expect(reports.every(({ length }) => length === 16)).toBe(true);
      unwrapper.reset();
      const carried = reports.flatMap((one) => [...unwrapper.unwrap(one)]);
      expect(Uint8Array.from(carried)).toEqual(each);
    }
    expect(unwrapper.unwrap(Uint8Array.of(9, 1, 2))).toEqual(new Uint8Array(0));
  });
});

describe('addresses', () => {
  it.each([
    ['serial:///dev/ttyUSB0?baud=9600', { kind: 'serial', path: '/dev/ttyUSB0', baud: 9_600 }],
    ['serial:///COM3?baud=115200', { kind: 'serial', path: 'COM3', baud: 115_200 }],
    ['tcp://10.0.0.7:4001', { kind: 'tcp', host: '10.0.0.7', port: 4_001 }],
    ['tcp://[fe80::1]:4001', { kind: 'tcp', host: 'fe80::1', port: 4_001 }],
    ['hid://0c2e:0b6a', { kind: 'hid', vendorId: 0x0c2e, productId: 0x0b6a }],
    [
      'hid://0c2e:0b6a/serial/S%2F9?usage=008c:0002',
      {
        kind: 'hid',
        vendorId: 0x0c2e,
        productId: 0x0b6a,
        which: { by: 'serial', value: 'S/9' },
        usage: { page: 0x8c, usage: 2 },
      },
    ],
  ] as const)('%s', (written, address) => {
    expect(parseDeviceAddress(written)).toEqual({ ok: true, value: address });
    expect(formatDeviceAddress(address)).toBe(written);
  });

  it.each([
    'hid://c2e:b6a',
    'hid://0c2e:0b6a/serial/',
    'serial://host/tty',
    'tcp://nowhere',
    'tcp://h:0',
    'x',
    'serial:///%',
  ])('refuses %s', (written) => {
    expect(parseDeviceAddress(written)).toEqual({ ok: false, error: { code: 'DEVICE_ADDRESS_INVALID' } });
  });

  it('finds a device by serial number, by plug or as the only one of its kind', () => {
    const listed = [
      { path: '/dev/hidraw0', vendorId: 1, productId: 2, interface: 0, location: 'usb-1/input0' },
      {
        path: '/dev/hidraw1',
        vendorId: 1,
        productId: 2,
        interface: 0,
        serialNumber: 'A',
        location: 'usb-2/input0',
      },
    ];
    const find = (written: string) => {
      const address = parseDeviceAddress(written);
      if (!address.ok || address.value.kind !== 'hid') throw new Error(written);
      return findHidDevice(listed, address.value)?.path;
    };
    expect(find('hid://0001:0002')).toBe('/dev/hidraw0');
    expect(find('hid://0001:0002/serial/A')).toBe('/dev/hidraw1');
    expect(find('hid://0001:0002/location/usb-2%2Finput0')).toBe('/dev/hidraw1');
    expect(find('hid://0001:0002/serial/B')).toBeUndefined();
    expect(find('hid://0001:0003')).toBeUndefined();
  });
});
