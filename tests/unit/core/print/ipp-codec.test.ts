// IPP framing against RFC 8010's own example, and against bytes that nobody should send.
import { describe, expect, test } from 'vitest';
import { decodeIpp, encodeIpp, IPP_GROUP, type IppMessage } from '#core/print/ipp/ipp-codec';

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

// RFC 8010 appendix A.1, Print-Job request.
const RFC_EXAMPLE = Uint8Array.from([
  ...[0x01, 0x01, 0x00, 0x02, 0, 0, 0, 1, 0x01],
  ...[0x47, 0x00, 0x12, ...ascii('attributes-charset'), 0x00, 0x05, ...ascii('utf-8')],
  ...[0x48, 0x00, 0x1b, ...ascii('attributes-natural-language'), 0x00, 0x05, ...ascii('en-us')],
  ...[0x45, 0x00, 0x0b, ...ascii('printer-uri')],
  ...[0x00, 0x2c, ...ascii('ipp://printer.example.com/ipp/print/pinetree')],
  ...[0x42, 0x00, 0x08, ...ascii('job-name'), 0x00, 0x06, ...ascii('foobar')],
  ...[0x22, 0x00, 0x16, ...ascii('ipp-attribute-fidelity'), 0x00, 0x01, 0x01],
  ...[0x02, 0x21, 0x00, 0x06, ...ascii('copies'), 0x00, 0x04, 0x00, 0x00, 0x00, 0x14],
  ...[0x44, 0x00, 0x05, ...ascii('sides'), 0x00, 0x13, ...ascii('two-sided-long-edge')],
  ...[0x03, ...ascii('%!PDF')],
]);

const EVERYTHING: IppMessage = {
  version: [2, 0],
  code: 0x0005,
  requestId: 7,
  data: Uint8Array.of(1, 2, 3),
  groups: [
    {
      tag: IPP_GROUP.operation,
      attributes: [
        {
          name: 'a',
          values: [
            { kind: 'integer', value: -1 },
            { kind: 'integer', value: 0x7fffffff },
          ],
        },
        { name: 'b', values: [{ kind: 'boolean', value: false }] },
        { name: 'c', values: [{ kind: 'string', syntax: 'text', value: '纸张用完' }] },
        { name: 'd', values: [{ kind: 'resolution', cross: 600, feed: 300, unit: 'dpi' }] },
        { name: 'e', values: [{ kind: 'range', lower: 1, upper: 9 }] },
        { name: 'f', values: [{ kind: 'opaque', tag: 0x13, bytes: new Uint8Array(0) }] },
        {
          name: 'media-col',
          values: [
            {
              kind: 'collection',
              members: [
                {
                  name: 'media-size',
                  values: [
                    {
                      kind: 'collection',
                      members: [{ name: 'x-dimension', values: [{ kind: 'integer', value: 8000 }] }],
                    },
                  ],
                },
                {
                  name: 'sources',
                  values: [
                    { kind: 'enum', value: 3 },
                    { kind: 'enum', value: 4 },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
    { tag: IPP_GROUP.job, attributes: [] },
  ],
};

describe('encode and decode', () => {
  test('the example of RFC 8010 appendix A.1, both ways', () => {
    const decoded = decodeIpp(RFC_EXAMPLE);
    expect(decoded).toMatchObject({
      ok: true,
      value: {
        version: [1, 1],
        code: 2,
        requestId: 1,
        groups: [
          {
            tag: 1,
            attributes: [
              { name: 'attributes-charset' },
              { name: 'attributes-natural-language' },
              { name: 'printer-uri', values: [{ value: 'ipp://printer.example.com/ipp/print/pinetree' }] },
              { name: 'job-name', values: [{ kind: 'string', syntax: 'name', value: 'foobar' }] },
              { name: 'ipp-attribute-fidelity', values: [{ kind: 'boolean', value: true }] },
            ],
          },
          {
            tag: 2,
            attributes: [{ name: 'copies', values: [{ kind: 'integer', value: 20 }] }, { name: 'sides' }],
          },
        ],
      },
    });
    if (decoded.ok) expect(encodeIpp(decoded.value)).toEqual(RFC_EXAMPLE);
  });

  test('every syntax comes back', () => {
    expect(decodeIpp(encodeIpp(EVERYTHING))).toEqual({ ok: true, value: EVERYTHING });
  });

  test('text with a language keeps the text', () => {
    const value = [0x00, 0x05, ...ascii('zh-cn'), 0x00, 0x02, ...ascii('ok')];
    const bytes = Uint8Array.from([
      2,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      1,
      0x35,
      0,
      1,
      0x78,
      0,
      value.length,
      ...value,
      3,
    ]);
    expect(decodeIpp(bytes)).toMatchObject({
      ok: true,
      value: { groups: [{ attributes: [{ name: 'x', values: [{ syntax: 'text', value: 'ok' }] }] }] },
    });
  });
});

describe('bytes that are not IPP', () => {
  test('every cut of a message is said to be one', () => {
    const whole = encodeIpp({ ...EVERYTHING, data: new Uint8Array(0) });
    for (let length = 0; length < whole.length; length++) {
      const decoded = decodeIpp(whole.subarray(0, length));
      expect(decoded).toMatchObject({ ok: false, error: { code: 'IPP_TRUNCATED' } });
    }
  });

  test.each([
    ['a value before any group', [0x21, 0, 1, 0x61, 0, 4, 0, 0, 0, 1, 3], 'IPP_BAD_TAG'],
    ['a first value without a name', [1, 0x21, 0, 0, 0, 4, 0, 0, 0, 1, 3], 'IPP_BAD_VALUE'],
    ['an integer of three bytes', [1, 0x21, 0, 1, 0x61, 0, 3, 0, 0, 1, 3], 'IPP_BAD_VALUE'],
    ['a boolean of two', [1, 0x22, 0, 1, 0x61, 0, 1, 2, 3], 'IPP_BAD_VALUE'],
    ['a collection that is never closed', [1, 0x34, 0, 1, 0x61, 0, 0, 3], 'IPP_BAD_TAG'],
    ['an end of a collection without a start', [1, 0x37, 0, 1, 0x61, 0, 0, 3], 'IPP_BAD_VALUE'],
  ])('%s', (_what, body, code) => {
    expect(decodeIpp(Uint8Array.from([2, 0, 0, 0, 0, 0, 0, 1, ...body]))).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  test('nesting and number of values are bounded', () => {
    const open = [0x34, 0, 0, 0, 0];
    const member = [0x4a, 0, 0, 0, 1, 0x6d];
    const deep = [
      1,
      0x34,
      0,
      1,
      0x61,
      0,
      0,
      ...Array.from({ length: 40 }, () => [...member, ...open]).flat(),
      3,
    ];
    expect(decodeIpp(Uint8Array.from([2, 0, 0, 0, 0, 0, 0, 1, ...deep]))).toMatchObject({
      ok: false,
      error: { code: 'IPP_TOO_MUCH' },
    });
    const more = Array.from({ length: 60_000 }, () => [0x22, 0, 0, 0, 1, 1]).flat();
    const many = [2, 0, 0, 0, 0, 0, 0, 1, 1, 0x22, 0, 1, 0x61, 0, 1, 1, ...more, 3];
    expect(decodeIpp(Uint8Array.from(many))).toMatchObject({ ok: false, error: { code: 'IPP_TOO_MUCH' } });
  });

  test('5,000 mutations of an answer: an answer or a typed error, never a throw', () => {
    const whole = encodeIpp(EVERYTHING);
    let seed = 20261121;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % below;
    };
    const seen = new Set<string>();
    for (let round = 0; round < 5_000; round++) {
      const bytes = whole.slice(0, 1 + random(whole.length));
      for (let n = random(6); n > 0; n--) bytes[random(bytes.length)] = random(256);
      const decoded = decodeIpp(bytes);
      seen.add(decoded.ok ? 'ok' : decoded.error.code);
    }
    expect([...seen].sort()).toEqual(['IPP_BAD_TAG', 'IPP_BAD_VALUE', 'IPP_TRUNCATED', 'ok']);
  });

  test('a value that does not fit its length field is a bug of the caller', () => {
    const value = { kind: 'string', syntax: 'text', value: 'x'.repeat(40_000) } as const;
    const groups = [{ tag: 1, attributes: [{ name: 'a', values: [value] }] }];
    expect(() => encodeIpp({ ...EVERYTHING, groups })).toThrow('40000');
  });
});
