/** Where a movement leads. */
export type Move =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'row-start'
  | 'row-end'
  | 'first'
  | 'last'
  | 'page-up'
  | 'page-down';

/** What a key means in the rows. */
export type Command =
  | { readonly kind: 'move'; readonly to: Move; readonly extend: boolean }
  | { readonly kind: 'toggle' | 'range' | 'select-all' | 'open' | 'escape' | 'menu' }
  | { readonly kind: 'type'; readonly character: string };

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

interface Mode {
  /** `j`, `k` and `x` are commands. */
  readonly singleKeys: boolean;
  /** A text is being typed to look for a row, so that letters and the space bar belong to it. */
  readonly typing: boolean;
  /** Columns run from right to left. */
  readonly rightToLeft: boolean;
}

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'row-start',
  End: 'row-end',
  PageUp: 'page-up',
  PageDown: 'page-down',
};

/** What a key pressed in the grid asks for; undefined if it is not the grid's. */
export function commandOf(press: KeyPress, mode: Mode): Command | undefined {
  const { key, shiftKey } = press;
  const control = press.ctrlKey || press.metaKey;
  if (press.altKey) return key === 'ArrowDown' && !control ? { kind: 'menu' } : undefined;
  if (control) return controlCommand(key, shiftKey);
  const to = moveOf(key, mode.rightToLeft);
  if (to !== undefined) return { kind: 'move', to, extend: shiftKey };
  if (key === ' ' && !mode.typing) return { kind: shiftKey ? 'range' : 'toggle' };
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { kind: 'menu' };
  if (key === 'Enter' || key === 'F2') return { kind: 'open' };
  if (key === 'Escape') return { kind: 'escape' };
  return characterCommand(key, mode);
}

function moveOf(key: string, rightToLeft: boolean): Move | undefined {
  if (key === 'ArrowLeft') return rightToLeft ? 'right' : 'left';
  if (key === 'ArrowRight') return rightToLeft ? 'left' : 'right';
  return moves[key];
}

function controlCommand(key: string, shiftKey: boolean): Command | undefined {
  if (key === 'Home') return { kind: 'move', to: 'first', extend: shiftKey };
  if (key === 'End') return { kind: 'move', to: 'last', extend: shiftKey };
  if (key.toLowerCase() === 'a' && !shiftKey) return { kind: 'select-all' };
  if (key === ' ') return { kind: 'toggle' };
  return undefined;
}

function characterCommand(key: string, mode: Mode): Command | undefined {
  // Names of keys (`F5`) are longer than any one character.
  if (key.length !== ((key.codePointAt(0) ?? 0) > 0xffff ? 2 : 1)) return undefined;
  if (mode.singleKeys && !mode.typing) {
    if (key === 'j') return { kind: 'move', to: 'down', extend: false };
    if (key === 'k') return { kind: 'move', to: 'up', extend: false };
    if (key === 'x') return { kind: 'toggle' };
  }
  return { kind: 'type', character: key };
}
