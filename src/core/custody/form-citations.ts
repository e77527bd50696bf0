// Which article a form cites, from the place's rule pack; where the pack is silent it cites nothing.
import { citationLabel } from '../rules/in-force';
import type { Citation, RulePack } from '../rules/rule-pack';
import type { FormCitation } from './custody-form';
import type { ApplicationKind, Ground } from './grounds';

export function custodyCitation(pack: RulePack): FormCitation | null {
  return cited(pack, pack.eSeal.custody?.citation);
}

/** Of the application itself and of the item that its ground falls under. */
export function applicationCitations(pack: RulePack, kind: ApplicationKind, ground: Ground): FormCitation[] {
  const { eSeal } = pack;
  const article: Readonly<Record<ApplicationKind, Citation | undefined>> = {
    replace: eSeal.replace?.citation,
    cancel: eSeal.cancel?.citation,
    renew: eSeal.renewal?.citation,
    'reset-pin': eSeal.pinReset?.citation,
  };
  const items = kind === 'replace' ? eSeal.replaceGrounds : kind === 'cancel' ? eSeal.cancelGrounds : [];
  const item = items.find(({ grounds }) => grounds.includes(ground));
  return [cited(pack, article[kind]), cited(pack, item?.citation, item?.item)].filter((one) => one !== null);
}

function cited(pack: RulePack, citation: Citation | null | undefined, item?: string): FormCitation | null {
  if (!citation) return null;
  const { article, text } = citation;
  return { label: citationLabel(pack, citation), article, item: item ?? null, text };
}
