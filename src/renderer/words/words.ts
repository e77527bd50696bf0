// The shape of a refusal in words: what happened, what to do. The code is added where it is shown.

export interface Words {
  readonly what: string;
  /** One sentence that tells a hand what to do next. */
  readonly todo: string;
}

/** `读卡失败：卡片移开过早。请重新放卡，听到提示音后再取走。(CARD_REMOVED)` */
export function sentence(words: Words, code: string): string {
  return `${words.what}${words.todo}(${code})`;
}
