import { useRef, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { useText } from '../../i18n/text.ts';
import { commandOf, type Command } from './commands.ts';
import { boxColumn, headerRow, type Focus, type GridModel, type GridView } from './grid-model.ts';
import type { GridProps } from './grid-types.ts';
import { allChosen, chosenState, isNoneChosen, noneChosen } from './selection.ts';
import type { GridColumns } from './use-grid-columns.ts';

/** Letters that follow each other this quickly are one text to look for. */
const typingMs = 800;

interface InputOptions<Row, Filter> {
  readonly model: GridModel<Row, Filter>;
  readonly columns: GridColumns<Row>;
  readonly view: () => GridView;
  readonly props: GridProps<Row, Filter>;
  readonly openMenu: (column: string, anchor: Element) => void;
  readonly announce: (text: string) => void;
}

export interface GridInput {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
  readonly onDoubleClick: (event: MouseEvent<HTMLElement>) => void;
  readonly onMouseDown: (event: MouseEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/** Keys and clicks on the grid as one set of handlers, since cells come and go. */
export function useGridInput<Row, Filter>(options: InputOptions<Row, Filter>): GridInput {
  const { model, props } = options;
  const selectable = props.selection === 'many';
  const typing = useTyping(options);
  return {
    onKeyDown: (event) => {
      // A button in the header answers its own keys.
      if (event.target instanceof Element && event.target.closest('button') !== null) return;
      const rightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
      const command = commandOf(event, { singleKeys: props.singleKeys === true, typing: typing.active(), rightToLeft });
      if (command !== undefined && perform(options, typing, command, event)) event.preventDefault();
    },
    onClick: (event) => {
      const cell = cellOf(event.target);
      if (cell === null || cell.row === headerRow) return;
      if (selectable && event.shiftKey) {
        model.range(cell.row);
        model.goTo(cell.row, cell.column);
      } else if (selectable && (event.ctrlKey || event.metaKey || cell.column === boxColumn)) model.toggle(cell.row);
      else {
        model.forgetRange();
        if (isOpener(event.target)) openRow(options, cell.row);
      }
    },
    onDoubleClick: (event) => {
      const cell = cellOf(event.target);
      if (cell === null || cell.row === headerRow || cell.column === boxColumn || isOpener(event.target)) return;
      openRow(options, cell.row);
    },
    onMouseDown: (event) => {
      // A press in the header leaves the focus on the record that has it; a range is no text to mark.
      const held = cellOf(event.target)?.row === headerRow && event.currentTarget.contains(document.activeElement);
      if (held || (selectable && event.shiftKey)) event.preventDefault();
    },
    onFocus: (event) => {
      const cell = cellOf(event.target);
      if (cell !== null) model.focusOn(cell.row, cell.column);
      model.own(true);
    },
    onBlur: (event) => {
      // The window that goes to the back keeps its place, and a cell that is taken away hands its focus on: only a person
      // can take it out of the grid.
      const { target, currentTarget, relatedTarget } = event;
      if (currentTarget.contains(relatedTarget) || document.activeElement === target || !target.isConnected) return;
      model.own(false);
    },
  };
}

function perform<Row, Filter>(
  options: InputOptions<Row, Filter>,
  typing: Typing,
  command: Command,
  event: KeyboardEvent<HTMLElement>,
): boolean {
  const { model, columns, view, props } = options;
  const selectable = props.selection === 'many';
  const { focus } = model.state();
  if (command.kind === 'type') {
    typing.add(command.character);
    return true;
  }
  if (command.kind === 'escape') return escape(options, typing, event);
  typing.clear();
  switch (command.kind) {
    case 'move':
      model.move(command.to, command.extend, view());
      return true;
    case 'toggle':
    case 'range':
      if (focus.row === headerRow) pressHeader(options, focus.column, command.kind === 'range');
      else if (selectable && command.kind === 'toggle') model.toggle(focus.row);
      else if (selectable) model.range(focus.row);
      return true;
    case 'select-all':
      if (selectable) model.choose(allChosen);
      return selectable;
    case 'open':
      if (focus.row !== headerRow) openRow(options, focus.row);
      else if (event.key === 'F2') openMenu(options, event);
      else pressHeader(options, focus.column, event.shiftKey);
      return true;
    case 'menu':
      openMenu(options, event);
      return columns.visible.some((column) => column.id === focus.column);
  }
}

/** First what is typed, then the selection, then the grid itself. */
function escape<Row, Filter>(
  { model, props }: InputOptions<Row, Filter>,
  typing: Typing,
  event: KeyboardEvent<HTMLElement>,
): boolean {
  const selected = !isNoneChosen(model.state().chosen, model.cache.state().total ?? 0);
  if (!typing.active() && !selected) {
    props.onLeave?.();
    return props.onLeave !== undefined;
  }
  if (!typing.active()) model.choose(noneChosen);
  typing.clear();
  event.stopPropagation();
  return true;
}

/** What Enter and the space bar do on a header: order, or choose all. */
function pressHeader<Row, Filter>({ model, columns }: InputOptions<Row, Filter>, id: string, add: boolean): void {
  if (id === boxColumn) chooseAllOrNone(model);
  else if (columns.visible.find((column) => column.id === id)?.sortable === true) columns.turn(id, add);
}

/** The box in the header: all rows, or none if all are chosen. */
export function chooseAllOrNone<Row, Filter>(model: GridModel<Row, Filter>): void {
  const state = chosenState(model.state().chosen, model.cache.state().total ?? 0);
  model.choose(state === 'all' ? noneChosen : allChosen);
}

function openMenu<Row, Filter>({ model, openMenu: open }: InputOptions<Row, Filter>, event: KeyboardEvent): void {
  const { column } = model.state().focus;
  if (column !== boxColumn && event.target instanceof Element) open(column, event.target);
}

function openRow<Row, Filter>({ model, props }: InputOptions<Row, Filter>, row: number): void {
  const found = model.cache.rowAt(row);
  if (found !== undefined) props.onOpen?.(found);
}

interface Typing {
  readonly active: () => boolean;
  readonly add: (character: string) => void;
  readonly clear: () => void;
}

/** Looks for the first row that begins with what was typed. */
function useTyping<Row, Filter>({ model, columns, announce }: InputOptions<Row, Filter>): Typing {
  const text = useText();
  const typed = useRef({ text: '', timer: 0 });
  const clear = (): void => {
    clearTimeout(typed.current.timer);
    typed.current = { text: '', timer: 0 };
  };
  const seek = async (prefix: string): Promise<void> => {
    const column = columns.visible[0];
    if (column === undefined) return;
    try {
      const found = await model.findByPrefix(prefix, column.id, (row) => String(column.value(row) ?? ''));
      if (!found) announce(text('grid.noMatch', { text: prefix }));
    } catch {
      // The search was given up for a longer one, or the rows cannot be read, which the grid says by itself.
    }
  };
  return {
    active: () => typed.current.text !== '',
    clear,
    add: (character) => {
      clearTimeout(typed.current.timer);
      typed.current = { text: typed.current.text + character, timer: window.setTimeout(clear, typingMs) };
      void seek(typed.current.text);
    },
  };
}

function isOpener(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-open]') !== null;
}

/** The cell that an event happened in. */
function cellOf(target: EventTarget): Focus | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const column = cell?.dataset['column'];
  if (cell === null || column === undefined) return null;
  const row = cell.closest<HTMLElement>('[data-row]')?.dataset['row'];
  return { row: row === undefined ? headerRow : Number(row), column };
}
