// The lines of law the screen can unfold, from the rule pack of the place the terminal stands in.
import { citationLabel } from '#core/rules/in-force';
import type { Citation, RulePack } from '#core/rules/rule-pack';
import type { CitationView } from '#shared/ipc/views';

export function citationsOf(pack: RulePack): Record<string, CitationView> {
  const cited: Record<string, Citation | null | undefined> = {
    printedCopy: pack.printedCopy.citation,
    traditionalPath: pack.traditionalPath?.citation,
    mustNotAskFor: pack.mustNotAskFor.citation,
    mayNotRefuse: pack.mayNotRefuse?.citation,
    archiveOfUse: pack.archiveOfUse.citation,
    authorisation: pack.authorisation.holder?.citation,
    entrustment: pack.authorisation.entrustment?.citation,
    identityVerification: pack.identityVerification?.citation,
    verification: pack.verification[0]?.citation,
    equalEffect: pack.equalEffect.citation,
    sealHolder: pack.eSeal.holder?.citation,
    sealUseApproval: pack.eSeal.useApproval?.citation,
    objection: pack.objection.citation,
  };
  return Object.fromEntries(
    Object.entries(cited).flatMap(([key, citation]) =>
      citation
        ? [[key, { rule: citationLabel(pack, citation), article: citation.article, text: citation.text }]]
        : [],
    ),
  );
}
