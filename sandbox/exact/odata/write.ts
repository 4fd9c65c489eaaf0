import { wallTime } from '../amsterdam.ts';
import type { BookCell } from '../books.ts';
import { escapeMarkup } from '../reply.ts';
import type { Selection } from './options.ts';
import { cellOf, keyOf, type Entry, type FieldType, type Shape } from './shape.ts';
import { ACCOUNT_CODE_WIDTH } from './values.ts';

/** How values are written; the real service varies in these. */
export interface Style {
  readonly int64AsText: boolean;
  readonly numbersAsText: boolean;
  /** Codes of GL accounts, cost centers and journals carry spaces. */
  readonly codesPadded: boolean;
}

export interface Written {
  readonly shape: Shape;
  /** Address of the collection. */
  readonly address: string;
  readonly selection: Selection;
  readonly style: Style;
  /** The lines of an expanded collection; undefined where it is not expanded. */
  expanded?(entry: Entry, name: string): { readonly lines: readonly Entry[]; readonly written: Written } | undefined;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const GL_CODE_WIDTH = 9;

function numberText(text: string, name: string): string {
  if (!NUMBER.test(text)) throw new Error(`${name} is no number in the practice books`);
  return text;
}

/** The cell as its field's type has it: spaces of codes, moments on Amsterdam's clock. */
function shown(cell: BookCell | bigint, type: FieldType, style: Style): BookCell | bigint {
  if (typeof cell !== 'string') return cell;
  if (type === 'padded') return cell.padStart(ACCOUNT_CODE_WIDTH);
  return type === 'code' && style.codesPadded ? cell.padEnd(GL_CODE_WIDTH) : cell;
}

function jsonCell(cell: BookCell | bigint, type: FieldType, { name, style }: { name: string; style: Style }): string {
  const value = shown(cell, type, style);
  const quoted = (text: string): string => (style.numbersAsText ? JSON.stringify(text) : text);
  if (value === null) return 'null';
  if (typeof value === 'bigint') return style.int64AsText ? `"${String(value)}"` : String(value);
  if (typeof value === 'number') return quoted(numberText(String(value), name));
  if (typeof value === 'boolean') return quoted(String(value));
  if (typeof value === 'string') return JSON.stringify(value);
  if ('decimal' in value) {
    const text = numberText(value.decimal, name);
    return type === 'int64' && style.int64AsText ? `"${text}"` : quoted(text);
  }
  const ms = 'date' in value ? Date.parse(`${value.date}T00:00:00Z`) : wallTime(value.moment);
  return `"/Date(${String(ms)})/"`;
}

/** The address of one record. */
export function addressOf(entry: Entry, { shape, address }: Pick<Written, 'shape' | 'address'>): string {
  const key = keyOf(entry);
  return `${address}(${shape.fields.get(shape.key) === 'guid' ? `guid'${key}'` : key})`;
}

function jsonLines(entry: Entry, name: string, written: Written): string {
  const found = written.expanded?.(entry, name);
  if (found === undefined) return `{"__deferred":{"uri":${JSON.stringify(`${addressOf(entry, written)}/${name}`)}}}`;
  return `{"results":[${found.lines.map((line) => jsonEntry(line, found.written)).join(',')}]}`;
}

function namesOf({ shape, selection }: Written): string[] {
  return [...shape.fields].flatMap(([name, type]) => {
    if (type === 'lines') return selection.lines.has(name) ? [name] : [];
    return (selection.fields?.has(name) ?? true) ? [name] : [];
  });
}

/** A record as JSON. Amounts are written digit by digit as the books have them. */
export function jsonEntry(entry: Entry, written: Written): string {
  const { shape, style } = written;
  const metadata = { uri: addressOf(entry, written), type: shape.type };
  const fields = namesOf(written).map((name) => {
    const type = shape.fields.get(name) ?? 'string';
    const text =
      type === 'lines' ? jsonLines(entry, name, written) : jsonCell(cellOf(entry, name), type, { name, style });
    return `${JSON.stringify(name)}:${text}`;
  });
  return `{${[`"__metadata":${JSON.stringify(metadata)}`, ...fields].join(',')}}`;
}

const EDM: Readonly<Record<FieldType, string | null>> = {
  guid: 'Edm.Guid',
  string: null,
  padded: null,
  code: null,
  int: 'Edm.Int32',
  int64: 'Edm.Int64',
  double: 'Edm.Double',
  boolean: 'Edm.Boolean',
  datetime: 'Edm.DateTime',
  date: 'Edm.DateTime',
  lines: null,
};

function xmlText(cell: BookCell | bigint): string {
  if (typeof cell !== 'object' || cell === null) return escapeMarkup(String(cell));
  if ('decimal' in cell) return cell.decimal;
  const ms = 'date' in cell ? Date.parse(`${cell.date}T00:00:00Z`) : wallTime(cell.moment);
  return new Date(ms)
    .toISOString()
    .slice(0, -1)
    .replace(/\.000$/, '');
}

/** A record as an Atom entry, which is what Exact sends to who does not ask for JSON. Collections inside are left out. */
export function atomEntry(entry: Entry, written: Written): string {
  const { shape } = written;
  const fields = namesOf(written).flatMap((name) => {
    const type = shape.fields.get(name) ?? 'string';
    if (type === 'lines') return [];
    const edm = EDM[type] === null ? '' : ` m:type="${EDM[type]}"`;
    const cell = shown(cellOf(entry, name), type, written.style);
    return [cell === null ? `<d:${name}${edm} m:null="true" />` : `<d:${name}${edm}>${xmlText(cell)}</d:${name}>`];
  });
  const head = `<id>${escapeMarkup(addressOf(entry, written))}</id><category term="${shape.type}" />`;
  return `<entry>${head}<content type="application/xml"><m:properties>${fields.join('')}</m:properties></content></entry>`;
}

/** Entries as an Atom feed. */
export function atomFeed(entries: readonly string[], address: string, next: string | null): string {
  const namespaces =
    'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';
  const link = next === null ? '' : `<link rel="next" href="${escapeMarkup(next)}" />`;
  return `<?xml version="1.0" encoding="utf-8"?><feed ${namespaces}><id>${escapeMarkup(address)}</id>${entries.join('')}${link}</feed>`;
}
