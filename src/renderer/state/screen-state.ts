// What only the screen knows: where the hands are, what is typed, what is open at the right, which question is asked.
import type { EvidencePageView, ExaminedFileView } from '#shared/ipc/evidence-views';
import type { PrintProgressView, CertificateView } from '#shared/ipc/views';
import type { WireError } from '#shared/ipc/contract';
import type { CustodyDialog } from '../custody/custody-dialog-state';
import type { DeviceCentreDialog } from '../device-centre/device-centre-dialog-state';
import type { IssuingDialog } from '../issuing/issuing-dialog-state';
import type { ScanDialog } from '../scans/scan-dialog-state';
import type { SealDeskDialog } from '../seal-desk/seal-desk-dialog-state';
import type { SealKeyDialog } from '../seal-keys/seal-keys-dialog-state';
import type { StaffDialog } from '../staff/staff-dialog-state';

/** The places F6 walks through. */
export type Place = 'person' | 'matter' | 'evidence' | 'strip';

export type DialogState =
  | { readonly kind: 'authorise' }
  /** `scanId`: a scan named the person; number and name are filled in, the document is the clerk's to look at. */
  | { readonly kind: 'manual'; readonly who: 'applicant' | 'agent'; readonly scanId?: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'reprint'; readonly subject: PrintSubject; readonly first: string | undefined }
  | { readonly kind: 'parked' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'about' }
  | { readonly kind: 'reason'; readonly materialId: string; readonly certificateId: string }
  | { readonly kind: 'verify'; readonly file: ExaminedFileView | null }
  | { readonly kind: 'seal-desk'; readonly view: SealDeskDialog }
  | { readonly kind: 'seal-keys'; readonly view: SealKeyDialog }
  | { readonly kind: 'staff'; readonly view: StaffDialog }
  | { readonly kind: 'custody'; readonly view: CustodyDialog }
  | { readonly kind: 'issuing'; readonly view: IssuingDialog }
  | { readonly kind: 'scan'; readonly view: ScanDialog }
  | { readonly kind: 'device-centre'; readonly view: DeviceCentreDialog };

export type PrintSubject =
  | { readonly kind: 'certificate-copy'; readonly certificateId: string }
  | { readonly kind: 'authorisation-form'; readonly certificateIds: readonly string[] }
  | { readonly kind: 'case-slip' }
  /** A certificate that was issued here, for its holder. */
  | { readonly kind: 'issued-copy'; readonly documentId: string }
  | {
      readonly kind: 'verification-report';
      readonly of:
        | { readonly kind: 'certificate'; readonly certificateId: string }
        | { readonly kind: 'file'; readonly id: string };
    };

/** A certificate being read at the right, in the light of one material. */
export interface EvidenceState {
  readonly materialId: string;
  readonly certificateId: string;
  readonly view: CertificateView | null;
  readonly details: boolean;
  /** Every step of its verification, in place of the face. */
  readonly steps: boolean;
  /** A further page that was turned to; null: the first. */
  readonly page: EvidencePageView | null;
  /** The face at twice the size, moved by the arrow keys. */
  readonly zoomed: boolean;
  /** A second certificate beside it, for comparing. */
  readonly beside: CertificateView | null;
}

export interface ScreenState {
  readonly place: Place;
  readonly search: string;
  readonly searchAt: number;
  readonly searching: boolean;
  readonly materialId: string | null;
  readonly evidence: EvidenceState | null;
  readonly dialog: DialogState | null;
  readonly citations: boolean;
  readonly busy: { readonly what: string } | null;
  readonly error: WireError | null;
  readonly toast: string | null;
  readonly print: PrintProgressView | null;
  readonly revealed: { readonly who: 'applicant' | 'agent'; readonly number: string } | null;
  /** The clerk's own choice for the demonstration panel; null follows the desk. */
  readonly demonstrationOpen: boolean | null;
}

export const INITIAL_SCREEN: ScreenState = {
  place: 'matter',
  search: '',
  searchAt: 0,
  searching: false,
  materialId: null,
  evidence: null,
  dialog: null,
  citations: false,
  busy: null,
  error: null,
  toast: null,
  print: null,
  revealed: null,
  demonstrationOpen: null,
};
