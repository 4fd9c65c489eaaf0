import { looksNumeric } from './numbers.ts';
import type { PastedLine } from './split.ts';
import type { TieOutKind } from './model.ts';

/** What a column of a pasted report is. */
export type ReportColumn = 'company' | 'currency' | 'account' | 'name' | 'count' | 'amount' | 'debit' | 'credit';

const words: readonly (readonly [ReportColumn, RegExp])[] = [
  ['company', /^(company|bedrijf|onderneming|entity|entiteit|administratie|company id|company name|bedrijfsnaam)$/],
  ['currency', /^(currency|valuta|munt|curr|ccy|currency code|valutacode)$/],
  [
    'account',
    /^(account|ledger account|gl account|account number|account no|rekening|grootboekrekening|grootboek|rekeningnummer|ledger)$/,
  ],
  ['name', /^(name|description|account name|naam|omschrijving|rekeningnaam)$/],
  ['count', /^(count|number|invoices|number of invoices|aantal|facturen|aantal facturen|#)$/],
  ['debit', /^(debit|debits|debit amount|debet|debet bedrag|dr)$/],
  ['credit', /^(credit|credits|credit amount|credit bedrag|cr)$/],
  [
    'amount',
    /^(amount|total|balance|net|net amount|open|open amount|sum|value|bedrag|totaal|saldo|openstaand|openstaand bedrag|waarde)$/,
  ],
];

const wanted: Readonly<Record<TieOutKind, ReadonlySet<ReportColumn>>> = {
  'open-invoices': new Set(['company', 'currency', 'count', 'amount']),
  'period-invoices': new Set(['company', 'currency', 'count', 'amount']),
  'trial-balance': new Set(['company', 'account', 'name', 'debit', 'credit', 'amount']),
};

/** The columns that a first line names; null if it names no figure of this kind, and so is a line like the others. */
export function columnsNamed(line: PastedLine, kind: TieOutKind): (ReportColumn | null)[] | null {
  const named = line.cells.map((cell) => columnNamed(cell, kind));
  const figures = named.filter((one) => one !== null && isFigure(one));
  const twice = named.some((one, at) => one !== null && named.indexOf(one) !== at);
  if (figures.length === 0 || twice || line.cells.some((cell) => looksNumeric(cell))) return null;
  return named;
}

function columnNamed(cell: string, kind: TieOutKind): ReportColumn | null {
  const text = cell.toLowerCase().replaceAll(/[_.:]/g, ' ').replaceAll(/\s+/g, ' ').trim();
  return words.find(([column, test]) => wanted[kind].has(column) && test.test(text))?.[0] ?? null;
}

export function isFigure(column: ReportColumn): column is 'count' | 'amount' | 'debit' | 'credit' {
  return ['count', 'amount', 'debit', 'credit'].includes(column);
}

/** The columns of a line that no first line names, by what its cells look like; null if that is not one thing only. */
export function columnsGuessed(cells: readonly string[], kind: TieOutKind): (ReportColumn | null)[] | null {
  return kind === 'trial-balance' ? trialBalanceColumns(cells) : invoiceColumns(cells, kind);
}

function trialBalanceColumns(cells: readonly string[]): (ReportColumn | null)[] | null {
  const rest = cells.slice(1);
  const names = rest.findIndex((cell) => looksNumeric(cell) || cell === '' || /^[-–—−]$/.test(cell));
  if (cells.length < 2 || names === -1 || names > 1) return null;
  const figures = rest.slice(names);
  const head: ReportColumn[] = names === 0 ? ['account'] : ['account', 'name'];
  if (figures.length === 1) return [...head, 'amount'];
  return figures.length === 2 ? [...head, 'debit', 'credit'] : null;
}

function invoiceColumns(cells: readonly string[], kind: TieOutKind): (ReportColumn | null)[] | null {
  const [first, second = ''] = cells;
  if (first === undefined || cells.length < 2) return null;
  const head: ReportColumn[] = /^[A-Za-z]{3}$/.test(second) ? ['company', 'currency'] : ['company'];
  const figures = cells.length - head.length;
  if (figures === 1) return [...head, 'amount'];
  return figures === 2 && kind !== 'trial-balance' ? [...head, 'count', 'amount'] : null;
}
