// What a seal is, as its page and its registration show it: the impression, and its facts in a list.
import type { SealPictureView } from '#shared/ipc/custody-views';
import { PagePicture } from '../evidence/page-picture';

/** A fact's name and its value, both in words. */
export type SealFact = readonly [name: string, value: string];

export function SealFacts(props: {
  readonly name: string;
  readonly picture: SealPictureView | null;
  readonly facts: readonly SealFact[];
}) {
  const { name, picture, facts } = props;
  return (
    <>
      {picture ? (
        <div className="custody-picture">
          <PagePicture
            page={{ number: 1, svg: picture.svg, width: picture.widthMm, height: picture.heightMm }}
            title={`${name}的印模`}
          />
        </div>
      ) : (
        <p className="soft">印模的格式不能显示。</p>
      )}
      <dl className="custody-facts">
        {facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
