// Drafts as the counter handles them: begun from a case, completed in a form, looked at before anything is sealed.
import { draftOfCase } from '#core/issuing/case-draft';
import { certificatePages, certificateStamps } from '#core/issuing/certificate-document';
import { draftInputs, withValues } from '#core/issuing/draft';
import type { IssuingError } from '#core/issuing/issuing-error';
import { toSvg } from '#core/faces/svg';
import type { Matter } from '#core/catalogue/matter';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { DraftView, IssuingOverviewView, PreviewView } from '#shared/ipc/issuing-views';
import type { CaseRepository } from '../cases/case-repository';
import type { CaseService } from '../cases/case-service';
import type { Composer } from './composer';
import type { Draft, DraftStore } from './draft-store';
import type { IssuedStore } from './issued-store';

type Answer<T> = Result<T, IssuingError>;

export interface DraftsDeskDeps {
  drafts: DraftStore;
  issued: IssuedStore;
  composer: Composer;
  cases: CaseService;
  repository: CaseRepository;
  matters: ReadonlyMap<string, Matter>;
  types: ReadonlyMap<string, CertificateType>;
  /** 发证单位: the unit of this counter. */
  issuer: string;
  clock: Clock;
  changed: () => void;
}

export class DraftsDesk {
  readonly #deps: DraftsDeskDeps;

  constructor(deps: DraftsDeskDeps) {
    this.#deps = deps;
  }

  /** The case's draft, also when it is sealed by now; made when there is none. */
  ofCase(caseId: string): Answer<DraftView> {
    const { drafts, repository, cases, matters, types, issuer, changed } = this.#deps;
    const known = drafts.ofCase(caseId);
    if (known) return ok(this.view(known));
    const state = repository.get(caseId);
    if (!state) return err({ code: 'ISSUING_CASE_UNKNOWN' });
    const matter = state.matterId === undefined ? undefined : matters.get(state.matterId);
    const content = draftOfCase({ state, matter, types, certificates: cases.certificates(caseId), issuer });
    if (!content.ok) return content;
    const made = drafts.create(caseId, content.value);
    changed();
    return ok(this.view(made));
  }

  get(draftId: string): Answer<DraftView> {
    const draft = this.#deps.drafts.get(draftId);
    return draft ? ok(this.view(draft)) : err({ code: 'ISSUING_DRAFT_UNKNOWN' });
  }

  save(draftId: string, revision: number, values: Readonly<Record<string, string>>): Answer<DraftView> {
    const { drafts, composer, changed } = this.#deps;
    const draft = this.#changeable(draftId);
    if (!draft.ok) return draft;
    if (draft.value.revision !== revision) return err({ code: 'ISSUING_DRAFT_CHANGED' });
    const type = composer.type(draft.value.typeId);
    if (!type) return err({ code: 'ISSUING_TYPE_UNKNOWN' });
    const content = withValues(draft.value.content, type, values, this.#today());
    const saved = drafts.save(draftId, content);
    changed();
    return ok(this.view(saved));
  }

  discard(draftId: string, reason: string): Answer<void> {
    const draft = this.#changeable(draftId);
    if (!draft.ok) return draft;
    this.#deps.drafts.discard(draftId, reason);
    this.#deps.changed();
    return ok();
  }

  /** A page as it would be sealed now, the seal's places shown; drawn from the same list as the file. */
  preview(draftId: string, number: number): Answer<PreviewView> {
    const draft = this.#deps.drafts.get(draftId);
    const imagined = draft && this.#deps.composer.imagined(draft);
    if (!imagined) return err({ code: 'ISSUING_DRAFT_UNKNOWN' });
    const pages = certificatePages(imagined.order, { showSealRegion: true });
    const page = pages[number - 1];
    if (!page) return err({ code: 'ISSUING_PAGE_MISSING' });
    const stamps = certificateStamps(pages)
      .filter((stamp) => stamp.page === number)
      .map(({ x, y, width, height, clip }) => ({
        x: x + (clip?.x ?? 0),
        y: y + (clip?.y ?? 0),
        width: clip?.width ?? width,
        height: clip?.height ?? height,
        riding: clip !== undefined,
      }));
    const svg = toSvg(page, `draft${number}`);
    return ok({
      page: { number, svg, width: page.width, height: page.height },
      pageCount: pages.length,
      stamps,
    });
  }

  /** Drafts of cases that wait to be sealed. */
  open(): IssuingOverviewView['openDrafts'] {
    const { drafts, composer, types, repository } = this.#deps;
    return drafts.live().map((draft) => {
      const type = composer.type(draft.typeId);
      return {
        draftId: draft.id,
        typeName: types.get(draft.typeId)?.name ?? draft.typeId,
        holderName: draft.content.values['holder.name'] ?? '',
        caseNumber: draft.caseId === undefined ? undefined : repository.get(draft.caseId)?.number,
        ready: type !== undefined && composer.ready(draft.content, type),
        interrupted: draft.state === 'numbered',
      };
    });
  }

  /** What the case on screen may end with; empty where nobody is at the counter. */
  ofShownCase(caseId: string | undefined): IssuingOverviewView['shown'] {
    const { repository, matters, types, drafts, issued } = this.#deps;
    const state = caseId === undefined ? undefined : repository.get(caseId);
    const matter = state?.matterId === undefined ? undefined : matters.get(state.matterId);
    const type = matter?.produces && types.get(matter.produces.certificateTypeId);
    if (!state || !type) return null;
    const draft = drafts.ofCase(state.id);
    return {
      caseId: state.id,
      typeName: type.name,
      draftId: draft?.id,
      documentId: draft && issued.ofDraft(draft.id),
    };
  }

  view(draft: Draft): DraftView {
    const { composer, matters, repository, issued, types } = this.#deps;
    const type = composer.type(draft.typeId) ?? types.get(draft.typeId)!;
    const { content } = draft;
    const inputs = draftInputs(content, type, this.#today());
    return {
      draftId: draft.id,
      revision: draft.revision,
      state: draft.state,
      typeId: type.id,
      typeName: type.name,
      matterName: content.matterId === undefined ? undefined : matters.get(content.matterId)?.name,
      caseId: draft.caseId,
      caseNumber: draft.caseId === undefined ? undefined : repository.get(draft.caseId)?.number,
      batchId: draft.batchId,
      line: draft.line,
      issuer: content.issuer,
      number: draft.number,
      numberRule: type.issuing ? composer.numberOf(draft, type) : (draft.number ?? ''),
      holderKind: content.holderKind,
      inputs,
      ready: inputs.every(({ problem }) => problem === undefined),
      pageCount: 1 + (type.issuing?.furtherFaceIds.length ?? 0),
      lastFailure: draft.state === 'sealed' ? undefined : draft.lastFailure,
      documentId: issued.ofDraft(draft.id),
    };
  }

  #changeable(draftId: string): Answer<Draft> {
    const draft = this.#deps.drafts.get(draftId);
    if (!draft) return err({ code: 'ISSUING_DRAFT_UNKNOWN' });
    return draft.state === 'sealed' || draft.state === 'discarded'
      ? err({ code: 'ISSUING_DRAFT_FINAL' })
      : ok(draft);
  }

  #today(): string {
    return chinaDay(this.#deps.clock.now());
  }
}
