// What a printer says about itself, and which of it stops a clerk: RFC 8011 5.4.11–5.4.12 and CUPS's habits.

/** A condition that a person has to go and see to; worst first. */
export type PrinterBlock =
  | 'PRINTER_STOPPED'
  | 'PRINTER_NOT_ACCEPTING'
  | 'PRINTER_JAM'
  | 'PRINTER_DOOR_OPEN'
  | 'PRINTER_OUT_OF_PAPER'
  | 'PRINTER_TONER'
  | 'PRINTER_OFFLINE'
  | 'PRINTER_FAULT';

/** printer-state, printer-is-accepting-jobs and printer-state-reasons as the spooler gave them. */
export interface PrinterFacts {
  readonly queue: string;
  readonly activity: 'idle' | 'processing' | 'stopped';
  readonly accepting: boolean;
  /** Keywords with their -error, -warning or -report suffix; "none" left out. */
  readonly reasons: readonly string[];
  /** printer-state-message: free text of the driver, for the device centre only. */
  readonly message: string;
}

export type PrinterState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreachable' }
  | {
      readonly kind: 'ready';
      readonly queue: string;
      readonly busy: boolean;
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'blocked';
      readonly queue: string;
      readonly blocks: readonly PrinterBlock[];
      readonly reasons: readonly string[];
    };

export function printerStateOf(facts: PrinterFacts): PrinterState {
  const blocks = blocksOf(facts);
  const { queue, reasons } = facts;
  if (blocks.length > 0) return { kind: 'blocked', queue, blocks, reasons };
  return { kind: 'ready', queue, busy: facts.activity === 'processing', warnings: reasons };
}

/** Everything that stands in the way of paper coming out, worst first; empty when nothing does. */
export function blocksOf(facts: PrinterFacts): readonly PrinterBlock[] {
  const found = new Set<PrinterBlock>();
  for (const reason of facts.reasons) {
    const block = blockOfReason(reason);
    if (block) found.add(block);
  }
  // A jam that stopped the queue is told as the jam and the stop: both have to be mended.
  if (facts.activity === 'stopped') found.add('PRINTER_STOPPED');
  if (!facts.accepting) found.add('PRINTER_NOT_ACCEPTING');
  return ORDER.filter((block) => found.has(block));
}

/**
 * Blocks that the spooler enforces itself. The others are what the device said during its last job: CUPS keeps such a
 * reason until the next job clears it, so a clerk who has loaded paper must be able to say so and print.
 */
export const ENFORCED_BLOCKS: ReadonlySet<PrinterBlock> = new Set([
  'PRINTER_STOPPED',
  'PRINTER_NOT_ACCEPTING',
]);

const ORDER: readonly PrinterBlock[] = [
  'PRINTER_NOT_ACCEPTING',
  'PRINTER_JAM',
  'PRINTER_DOOR_OPEN',
  'PRINTER_OUT_OF_PAPER',
  'PRINTER_TONER',
  'PRINTER_OFFLINE',
  'PRINTER_FAULT',
  'PRINTER_STOPPED',
];

/** Keywords of RFC 8011 5.4.12, PWG 5100.9 and those that CUPS backends add. */
const BLOCK_OF_KEYWORD: ReadonlyMap<string, PrinterBlock> = new Map([
  ['media-empty', 'PRINTER_OUT_OF_PAPER'],
  ['media-needed', 'PRINTER_OUT_OF_PAPER'],
  ['input-tray-missing', 'PRINTER_OUT_OF_PAPER'],
  ['media-jam', 'PRINTER_JAM'],
  ['output-area-full', 'PRINTER_JAM'],
  ['toner-empty', 'PRINTER_TONER'],
  ['marker-supply-empty', 'PRINTER_TONER'],
  ['developer-empty', 'PRINTER_TONER'],
  ['marker-supply-missing', 'PRINTER_TONER'],
  ['cartridge-missing', 'PRINTER_TONER'],
  ['door-open', 'PRINTER_DOOR_OPEN'],
  ['cover-open', 'PRINTER_DOOR_OPEN'],
  ['interlock-open', 'PRINTER_DOOR_OPEN'],
  ['offline', 'PRINTER_OFFLINE'],
  ['shutdown', 'PRINTER_OFFLINE'],
  ['timed-out', 'PRINTER_OFFLINE'],
  ['paused', 'PRINTER_STOPPED'],
  ['stopped-partly', 'PRINTER_STOPPED'],
]);

function blockOfReason(reason: string): PrinterBlock | undefined {
  const match = /^(.*?)(?:-(error|warning|report))?$/.exec(reason);
  const keyword = match?.[1] ?? reason;
  const severity = match?.[2] ?? 'error';
  // CUPS backends say "offline-report" for a printer that is switched off: offline blocks whatever its severity.
  if (keyword === 'offline') return 'PRINTER_OFFLINE';
  if (severity !== 'error') return undefined;
  const known = BLOCK_OF_KEYWORD.get(keyword);
  if (known) return known;
  // An unknown keyword blocks only when the device itself calls it an error.
  return match?.[2] === 'error' ? 'PRINTER_FAULT' : undefined;
}
