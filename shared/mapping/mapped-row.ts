import type { Cell, Row } from '../model/record.ts';
import type { TableMapping } from './mapping.ts';

/** The columns of a table as rows keep them: by name, so that neither a hash nor a stored row depends on the mapping's order. */
export interface RowShape {
  readonly names: readonly string[];
  /** Positions of the key columns in `names`, in the order of the key; -1 for one that is not mapped. */
  readonly keyPositions: readonly number[];
  /** Positions in `names`, in the mapping's order. */
  readonly mappedOrder: readonly number[];
}

const shapes = new WeakMap<TableMapping, RowShape>();

/** The shape of a table's rows, the same object for the same mapping. */
export function shapeOf(mapping: TableMapping): RowShape {
  const known = shapes.get(mapping);
  if (known !== undefined) return known;
  const names = mapping.columns.map((column) => column.column).sort();
  const shape = {
    names,
    keyPositions: mapping.keyColumns.map((name) => names.indexOf(name)),
    mappedOrder: mapping.columns.map((column) => names.indexOf(column.column)),
  };
  shapes.set(mapping, shape);
  return shape;
}

/** Text of a cell in a key: empty where there is none. */
export function keyText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

/**
 * A row as a list of cells in the order of its shape. Keys and named values are made when somebody asks: most rows are only
 * hashed, summed and stored, and named values of every row would be most of a run's memory.
 */
export class MappedRow implements Row {
  readonly hash: string;
  readonly shape: RowShape;
  readonly cells: readonly Cell[];
  #text: string | null;
  #values: Readonly<Record<string, Cell>> | null = null;

  /** `text`: the cells as JSON, where it is known already. */
  constructor(shape: RowShape, cells: readonly Cell[], hash: string, text: string | null = null) {
    this.shape = shape;
    this.cells = cells;
    this.hash = hash;
    this.#text = text;
  }

  get text(): string {
    this.#text ??= JSON.stringify(this.cells);
    return this.#text;
  }

  get key(): readonly string[] {
    return this.shape.keyPositions.map((at) => keyText(this.cells[at]));
  }

  get values(): Readonly<Record<string, Cell>> {
    this.#values ??= Object.fromEntries(
      this.shape.mappedOrder.map((at) => [this.shape.names[at] ?? '', this.cells[at] ?? null]),
    );
    return this.#values;
  }

  /** The row as JSON and structured comparison see it. */
  toJSON(): Row {
    return { key: this.key, hash: this.hash, values: this.values };
  }
}

/** Reads one column of rows of one table, by position where the rows are made that way. */
export function columnReader(first: Row | undefined, column: string): (row: Row) => Cell | undefined {
  if (!(first instanceof MappedRow)) return (row) => row.values[column];
  const { shape } = first;
  const at = shape.names.indexOf(column);
  return (row) => (row instanceof MappedRow && row.shape === shape ? row.cells[at] : row.values[column]);
}
