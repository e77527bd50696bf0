// Everything that the device centre refuses or cannot do, as one closed list. Words are the renderer's.

export const DEVICE_CENTRE_ERROR_CODES = [
  /** No such device any more. */
  'DEVICE_UNKNOWN',
  /** settings.json or the system decides this; it cannot be changed here. */
  'DEVICE_FIXED',
  /** Still plugged in: it would be found again at once. */
  'DEVICE_STILL_THERE',
  /** The device has to be ready for a live test. */
  'DEVICE_TEST_NOT_READY',
  /** A live test or the wizard is under way at this device. */
  'DEVICE_BUSY_HERE',
  /** Somebody has to be asked first: the port belongs to something else (`belongsTo`). */
  'DEVICE_WIZARD_ASK',
  /** Nothing to ask about: not a port the wizard can try. */
  'DEVICE_WIZARD_IMPOSSIBLE',
  /** The wizard has found nothing that could be accepted. */
  'DEVICE_WIZARD_NOTHING',
  /** A key or another guarded device: the wizard never writes to it. */
  'DEVICE_WIZARD_GUARDED',
  'DEVICE_RECORDING_EMPTY',
  /** The preview was replaced by a newer one. */
  'DEVICE_BUNDLE_GONE',
  /** The file could not be written. */
  'DEVICE_FILE_NOT_WRITTEN',
] as const;
export type DeviceCentreErrorCode = (typeof DEVICE_CENTRE_ERROR_CODES)[number];

export type DeviceCentreError = {
  readonly code: DeviceCentreErrorCode;
  /** DEVICE_WIZARD_ASK: a device of ours, something the catalogue knows, or a built-in port. */
  readonly belongsTo?: 'device-of-ours' | 'known-device' | 'built-in-port' | 'unnamed-device';
};
