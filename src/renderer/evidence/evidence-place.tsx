// Right: the certificate at reading size with its verdict above, or what will stand here.
import type { DisplayList } from '#core/faces/display-list';
import type { EvidencePageView } from '#shared/ipc/evidence-views';
import type { CertificateView, DeskView } from '#shared/ipc/views';
import { turnPage } from '../state/evidence-commands';
import type { EvidenceState } from '../state/screen-state';
import { itemOf } from '../state/situation';
import { useTerminal } from '../state/store';
import { PrintList } from './print-list';
import { Details } from './details';
import { Face } from './face';
import { PagePicture } from './page-picture';
import { PageTurner } from './page-turner';
import { Verdict } from './verdict';
import { VerificationSteps } from './verification-steps';

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
            evidence={evidence}
            page={evidence.page}
            idPrefix="face"
          />
          {evidence.beside ? (
            <Reading
              view={evidence.beside}
              accepted={false}
              material={undefined}
              evidence={evidence}
              page={null}
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
  readonly evidence: EvidenceState;
  /** A further page that was turned to. */
  readonly page: EvidencePageView | null;
  readonly idPrefix: string;
}

function Reading({ view, accepted, material, evidence, page, idPrefix }: ReadingProps) {
  const { details, steps, zoomed } = evidence;
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
      {steps ? (
        <VerificationSteps verification={view.verification} />
      ) : details ? (
        <Details view={view} />
      ) : (
        <div
          className={zoomed ? 'face-frame zoomed' : 'face-frame'}
          tabIndex={zoomed ? 0 : undefined}
          data-testid={idPrefix === 'face' ? 'evidence-face' : 'evidence-beside'}
        >
          <FaceOf view={view} page={page ?? view.page} idPrefix={idPrefix} />
        </div>
      )}
      {idPrefix === 'face' && !details && !steps ? (
        <PageTurner number={page?.number ?? 1} count={view.pageCount} onTurn={(by) => void turnPage(by)} />
      ) : null}
    </div>
  );
}

/** The page of the file; only where there is no file, the face drawn from the data. */
function FaceOf({
  view,
  page,
  idPrefix,
}: {
  readonly view: CertificateView;
  readonly page: EvidencePageView | null;
  readonly idPrefix: string;
}) {
  if (page) return <PagePicture page={page} title={`${view.typeName} ${view.holderName}`} />;
  if (view.face) return <Face list={view.face as DisplayList} idPrefix={idPrefix} />;
  return <p className="vacant">证照文件画不出来，请看核验步骤（V）。</p>;
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
