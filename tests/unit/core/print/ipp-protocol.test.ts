// What answers of a print service mean, and what requests ask.
import { describe, expect, test } from 'vitest';
import { arrivalOf } from '#core/print/arrival';
import { encodeIpp, IPP_GROUP, type IppAttribute, type IppMessage } from '#core/print/ipp/ipp-codec';
import { readAnswer, readJob, readJobs, readPrinter, type JobFacts } from '#core/print/ipp/ipp-protocol';
import { cancelJob, createJob, sendDocument } from '#core/print/ipp/ipp-requests';

const target = { requestId: 9, printerUri: 'ipp://localhost/printers/Q', user: 'counter' };
const expected = { requestId: 9, queue: 'Q' };

const integer = (name: string, value: number): IppAttribute => ({ name, values: [{ kind: 'enum', value }] });
const keyword = (name: string, ...values: string[]): IppAttribute => ({
  name,
  values: values.map((value) => ({ kind: 'string', syntax: 'keyword', value })),
});

function answer(code: number, ...groups: IppMessage['groups'][number][]): IppMessage {
  return { version: [2, 0], code, requestId: 9, groups, data: new Uint8Array(0) };
}

describe('requests', () => {
  test('charset, language, printer and job come first and in this order (RFC 8010 4.1.4, 4.1.5)', () => {
    const [operation] = cancelJob(target, 4).groups;
    expect(operation?.attributes.map(({ name }) => name)).toEqual([
      'attributes-charset',
      'attributes-natural-language',
      'printer-uri',
      'job-id',
      'requesting-user-name',
    ]);
  });

  test('a job keeps its size: no scaling, the paper by name or by its measures', () => {
    const ticket = { name: 'N', copies: 1, resolutionDpi: 600 };
    const a4 = createJob(target, {
      ...ticket,
      media: { name: 'iso_a4_210x297mm', width: 21000, height: 29700 },
    });
    const job = a4.groups[1]!.attributes;
    expect(job).toContainEqual(keyword('print-scaling', 'none'));
    expect(job).toContainEqual(keyword('media', 'iso_a4_210x297mm'));
    expect(job).toContainEqual({
      name: 'printer-resolution',
      values: [{ kind: 'resolution', cross: 600, feed: 600, unit: 'dpi' }],
    });
    const roll = createJob(target, {
      ...ticket,
      media: { name: 'custom_80x120mm_80x120mm', width: 8000, height: 12000 },
    });
    const names = roll.groups[1]!.attributes.map(({ name }) => name);
    expect(names).toContain('media-col');
    expect(names).not.toContain('media');
  });

  test('the document is PDF, and the last', () => {
    const sent = sendDocument(target, 4, 'N', Uint8Array.of(37, 80));
    expect(sent.groups[0]!.attributes).toContainEqual({
      name: 'last-document',
      values: [{ kind: 'boolean', value: true }],
    });
    expect(sent.data).toEqual(Uint8Array.of(37, 80));
  });
});

describe('answers', () => {
  test.each([
    [0x0406, undefined, { code: 'PRINTER_ABSENT', queue: 'Q' }],
    [0x0406, 4, { code: 'PRINT_JOB_UNKNOWN', jobId: 4 }],
    [0x0506, undefined, { code: 'PRINTER_NOT_ACCEPTING', queue: 'Q', reasons: [] }],
    [0x0403, undefined, { code: 'SPOOLER_REFUSED', status: 0x0403, httpStatus: 200, detail: '' }],
  ])('status %i about job %s', (code, jobId, error) => {
    const bytes = encodeIpp(answer(code));
    const about = jobId === undefined ? expected : { ...expected, jobId };
    expect(readAnswer(bytes, about)).toEqual({ ok: false, error });
  });

  test('an answer to another request, or no IPP at all, is invalid', () => {
    const bytes = encodeIpp({ ...answer(0), requestId: 8 });
    expect(readAnswer(bytes, expected)).toMatchObject({
      error: { code: 'SPOOLER_ANSWER_INVALID', what: 'request-id' },
    });
    const page = new TextEncoder().encode('<html>426 Upgrade Required</html>');
    expect(readAnswer(page, expected)).toMatchObject({
      ok: false,
      error: { code: 'SPOOLER_ANSWER_INVALID' },
    });
  });

  test('a printer', () => {
    const accepting: IppAttribute = {
      name: 'printer-is-accepting-jobs',
      values: [{ kind: 'boolean', value: true }],
    };
    const group = {
      tag: IPP_GROUP.printer,
      attributes: [
        keyword('printer-name', 'Q'),
        integer('printer-state', 5),
        keyword('printer-state-reasons', 'paused', 'media-empty-error'),
        accepting,
      ],
    };
    expect(readPrinter(answer(0, group), 'Q')).toMatchObject({
      ok: true,
      value: { facts: { queue: 'Q', activity: 'stopped', reasons: ['paused', 'media-empty-error'] } },
    });
    const halved = { ...group, attributes: group.attributes.slice(0, 2) };
    expect(readPrinter(answer(0, halved), 'Q')).toMatchObject({ error: { code: 'SPOOLER_ANSWER_INVALID' } });
    expect(readPrinter(answer(0), 'Q')).toEqual({ ok: false, error: { code: 'PRINTER_ABSENT', queue: 'Q' } });
  });

  test('jobs', () => {
    const job = (id: number, state: number) => ({
      tag: IPP_GROUP.job,
      attributes: [integer('job-id', id), integer('job-state', state), keyword('job-state-reasons', 'none')],
    });
    expect(readJob(answer(0, job(3, 9)))).toMatchObject({
      value: { jobId: 3, state: 'completed', reasons: [], name: null },
    });
    expect(readJobs(answer(0, job(3, 9), job(4, 4)))).toMatchObject({
      value: [{ jobId: 3 }, { jobId: 4, state: 'held' }],
    });
    expect(readJobs(answer(0, job(3, 12)))).toMatchObject({ error: { code: 'SPOOLER_ANSWER_INVALID' } });
    expect(readJob(answer(0, job(-1, 9)))).toMatchObject({ error: { code: 'SPOOLER_ANSWER_INVALID' } });
  });
});

test.each<[Partial<JobFacts>, ReturnType<typeof arrivalOf>]>([
  [{ state: 'held' }, 'empty'],
  [{ state: 'pending' }, 'empty'],
  [{ state: 'held', documents: 1 }, 'arrived'],
  [{ state: 'completed' }, 'arrived'],
  [{ state: 'canceled' }, 'ended-empty'],
  [{ state: 'aborted', kOctets: 12 }, 'arrived'],
  [{ state: 'completed', name: 'another' }, 'other-job'],
  [{ state: 'processing', name: null }, 'arrived'],
])('whether a document arrived: %o is %s', (facts, arrival) => {
  const job = {
    jobId: 1,
    name: 'N',
    state: 'held',
    reasons: [],
    kOctets: 0,
    documents: 0,
    printerReasons: [],
  } as const;
  expect(arrivalOf({ ...job, ...facts }, 'N')).toBe(arrival);
});
