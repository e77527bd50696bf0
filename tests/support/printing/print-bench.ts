// A print service on a real store in a folder, for tests: real database, vault, audit chain and spooler; the page is a small PDF.
import { initSm3 } from '#core/crypto/sm3';
import type { PrintProgress } from '#core/print/print-record';
import { A4 } from '#core/print/page';
import { ok } from '#core/result';
import { createAuditLog, type AuditLog } from '#main/audit/audit-log';
import { IppSpooler } from '#main/printing/ipp-spooler';
import { printerAddress, type PrinterSetting } from '#main/printing/printer-address';
import { PrintService, type PrintRequest } from '#main/printing/print-service';
import type { PageRenderer } from '#main/printing/rendered-page';
import type { Spooler } from '#main/printing/spooler';
import { migrations } from '#main/store/migrations/index';
import { openStore, type Store } from '#main/store/store';
import { openVault } from '#main/store/vault';
import { userInfo } from 'node:os';
import { join } from 'node:path';

export interface PrintBench {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly service: PrintService;
  readonly events: PrintProgress[];
  /** Audit entries of one action, oldest first. */
  entries(action: string): { subject: string; detail: Record<string, unknown> }[];
  close(): Promise<void>;
}

/** Opens the store in `folder`, anew or as an earlier bench left it. */
export async function openPrintBench(
  folder: string,
  spooler: Spooler,
  renderer?: PageRenderer,
): Promise<PrintBench> {
  await initSm3();
  const opened = openStore(join(folder, 'terminal.db'), 'demonstration', migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  const protector = {
    protection: 'file-permissions' as const,
    wrap: (secret: Uint8Array) => secret,
    unwrap: (wrapped: Uint8Array) => wrapped,
  };
  const vault = openVault(join(folder, 'vault.key'), store, {
    available: protector,
    forFile: () => protector,
  });
  if (!vault.ok) throw new Error(vault.error.code);
  const clock = { now: () => new Date() };
  const audit = createAuditLog(store, clock, () => 'clerk');
  const events: PrintProgress[] = [];
  const service = new PrintService({
    store,
    audit,
    vault: vault.value,
    clock,
    spooler,
    renderer: renderer ?? oneLineRenderer(),
    log: () => undefined,
    counter: { place: 'xuchang', window: 'W07' },
    publish: (event) => events.push(event),
  });
  return {
    store,
    audit,
    service,
    events,
    entries: (action) =>
      (
        store.db
          .prepare('SELECT subject, detail FROM audit_entry WHERE action = ? ORDER BY seq')
          .all(action) as {
          subject: string;
          detail: string;
        }[]
      ).map(({ subject, detail }) => ({ subject, detail: JSON.parse(detail) as Record<string, unknown> })),
    close: async () => {
      await service.stop();
      store.close();
    },
  };
}

export function spoolerOf(setting: PrinterSetting): Spooler {
  const address = printerAddress(setting);
  if (!address.ok) throw new Error(address.error.code);
  return new IppSpooler({ address: address.value, user: userInfo().username });
}

export function request(caseId: string, more: Partial<PrintRequest> = {}): PrintRequest {
  return {
    caseId,
    subject: { kind: 'certificate-copy', certificateId: 'cert-1' },
    title: '残疾人证打印件',
    compose: (control) => ({ html: control.number, css: '', media: A4 }),
    ...more,
  };
}

/** A real one-page A4 PDF that holds the composed text; no window is needed for what these tests look at. */
export function oneLineRenderer(): PageRenderer {
  return {
    render: async (document) => ok({ pdf: onePagePdf(document.html), pages: 1 }),
    warm: async () => undefined,
    close: () => undefined,
  };
}

export function onePagePdf(text: string, [width, height] = [595.28, 841.89]): Uint8Array {
  const stream = `BT /F1 14 Tf 40 ${height! - 60} Td (${text.replaceAll(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>`,
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Courier>>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = pdf.length;
    pdf += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const start = pdf.length;
  pdf += `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(pdf);
}
