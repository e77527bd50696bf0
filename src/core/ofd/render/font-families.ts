// Named fonts → families that Chinese Windows, Kylin/UOS and Debian have, the named one first.
import type { FontResource } from '../document/document-model';

type Style = 'song' | 'hei' | 'kai' | 'fang' | 'mono' | 'serif' | 'sans';

const STACKS: Readonly<Record<Style, string>> = {
  song: "SimSun, 'Noto Serif CJK SC', 'Source Han Serif SC', 'AR PL UMing CN', serif",
  hei: "SimHei, 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Zen Hei', sans-serif",
  kai: "KaiTi, STKaiti, 'AR PL UKai CN', 'Noto Serif CJK SC', serif",
  fang: "FangSong, STFangsong, 'Noto Serif CJK SC', 'AR PL UMing CN', serif",
  mono: "'Courier New', 'Liberation Mono', 'Nimbus Mono PS', 'Noto Sans Mono CJK SC', monospace",
  serif: "'Times New Roman', 'Liberation Serif', 'Nimbus Roman', SimSun, 'Noto Serif CJK SC', serif",
  sans: "Arial, 'Liberation Sans', 'Nimbus Sans', SimHei, 'Noto Sans CJK SC', sans-serif",
};

// Latin of the Chinese fonts of Windows is half an em wide, which files rely on; these stand-ins have the same widths.
const NARROW_SONG = "SimSun, NSimSun, 'Noto Sans Mono CJK SC', 'AR PL UMing CN', monospace";
const NARROW: Readonly<Partial<Record<Style, string>>> = {
  song: NARROW_SONG,
  fang: `FangSong, STFangsong, ${NARROW_SONG}`,
  hei: "SimHei, 'Noto Sans Mono CJK SC', monospace",
};

const RULES: readonly (readonly [RegExp, Style])[] = [
  [/仿宋|fang\s*song|fzfs/i, 'fang'],
  [/楷|kai\s*ti|^kai|fzkt|stkaiti/i, 'kai'],
  [/黑|hei|gothic|yahei|雅黑|等线|dengxian|fzht|圆/i, 'hei'],
  [/宋|song|sim\s*sun|ming|明体|fzss|fzxbs|serif cjk/i, 'song'],
  [/courier|mono|consol|ocr/i, 'mono'],
  [/times|georgia|roman|garamond|cambria/i, 'serif'],
  [/arial|helvetica|verdana|tahoma|calibri|segoe/i, 'sans'],
];

/** The value of font-family for a font that is not embedded (or whose embedded file cannot be used). */
export function familyStack(font: FontResource | undefined): string {
  return font ? [...ownNames(font), STACKS[styleFor(font)]].join(', ') : STACKS.song;
}

/** The family for Latin characters that are set half an em apart. */
export function narrowFamilyStack(font: FontResource | undefined): string {
  if (!font) return NARROW_SONG;
  const style = styleFor(font);
  return [...ownNames(font), NARROW[style] ?? STACKS[style]].join(', ');
}

/** Titles in 小标宋 and 大标宋 are heavy cuts; the stand-ins for them have to be asked for weight. */
export function isHeavyCut(font: FontResource | undefined): boolean {
  return font !== undefined && (font.bold || /标宋|大黑|特粗|bold|heavy|xbs/i.test(font.fontName));
}

function ownNames(font: FontResource): string[] {
  return [...new Set([font.fontName, font.familyName ?? ''])].filter(isPlainName).map((name) => `'${name}'`);
}

function styleFor(font: FontResource): Style {
  return styleOf(font.fontName) ?? styleOf(font.familyName ?? '') ?? (font.fixedWidth ? 'mono' : 'song');
}

function styleOf(name: string): Style | undefined {
  return RULES.find(([pattern]) => pattern.test(name))?.[1];
}

/** The name goes into an attribute that is parsed as CSS: letters, digits, spaces and hyphens only. */
function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,63}$/u.test(name);
}
