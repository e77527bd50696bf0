// A page drawn from the file itself: main's SVG text becomes elements through the XML parser, never through markup of HTML.
import { useEffect, useRef } from 'react';
import type { EvidencePageView } from '#shared/ipc/evidence-views';

interface Props {
  readonly page: EvidencePageView;
  /** What a screen reader announces. */
  readonly title: string;
}

export function PagePicture({ page, title }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = ref.current;
    const svg = svgOf(page.svg);
    if (!host) return;
    svg?.setAttribute('class', 'face');
    svg?.setAttribute('role', 'group');
    svg?.setAttribute('aria-label', title);
    host.replaceChildren(...(svg ? [svg] : []));
    // Two frames later it is on the screen: what the clerk waited for.
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('zc:evidence')));
  }, [page, title]);
  return <div className="page-picture" ref={ref} />;
}

/** In an image document nothing runs and nothing is fetched; what is no SVG after parsing is not shown. */
function svgOf(text: string): SVGElement | undefined {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  const root = parsed.documentElement;
  if (root.localName !== 'svg' || parsed.querySelector('parsererror')) return undefined;
  const svg = document.importNode(root, true) as unknown as SVGElement;
  svg.removeAttribute('width');
  svg.removeAttribute('height');
  return svg;
}
