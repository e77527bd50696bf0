// Forms of the register: kept when they are made, printed from what is kept (川办规〔2022〕3号 印章 第十五条第二款).
import { randomUUID } from 'node:crypto';
import { fromHex, toHex } from '#core/crypto/bytes';
import { custodyFormSchema, formDigest, formTitle } from '#core/custody/custody-form';
import type { CustodyForm } from '#core/custody/custody-form';
import type { CustodyError } from '#core/custody/custody-error';
import { custodyDocument } from '#core/print/documents/custody-document';
import type { PrintError } from '#core/print/print-errors';
import { err } from '#core/result';
import type { Result } from '#core/result';
import type { CustodyFormView } from '#shared/ipc/custody-views';
import type { PrintRecordView } from '#shared/ipc/views';
import type { AuditLog } from '../audit/audit-log';
import type { CustodyPage } from '../printing/print-desk';
import type { Store } from '../store/store';
import type { Vault } from '../store/vault';

/** What prints a form, and tells what was printed of all of them. */
export interface FormPrinter {
  custodyForm(
    form: CustodyPage,
    options: { reason?: string | undefined; despite?: readonly string[] | undefined },
  ): Promise<Result<PrintRecordView, PrintError | { code: string }>>;
  custodyPrints(): PrintRecordView[];
}

interface Row {
  id: string;
  seal_id: string | null;
  by_staff: string;
  digest: Buffer;
  sealed: Buffer;
}

export interface CustodyFormsDeps {
  store: Store;
  vault: Vault;
  audit: Pick<AuditLog, 'append'>;
  counter: { readonly unit: string; readonly window: string };
  printer: FormPrinter;
  nameOf: (staffId: string) => string;
}

export class CustodyForms {
  readonly #deps: CustodyFormsDeps;

  constructor(deps: CustodyFormsDeps) {
    this.#deps = deps;
  }

  /** Keeps a form and answers its id. In the transaction of the deed it belongs to, where there is one. */
  keep(form: CustodyForm, sealId: string | null): string {
    const { store, vault, audit } = this.#deps;
    const id = randomUUID();
    const digest = formDigest(form);
    store.transaction(() => {
      store.db
        .prepare(
          'INSERT INTO custody_form (id, kind, seal_id, at, by_staff, digest, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)',
        )
        .run(
          id,
          form.kind,
          sealId,
          form.at,
          form.by.staffId,
          Buffer.from(fromHex(digest)),
          vault.sealJson(formPlace(id), form),
        );
      audit.append({
        action: 'custody.form-made',
        subject: id,
        detail: { kind: form.kind, seal: sealId, digest },
      });
    });
    return id;
  }

  get(formId: string): CustodyForm | undefined {
    const row = this.#row(formId);
    return row && this.#open(row);
  }

  /** Newest first; of one seal, or of the whole register. */
  list(sealId?: string): CustodyFormView[] {
    const rows = this.#deps.store.db
      .prepare(
        `SELECT * FROM custody_form WHERE @sealId IS NULL OR seal_id = @sealId ORDER BY at DESC, rowid DESC LIMIT ${MOST_LISTED}`,
      )
      .all({ sealId: sealId ?? null }) as Row[];
    const prints = this.#deps.printer.custodyPrints();
    return rows.map((row) => {
      const form = this.#open(row);
      return {
        formId: row.id,
        kind: form.kind,
        title: formTitle(form),
        sealId: row.seal_id,
        at: form.at,
        by: this.#deps.nameOf(row.by_staff),
        digest: toHex(row.digest),
        prints: prints.filter(({ certificateId }) => certificateId === row.id),
      };
    });
  }

  async print(
    formId: string,
    options: { reason?: string | undefined; despite?: readonly string[] | undefined },
  ): Promise<Result<PrintRecordView, PrintError | CustodyError | { code: string }>> {
    const form = this.get(formId);
    if (!form) return err({ code: 'CUSTODY_FORM_UNKNOWN' });
    const page: CustodyPage = {
      kind: form.kind,
      formId,
      title: formTitle(form),
      compose: (control) => custodyDocument(form, this.#deps.counter, control),
    };
    return this.#deps.printer.custodyForm(page, options);
  }

  #row(formId: string): Row | undefined {
    return this.#deps.store.db.prepare('SELECT * FROM custody_form WHERE id = ?').get(formId) as
      Row | undefined;
  }

  #open({ id, sealed }: Row): CustodyForm {
    return custodyFormSchema.parse(this.#deps.vault.openJson(formPlace(id), sealed));
  }
}

/** What a list shows; older forms are found on the page of their seal. */
const MOST_LISTED = 200;

function formPlace(id: string): string {
  return `custody_form/${id}`;
}
