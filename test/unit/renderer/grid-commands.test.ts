import { describe, expect, it } from 'vitest';
import { commandOf, type KeyPress } from '../../../renderer/ui/grid/commands.ts';
import { mergeOrder } from '../../../renderer/ui/grid/memory.ts';
import { scrollScale } from '../../../renderer/ui/grid/scroll-scale.ts';

const plain = { singleKeys: false, typing: false, rightToLeft: false };
const single = { ...plain, singleKeys: true };

function press(keys: string): KeyPress {
  const parts = keys.split('+');
  const has = (name: string): boolean => parts.slice(0, -1).includes(name);
  const key = parts.at(-1) ?? '';
  return {
    key: key === 'Space' ? ' ' : key,
    ctrlKey: has('Control'),
    metaKey: has('Meta'),
    altKey: has('Alt'),
    shiftKey: has('Shift'),
  };
}

describe('keys of the grid', () => {
  it.each([
    ['ArrowDown', { kind: 'move', to: 'down', extend: false }],
    ['Shift+ArrowUp', { kind: 'move', to: 'up', extend: true }],
    ['Home', { kind: 'move', to: 'row-start', extend: false }],
    ['Control+End', { kind: 'move', to: 'last', extend: false }],
    ['Meta+Shift+Home', { kind: 'move', to: 'first', extend: true }],
    ['PageDown', { kind: 'move', to: 'page-down', extend: false }],
    ['Space', { kind: 'toggle' }],
    ['Shift+Space', { kind: 'range' }],
    ['Control+a', { kind: 'select-all' }],
    ['Enter', { kind: 'open' }],
    ['F2', { kind: 'open' }],
    ['Escape', { kind: 'escape' }],
    ['Shift+F10', { kind: 'menu' }],
    ['ContextMenu', { kind: 'menu' }],
    ['Alt+ArrowDown', { kind: 'menu' }],
    ['I', { kind: 'type', character: 'I' }],
    ['東', { kind: 'type', character: '東' }],
  ])('%s', (keys, command) => {
    expect(commandOf(press(keys), plain)).toEqual(command);
  });

  it.each(['Tab', 'F5', 'Control+c', 'Control+k', 'Alt+ArrowLeft', 'Shift', 'Control+Shift+a', 'Dead', 'CapsLock'])(
    'leaves %s to others',
    (keys) => {
      expect(commandOf(press(keys), plain)).toBeUndefined();
    },
  );

  it('takes j, k and x for commands only where single keys are on, and never inside a text that is typed', () => {
    expect(commandOf(press('j'), plain)).toEqual({ kind: 'type', character: 'j' });
    expect(commandOf(press('j'), single)).toEqual({ kind: 'move', to: 'down', extend: false });
    expect(commandOf(press('k'), single)).toEqual({ kind: 'move', to: 'up', extend: false });
    expect(commandOf(press('x'), single)).toEqual({ kind: 'toggle' });
    expect(commandOf(press('x'), { ...single, typing: true })).toEqual({ kind: 'type', character: 'x' });
    expect(commandOf(press('Space'), { ...plain, typing: true })).toEqual({ kind: 'type', character: ' ' });
  });

  it('mirrors left and right where columns run from right to left', () => {
    expect(commandOf(press('ArrowLeft'), { ...plain, rightToLeft: true })).toMatchObject({ to: 'right' });
  });
});

describe('remembered columns', () => {
  it('keep their order; new columns stand where they were designed, lost ones are forgotten', () => {
    expect(mergeOrder(['c', 'gone', 'a'], ['a', 'b', 'c', 'd'])).toEqual(['c', 'b', 'a', 'd']);
    expect(mergeOrder([], ['a', 'b'])).toEqual(['a', 'b']);
  });
});

describe('the scale of scrolling', () => {
  it('is one to one for lists that a page can hold', () => {
    const scale = scrollScale(100_000, 36);
    expect(scale.heightFor(600)).toBe(3_600_000);
    expect(scale.toRows(1234)).toBe(1234);
    expect(scale.toScroll(1234)).toBe(1234);
  });

  it('reaches the last row of a list that is longer', () => {
    const view = 600;
    const scale = scrollScale(2_000_000, 36);
    const end = scale.heightFor(view) - view;
    expect(end).toBeLessThan(16_777_216);
    expect(scale.toRows(end) + view).toBeGreaterThanOrEqual(2_000_000 * 36);
    expect(scale.toRows(scale.toScroll(999))).toBeCloseTo(999);
  });
});
