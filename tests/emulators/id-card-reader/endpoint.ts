// Where an emulated reader can be plugged in: bytes to and from whoever opened it.

export interface Endpoint {
  /** As the terminal's configuration names it. */
  readonly uri: string;
  plug(): Promise<void>;
  unplug(): Promise<void>;
  send(bytes: Uint8Array): void;
}

export type Receive = (bytes: Uint8Array) => void;
