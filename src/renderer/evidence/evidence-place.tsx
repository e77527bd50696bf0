// Right: the certificate at reading size with its verdict above, or what will stand here.
import type { DisplayList } from '#core/faces/display-list';
import type { CertificateView, DeskView } from '#shared/ipc/views';
import { itemOf } from '../state/situation';
import { useTerminal } from '../state/store';
import { PrintList } from './print-list';
import { Details } from './details';
import { Face } from './face';
import { Verdict } from './verdict';

export function EvidencePlace({ desk }: { readonly desk: DeskView }) {
  const evidence = useTerminal((state) => state.screen.evidence);
  const here = useTerminal((state) => state.screen.place === 'evidence');
  const { current } = desk;
  const item = evidence && current ? itemOf(current, evidence.materialId) : undefined;
  const accepted =
    item?.decision?.kind === 'certificate' && item.decision.certificateId === evidence?.certificateId;
  return (
    <section
      className={`place evidence ${here ? 'here' : ''}`}
      aria-label="证照"
      data-focus="evidence"
      tabIndex={-1}
    >
      {evidence && current ? (
        <div className={evidence.beside ? 'faces two' : 'faces'}>
          <Reading
            view={evidence.view}
            accepted={accepted}
            material={item?.name}
            details={evidence.details}
            zoomed={evidence.zoomed}
            idPrefix="face"
          />
          {evidence.beside ? (
            <Reading
              view={evidence.beside}
              accepted={false}
              material={undefined}
              details={evidence.details}
              zoomed={evidence.zoomed}
              idPrefix="beside"
            />
          ) : null}
        </div>
      ) : (
        <Nothing desk={desk} />
      )}
    </section>
  );
}

interface ReadingProps {
  readonly view: CertificateView | null;
  readonly accepted: boolean;
  readonly material: string | undefined;
  readonly details: boolean;
  readonly zoomed: boolean;
  readonly idPrefix: string;
}

function Reading({ view, accepted, material, details, zoomed, idPrefix }: ReadingProps) {
  if (!view) {
    return (
      <p className="loading" role="status">
        正在打开证照…
      </p>
    );
  }
  return (
    <div className="reading">
      <Verdict view={view} accepted={accepted} material={material} />
      {details ? (
        <Details view={view} />
      ) : (
        <div
          className={zoomed ? 'face-frame zoomed' : 'face-frame'}
          tabIndex={zoomed ? 0 : undefined}
          data-testid={idPrefix === 'face' ? 'evidence-face' : 'evidence-beside'}
        >
          <Face list={view.face as DisplayList} idPrefix={idPrefix} />
        </div>
      )}
    </div>
  );
}

function Nothing({ desk }: { readonly desk: DeskView }) {
  // After closing, the slip in the middle names the prints.
  const shown = desk.current;
  if (!shown) return <p className="vacant">证照在这里查看</p>;
  return (
    <>
      {shown.prints.length > 0 ? <PrintList prints={shown.prints} /> : null}
      <p className="vacant">
        {shown.authorisation.kind === 'signed-on-paper' ? '在清单中按回车打开证照' : '证照在这里查看'}
      </p>
    </>
  );
}
