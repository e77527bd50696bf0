// The photo of a person's card, where the reader maker's library decoded it; the placeholder where there is none.
import { useEffect, useState } from 'react';
import { toBase64 } from '#core/crypto/bytes';
import type { PersonView } from '#shared/ipc/views';
import { NoPhoto } from './no-photo';

interface Props {
  readonly caseId: string;
  readonly who: 'applicant' | 'agent';
  readonly person: PersonView;
}

/** Beside an applicant something always stands; beside an agent only a photo. */
export function Photo({ caseId, who, person }: Props) {
  const none = who === 'applicant' ? <NoPhoto /> : null;
  if (!person.pictured) return none;
  // Somebody else is another picture: never an old one until the new one has come.
  const key = `${caseId} ${person.name} ${person.numberMasked}`;
  return <AskedPhoto key={key} caseId={caseId} who={who} name={person.name} none={none} />;
}

interface AskedProps {
  readonly caseId: string;
  readonly who: Props['who'];
  readonly name: string;
  readonly none: React.ReactNode;
}

function AskedPhoto({ caseId, who, name, none }: AskedProps) {
  const [source, setSource] = useState<string | null | 'asked'>('asked');
  useEffect(() => {
    let here = true;
    void photoSource(caseId, who).then((found) => here && setSource(found));
    return () => {
      here = false;
    };
  }, [caseId, who]);
  if (source === null) return none;
  const className = `photo photo-${who}`;
  return source === 'asked' ? (
    <div className={className} />
  ) : (
    <img
      className={className}
      src={source}
      alt={`${who === 'applicant' ? '申请人' : '代办人'}${name}的证件照片`}
      data-testid={`${who}-photo`}
      draggable={false}
      onError={() => setSource(null)}
    />
  );
}

/** A data: URL, which the policy allows already and which goes with the element; null when there is no photo to be had. */
async function photoSource(caseId: string, who: Props['who']): Promise<string | null> {
  try {
    const answer = await window.terminal.request['people.photo']({ caseId, who });
    return answer.ok && answer.value ? `data:image/bmp;base64,${toBase64(answer.value)}` : null;
  } catch {
    return null;
  }
}
