// What was typed after `eseal --`, as data; anything not understood is a usage error.
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#core/result';

export interface VerifyCommand {
  readonly kind: 'verify';
  readonly files: readonly string[];
  /** `demonstration`, `none`, or a folder. */
  readonly trust: string;
}

/** Millimetres from the page's upper left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SignCommand {
  readonly kind: 'sign';
  readonly input: string;
  readonly output: string;
  /** From 1; undefined means the last. */
  readonly page: number | undefined;
  readonly at: Place | undefined;
  /** Leaves Signatures.xml out of the protection, so that a further seal can follow. */
  readonly open: boolean;
}

export type Command = VerifyCommand | SignCommand | { readonly kind: 'help' };
export type UsageError = { readonly code: 'USAGE'; readonly message: string };

export const USAGE = `用法：
  npm run --silent eseal -- verify [--trust demonstration|none|目录] 文件…
  npm run --silent eseal -- sign [--page 页码] [--at X,Y,宽,高] [--open] 输入 输出

verify  每个文件输出一行 JSON；全部完好时退出码为 0，否则为 1。
sign    用演示印章盖章（不具法律效力）；默认盖在末页右下角，40 × 40 毫米。
        --at 以毫米计，自页面左上角起；--open 允许之后再次盖章。
参数写错时退出码为 2。说明见 docs/eseal-command.md。`;

export function parseCommand(argv: readonly string[]): Result<Command, UsageError> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h')
    return ok({ kind: 'help' });
  if (rest.includes('--help') || rest.includes('-h')) return ok({ kind: 'help' });
  if (name === 'verify') return parseVerify(rest);
  if (name === 'sign') return parseSign(rest);
  return usage(`没有“${name}”这个命令`);
}

function parseVerify(args: readonly string[]): Result<Command, UsageError> {
  const parsed = parse(args, { trust: { type: 'string' } });
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (positionals.length === 0) return usage('没有给出要验证的文件');
  return ok({ kind: 'verify', files: positionals, trust: textOf(values.trust) ?? 'demonstration' });
}

function parseSign(args: readonly string[]): Result<Command, UsageError> {
  const parsed = parse(args, {
    page: { type: 'string' },
    at: { type: 'string' },
    open: { type: 'boolean' },
  });
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [input, output] = positionals;
  if (input === undefined || output === undefined || positionals.length > 2)
    return usage('盖章需要输入、输出两个文件');
  const page = textOf(values.page);
  if (page !== undefined && !/^[1-9]\d{0,5}$/.test(page)) return usage(`页码“${page}”不是正整数`);
  const at = textOf(values.at);
  const place = at === undefined ? undefined : parsePlace(at);
  if (at !== undefined && !place) return usage(`位置“${at}”应写作 X,Y,宽,高（毫米，宽高大于零）`);
  return ok({
    kind: 'sign',
    input,
    output,
    page: page === undefined ? undefined : Number(page),
    at: place,
    open: values.open === true,
  });
}

function parsePlace(text: string): Place | undefined {
  const numbers = text.split(',').map((part) => part.trim());
  if (numbers.length !== 4 || !numbers.every((part) => /^-?\d{1,5}(\.\d+)?$/.test(part))) return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

type Options = Record<string, { type: 'string' | 'boolean' }>;
interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function parse(args: readonly string[], options: Options): Result<Parsed, UsageError> {
  try {
    return ok(parseArgs({ args: joinNegative(args), options, allowPositionals: true, strict: true }));
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
}

/** `--at -5,10,40,40` is a value that begins like an option; the parser takes it only as `--at=…`. */
function joinNegative(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const [index, arg] of args.entries()) {
    const previous = args[index - 1];
    if (previous === '--at' && /^-\d/.test(arg)) joined[joined.length - 1] = `--at=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function usage(message: string): Result<never, UsageError> {
  return err({ code: 'USAGE', message });
}
