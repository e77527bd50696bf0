// A transport moves bytes to and from one device and knows nothing of what they mean.
import type { ReaderError } from '#core/devices/reader-error';
import type { Result } from '#core/result';

export interface TransportListener {
  /** The bytes are the receiver's to keep. */
  data(bytes: Uint8Array): void;
  /** Called once when the other side or the cable went away; not after close(). */
  closed(error: ReaderError): void;
}

export interface Transport {
  write(bytes: Uint8Array): void;
  /** Resolves when the device is free for others. */
  close(): Promise<void>;
}

/** Opens the device at an address; fails with READER_GONE, READER_BUSY, READER_NO_PERMISSION, READER_UNREACHABLE or READER_ADDRESS_INVALID. */
export type OpenTransport = (
  address: URL,
  listener: TransportListener,
) => Promise<Result<Transport, ReaderError>>;
