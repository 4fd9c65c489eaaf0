/** A press as the shortcuts see it. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The name of a press: `mod+shift+s`, `g`, `?`. Shift alone is part of the character, not of the name. */
export function nameOf(press: Press, isMac: boolean): string {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const mod = isMac ? press.metaKey : press.ctrlKey;
  if (!mod) return press.altKey || press.ctrlKey || press.metaKey ? '' : key;
  return ['mod', ...(press.shiftKey ? ['shift'] : []), ...(press.altKey ? ['alt'] : []), key].join('+');
}

/** Whether a shortcut is made of keys without a modifier: those can be switched off (WCAG 2.1.4). */
export function isSingleKey(keys: string): boolean {
  return !keys.includes('+');
}

/** Keys as a person reads them: `Ctrl K`, `G then H`. */
export function keyCaps(keys: string, isMac: boolean): readonly string[] {
  const names: Readonly<Record<string, string>> = {
    mod: isMac ? '⌘' : 'Ctrl',
    shift: isMac ? '⇧' : 'Shift',
    alt: isMac ? '⌥' : 'Alt',
    enter: 'Enter',
    escape: 'Esc',
  };
  const parts = keys.includes(' ') ? keys.split(' ') : keys.split('+');
  return parts.map((part) => names[part.toLowerCase()] ?? part.toUpperCase());
}

/** Electron's name of the same keys; null where a menu cannot show them (two in a row, or a key without a modifier). */
export function acceleratorOf(keys: string | undefined): string | null {
  if (keys === undefined || isSingleKey(keys)) return null;
  const names: Readonly<Record<string, string>> = { mod: 'CmdOrCtrl', shift: 'Shift', alt: 'Alt' };
  return keys
    .split('+')
    .map((part) => names[part] ?? part.toUpperCase())
    .join('+');
}
