// A field as it was before a scanner typed into it: its text and selection, put back so that React's state follows.

export interface RememberedField {
  restore(): void;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Undefined where the focus is on nothing that takes text. A password's characters are not copied: it is emptied. */
export function rememberField(element: Element | null): RememberedField | undefined {
  if (!(element instanceof HTMLInputElement) && !(element instanceof HTMLTextAreaElement)) return undefined;
  const isPassword = element.type === 'password';
  const value = isPassword ? '' : element.value;
  const selection = selectionOf(element);
  return {
    restore() {
      if (element.value === value) return;
      setValue(element, value);
      if (selection && !isPassword) element.setSelectionRange(...selection);
    },
  };
}

function selectionOf(field: TextField): [number, number] | undefined {
  const { selectionStart: from, selectionEnd: to } = field;
  return from === null || to === null ? undefined : [from, to];
}

/** React keeps the last value it saw on the element itself: the prototype's setter passes by it, the event then tells React. */
function setValue(field: TextField, value: string): void {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
