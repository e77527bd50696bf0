// What the screen knows of devices: the last picture that main pushed, and where the hands are at the device centre.
import { create } from 'zustand';
import type { WireError } from '#shared/ipc/contract';
import type { BundlePreview, CentreKind, DeviceCentreView, DeviceView } from '#shared/ipc/device-views';

export type WizardTarget =
  { readonly kind: 'device'; readonly deviceId: string } | { readonly kind: 'typed'; readonly text: string };

export interface DeviceCentreState {
  readonly view: DeviceCentreView | null;
  readonly selected: string | null;
  /** The wizard has to be agreed to. */
  readonly asked: { readonly target: WizardTarget; readonly belongsTo: string } | null;
  /** An address is being typed. */
  readonly typing: boolean;
  readonly bundle: BundlePreview | null;
  readonly error: WireError | null;
  /** What was done, in a few words. */
  readonly note: string | null;
}

export const useDeviceCentre = create<DeviceCentreState>(() => ({
  view: null,
  selected: null,
  asked: null,
  typing: false,
  bundle: null,
  error: null,
  note: null,
}));

export const deviceCentreState = useDeviceCentre.getState;
export const setDeviceCentre = useDeviceCentre.setState;

/** An older picture never replaces a newer one. */
export function receiveDevices(view: DeviceCentreView): void {
  const before = deviceCentreState().view;
  if (!before || view.revision > before.revision) setDeviceCentre({ view });
}

/** The device that is shown at the right. */
export function shownDevice({
  view,
  selected,
}: Pick<DeviceCentreState, 'view' | 'selected'>): DeviceView | null {
  const devices = view?.devices ?? [];
  return devices.find(({ id }) => id === selected) ?? devices[0] ?? null;
}

/** The first of a kind, one that needs a hand before one that works. */
export function firstOf(view: DeviceCentreView | null, kind: CentreKind | null): string | null {
  const alike = (view?.devices ?? []).filter((device) => kind === null || device.kind === kind);
  const troubled = alike.find(
    ({ state }) => !['ready', 'card-present', 'reading', 'switched-off'].includes(state.kind),
  );
  return (troubled ?? alike[0])?.id ?? null;
}
