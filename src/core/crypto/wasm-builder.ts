// Just enough of the WebAssembly binary format (core specification 1.0, clause 5) to write integer functions by hand.

/** WebAssembly is in every host that runs this code, and in no ES library definition. */
interface WasmHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Record<string, unknown> };
}
const host = (globalThis as unknown as { WebAssembly: WasmHost }).WebAssembly;

const I32 = 0x7f;
const I64 = 0x7e;

/** Code of one function: emitted instruction by instruction. All parameters are i32 addresses, locals are i64. */
export class WasmFunction {
  readonly #code: number[] = [];
  #locals = 0;

  constructor(readonly parameters: number) {}

  /** A new i64 local. */
  local(): number {
    this.#locals += 1;
    return this.parameters + this.#locals - 1;
  }

  get(local: number): this {
    return this.op(0x20, ...unsigned(local));
  }
  set(local: number): this {
    return this.op(0x21, ...unsigned(local));
  }
  tee(local: number): this {
    return this.op(0x22, ...unsigned(local));
  }
  i32(value: number): this {
    return this.op(0x41, ...signed(BigInt(value)));
  }
  i64(value: bigint): this {
    return this.op(0x42, ...signed(value));
  }
  /** i64 at the address on the stack plus `offset` bytes. */
  load(offset: number): this {
    return this.op(0x29, 3, ...unsigned(offset));
  }
  store(offset: number): this {
    return this.op(0x37, 3, ...unsigned(offset));
  }
  add(): this {
    return this.op(0x7c);
  }
  sub(): this {
    return this.op(0x7d);
  }
  mul(): this {
    return this.op(0x7e);
  }
  and(): this {
    return this.op(0x83);
  }
  shl(): this {
    return this.op(0x86);
  }
  /** Arithmetic shift right. */
  shr(): this {
    return this.op(0x87);
  }
  call(index: number): this {
    return this.op(0x10, ...unsigned(index));
  }
  op(...bytes: number[]): this {
    for (const byte of bytes) this.#code.push(byte);
    return this;
  }

  get type(): number[] {
    return [0x60, ...vector(Array.from({ length: this.parameters }, () => [I32])), 0];
  }
  get body(): number[] {
    const locals = this.#locals === 0 ? [0] : [1, ...unsigned(this.#locals), I64];
    return sized([...locals, ...this.#code, 0x0b]);
  }
}

/** Compiles and instantiates a module of `functions`, exported under their keys, with a memory of `pages` × 64 KiB. */
export function instantiate(
  functions: Readonly<Record<string, WasmFunction>>,
  pages: number,
): { memory: ArrayBuffer; functions: Record<string, (...addresses: number[]) => void> } {
  const names = Object.keys(functions);
  const list = Object.values(functions);
  const bytes = [
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(list.map((one) => one.type))),
    ...section(3, vector(list.map((_, index) => unsigned(index)))),
    ...section(5, [1, 0, ...unsigned(pages)]),
    ...section(
      7,
      vector(
        [['memory', 2, 0] as const, ...names.map((name, index) => [name, 0, index] as const)].map(
          exportEntry,
        ),
      ),
    ),
    ...section(10, vector(list.map((one) => one.body))),
  ];
  const { exports } = new host.Instance(new host.Module(Uint8Array.from(bytes)));
  return {
    memory: (exports['memory'] as { buffer: ArrayBuffer }).buffer,
    functions: exports as Record<string, (...addresses: number[]) => void>,
  };
}

function exportEntry([name, kind, index]: readonly [string, number, number]): number[] {
  return [...sized([...new TextEncoder().encode(name)]), kind, ...unsigned(index)];
}

function section(id: number, content: number[]): number[] {
  return [id, ...sized(content)];
}

function vector(items: number[][]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(content: number[]): number[] {
  return [...unsigned(content.length), ...content];
}

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 0x80) return [...bytes, left];
    bytes.push((left & 0x7f) | 0x80);
  }
}

function signed(value: bigint): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left >>= 7n) {
    const byte = Number(left & 0x7fn);
    const last = (left >> 7n === 0n && byte < 0x40) || (left >> 7n === -1n && byte >= 0x40);
    if (last) return [...bytes, byte];
    bytes.push(byte | 0x80);
  }
}
