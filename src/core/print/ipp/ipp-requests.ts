// IPP requests: what the terminal asks of the print service (RFC 8011, CUPS operations), as messages for the codec.
import {
  IPP_GROUP,
  type IppAttribute,
  type IppMessage,
  type IppStringSyntax,
  type IppValue,
} from './ipp-codec';

/** operation-id of RFC 8011 5.4.15 and of CUPS's vendor range. */
const OPERATION = {
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
  cupsGetDefault: 0x4001,
  cupsGetPrinters: 0x4002,
} as const;

/** Whom a request is for: the printer as the spooler names it, and the user it is done for. */
export interface IppTarget {
  readonly requestId: number;
  /** `ipp://localhost/printers/QUEUE`; the service itself for the two CUPS operations. */
  readonly printerUri: string;
  /** requesting-user-name: owner of the job, and the only one who may send, ask for or cancel it. */
  readonly user: string;
}

/** Paper of a job, in hundredths of a millimetre as PWG 5100.3 counts it. */
export interface JobMedia {
  /** PWG 5101.1 self-describing name, `iso_a4_210x297mm`. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export interface JobTicket {
  /** job-name: the control number; no name of a person. */
  readonly name: string;
  readonly media: JobMedia;
  readonly copies: number;
  readonly resolutionDpi: number;
}

/**
 * Create-Job (RFC 8011 4.2.4). print-scaling none (PWG 5100.13) keeps a certificate at its true size; simplex, because
 * each printed copy is a sheet of its own in the file.
 */
export function createJob(target: IppTarget, ticket: JobTicket): IppMessage {
  const size: IppValue = {
    kind: 'collection',
    members: [integer('x-dimension', ticket.media.width), integer('y-dimension', ticket.media.height)],
  };
  const margin = ['media-bottom-margin', 'media-left-margin', 'media-right-margin', 'media-top-margin'];
  const standard = !ticket.media.name.startsWith('custom_');
  const dpi = ticket.resolutionDpi;
  return request(
    OPERATION.createJob,
    target,
    [string('job-name', 'name', ticket.name)],
    [
      integer('copies', ticket.copies),
      string('sides', 'keyword', 'one-sided'),
      string('print-scaling', 'keyword', 'none'),
      string('print-color-mode', 'keyword', 'auto'),
      { name: 'printer-resolution', values: [{ kind: 'resolution', cross: dpi, feed: dpi, unit: 'dpi' }] },
      standard
        ? string('media', 'keyword', ticket.media.name)
        : {
            name: 'media-col',
            values: [
              {
                kind: 'collection',
                members: [{ name: 'media-size', values: [size] }, ...margin.map((name) => integer(name, 0))],
              },
            ],
          },
    ],
  );
}

/** Send-Document (RFC 8011 4.3.1): the one and last document of the job. */
export function sendDocument(target: IppTarget, jobId: number, name: string, pdf: Uint8Array): IppMessage {
  const attributes = [
    integer('job-id', jobId),
    string('document-name', 'name', name),
    string('document-format', 'mimeMediaType', 'application/pdf'),
    { name: 'last-document', values: [{ kind: 'boolean', value: true }] } as const,
  ];
  return { ...request(OPERATION.sendDocument, target, attributes, []), data: pdf };
}

export function cancelJob(target: IppTarget, jobId: number): IppMessage {
  return request(OPERATION.cancelJob, target, [integer('job-id', jobId)], []);
}

export function getJobAttributes(target: IppTarget, jobId: number): IppMessage {
  return request(OPERATION.getJobAttributes, target, [integer('job-id', jobId), requested(JOB_FACTS)], []);
}

/** Jobs that the service still remembers, newest history included; `limit` bounds the answer. */
export function getJobs(target: IppTarget, limit: number): IppMessage {
  const attributes = [
    integer('limit', limit),
    string('which-jobs', 'keyword', 'all'),
    { name: 'my-jobs', values: [{ kind: 'boolean', value: true }] } as const,
    requested(JOB_FACTS),
  ];
  return request(OPERATION.getJobs, target, attributes, []);
}

export function getPrinterAttributes(target: IppTarget): IppMessage {
  return request(OPERATION.getPrinterAttributes, target, [requested(PRINTER_FACTS)], []);
}

export function cupsGetPrinters(target: IppTarget): IppMessage {
  return request(OPERATION.cupsGetPrinters, target, [requested(PRINTER_FACTS)], []);
}

export function cupsGetDefault(target: IppTarget): IppMessage {
  return request(OPERATION.cupsGetDefault, target, [requested(PRINTER_FACTS)], []);
}

const JOB_FACTS = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-k-octets',
  'number-of-documents',
  'job-printer-state-message',
  'job-printer-state-reasons',
];

const PRINTER_FACTS = [
  'printer-name',
  'printer-uri-supported',
  'printer-state',
  'printer-state-reasons',
  'printer-state-message',
  'printer-is-accepting-jobs',
];

function request(
  operation: number,
  target: IppTarget,
  operationAttributes: readonly IppAttribute[],
  jobAttributes: readonly IppAttribute[],
): IppMessage {
  const isJobRequest = operationAttributes[0]?.name === 'job-id';
  // RFC 8010 4.1.4: charset, language and target come first and in this order, a job-id right after printer-uri.
  const attributes: IppAttribute[] = [
    string('attributes-charset', 'charset', 'utf-8'),
    string('attributes-natural-language', 'naturalLanguage', 'zh-cn'),
    string('printer-uri', 'uri', target.printerUri),
    ...(isJobRequest ? operationAttributes.slice(0, 1) : []),
    string('requesting-user-name', 'name', target.user),
    ...(isJobRequest ? operationAttributes.slice(1) : operationAttributes),
  ];
  const groups = [{ tag: IPP_GROUP.operation as number, attributes }];
  if (jobAttributes.length > 0) groups.push({ tag: IPP_GROUP.job, attributes: [...jobAttributes] });
  return { version: [2, 0], code: operation, requestId: target.requestId, groups, data: new Uint8Array(0) };
}

function string(name: string, syntax: IppStringSyntax, value: string): IppAttribute {
  return { name, values: [{ kind: 'string', syntax, value }] };
}

function integer(name: string, value: number): IppAttribute {
  return { name, values: [{ kind: 'integer', value }] };
}

function requested(names: readonly string[]): IppAttribute {
  return {
    name: 'requested-attributes',
    values: names.map((value) => ({ kind: 'string', syntax: 'keyword', value })),
  };
}
