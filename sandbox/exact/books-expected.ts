import type { ExpectedHold } from './books.ts';
import { isBooked } from './books-ledger.ts';
import { transactionKey } from './books-rows.ts';
import { DOC_KINDS, type Cells, type Doc, type DocKind, type DocLine } from './books-facts.ts';
import type { DivisionBooks } from './books-division.ts';
import { guidOf } from './books-ids.ts';
import { SHAPES } from './books-render.ts';

/** Streams of the documents that name GL accounts or cost centers on their lines. */
const STREAMS: Partial<Record<DocKind, ExpectedHold['stream']>> = {
  entry: 'purchase_entries',
  invoice: 'purchase_invoices',
  sales: 'sales_invoices',
  bank: 'bank_entries',
};

type Reason = Pick<ExpectedHold, 'why' | 'waitsFor'>;
type Dimension = ReadonlyMap<string, Cells>;

function byCode(books: DivisionBooks, kind: 'gl' | 'center'): Dimension {
  const found = new Map<string, Cells>();
  for (let at = 0; at < books.count(kind); at += 1) {
    const cells = books.master(kind, at);
    if (cells !== undefined && typeof cells['Code'] === 'string') found.set(cells['Code'], cells);
  }
  return found;
}

function keyOfAccount(books: DivisionBooks, code: string): string {
  return `${books.company.code}/${books.names.gl(code).id ?? ''}`;
}

function accountReason(books: DivisionBooks, line: DocLine, accounts: Dimension): Reason | undefined {
  const code = line.account;
  if (code === undefined || code === null) return undefined;
  const account = accounts.get(code);
  const waitsFor = { stream: 'gl_accounts' as const, name: keyOfAccount(books, code) };
  if (account === undefined) return { why: `GL account ${code} is unknown`, waitsFor };
  if (account['IsBlocked'] === true) return { why: `GL account ${code} is blocked`, waitsFor };
  const rule = account['UseCostcenter'];
  if (rule === 1 && line.center === undefined)
    return { why: `GL account ${code} asks for a cost center and the line has none`, waitsFor };
  if (rule === 2 && line.center !== undefined)
    return { why: `GL account ${code} takes no cost center and the line names ${line.center}`, waitsFor };
  return undefined;
}

function centerReason(books: DivisionBooks, doc: Doc, line: DocLine, centers: Dimension): Reason | undefined {
  if (line.center === undefined) return undefined;
  const waitsFor = { stream: 'cost_centers' as const, name: `${books.company.code}/${line.center}` };
  const center = centers.get(line.center);
  if (center === undefined) return { why: `cost center ${line.center} is unknown`, waitsFor };
  const end = center['EndDate'];
  if (center['Active'] === false) return { why: `cost center ${line.center} is not active`, waitsFor };
  const ended = typeof end === 'object' && end !== null && 'date' in end && end.date < doc.date;
  return ended ? { why: `cost center ${line.center} ended on ${end.date}`, waitsFor } : undefined;
}

/**
 * Documents of a division whose lines name what is unknown, blocked, ended or against an account's rule, each with its first reason;
 * and their entries in the ledger. Lines of purchase invoices name no GL account themselves: only their ledger lines do.
 */
export function heldIn(books: DivisionBooks): ExpectedHold[] {
  const accounts = byCode(books, 'gl');
  const centers = byCode(books, 'center');
  const found: ExpectedHold[] = [];
  for (const kind of DOC_KINDS) {
    if (kind === 'order') continue;
    for (let index = 0; index < books.count(kind); index += 1) {
      const doc = books.doc(kind, index);
      if (doc === undefined || doc.status === 5) continue;
      const ofAccounts = doc.lines.map((line) => accountReason(books, line, accounts));
      const ofCenters = doc.lines.map((line) => centerReason(books, doc, line, centers));
      const shared = { division: books.company.code, number: String(doc.number) };
      const own = (kind === 'invoice' ? ofCenters : [...ofAccounts, ...ofCenters]).find((each) => each !== undefined);
      const stream = STREAMS[kind];
      if (own !== undefined && stream !== undefined) {
        found.push({ ...shared, stream, entity: SHAPES[kind].entity, key: guidOf(books.seed, kind, index), ...own });
      }
      const reason = [...ofAccounts, ...ofCenters].find((each) => each !== undefined);
      if (reason === undefined || !isBooked(kind, doc)) continue;
      const key = transactionKey(books.seed, kind, index);
      found.push({ ...shared, stream: 'journal_entries', entity: 'Transactions', key, ...reason });
    }
  }
  return found;
}
