import { AppError } from '../../../shared/errors/app-error.ts';
import type { ControlTotals, TotalsEntry } from '../../../shared/model/totals.ts';
import { addDecimals, canonicalDecimal, parseDecimal, ZERO } from '../../../shared/money/decimal.ts';
import type { TotalsRequest } from '../../ports/destination.ts';
import { sortEntries } from './batch-sums.ts';
import { asParameter, encodeKeys, splitRows, type EncodedTable } from './encode.ts';
import { query, type Session } from './session.ts';
import { selectTotals, type DocumentList } from './sql/reads.ts';
import { keyFields } from './sql/rows.ts';
import { batchFolder, stageTables } from './stage.ts';
import type { ResultRow } from './statements.ts';
import { exactText } from './values.ts';

const KEY_BYTES = 800_000;
/** More parts than this cost more than one file. */
const MOST_PARTS = 3;

/**
 * Control totals as the warehouse computes them over exactly the keys given, deleted rows left out. Key lists travel as parameters, or
 * through the volume when there are very many. Throws as statements do.
 */
export async function computeTotals(
  session: Session,
  request: TotalsRequest,
  signal: AbortSignal,
): Promise<ControlTotals> {
  const { mapping } = request.stream;
  const keys = encodeKeys(mapping.header, request.documentKeys);
  const parts = splitRows(keys, KEY_BYTES);
  const rows: ResultRow[] = [];
  if (parts.length > MOST_PARTS) rows.push(...(await askByFile(session, request, keys, signal)));
  else for (const part of parts) rows.push(...(await askByParameter(session, request, part, signal)));
  return sumUp(request, rows);
}

async function ask(
  session: Session,
  request: TotalsRequest,
  documents: DocumentList & { readonly parameters: Record<string, string> },
  signal: AbortSignal,
): Promise<readonly ResultRow[]> {
  const { mapping, totals } = request.stream;
  const sql = selectTotals(session.place, {
    mapping,
    companyColumn: totals.companyColumn,
    amounts: totals.amounts,
    documents,
  });
  return await query(
    session,
    { purpose: 'totals', sql, parameters: documents.parameters },
    { phase: 'totals', signal },
  );
}

async function askByParameter(
  session: Session,
  request: TotalsRequest,
  part: EncodedTable,
  signal: AbortSignal,
): Promise<readonly ResultRow[]> {
  const source = { kind: 'parameter', name: 'documents' } as const;
  const parameters = { documents: asParameter(part) };
  return await ask(session, request, { source, fields: keyFields(request.stream.mapping.header), parameters }, signal);
}

async function askByFile(
  session: Session,
  request: TotalsRequest,
  keys: EncodedTable,
  signal: AbortSignal,
): Promise<readonly ResultRow[]> {
  const name = `totals-${session.context.random.uuid()}`;
  const scope = { phase: 'totals', signal } as const;
  const staged = await stageTables(session, name, [keys], scope);
  const source = { kind: 'files', folder: staged.tableFolder(keys.table) } as const;
  try {
    return await ask(
      session,
      request,
      { source, fields: keyFields(request.stream.mapping.header), parameters: {} },
      signal,
    );
  } finally {
    await session.files.removeFolder(batchFolder(session, name), scope);
  }
}

/** Parts add up because no key is in two of them. */
function sumUp(request: TotalsRequest, rows: readonly ResultRow[]): ControlTotals {
  const lines: Record<string, number> = Object.fromEntries(request.stream.mapping.lines.map((line) => [line.table, 0]));
  const entries = new Map<string, TotalsEntry>();
  let documents = 0;
  let distinctKeys = 0;
  for (const row of rows) {
    const name = row['name'] ?? '';
    const count = whole(row['rows']);
    if (row['kind'] === 'documents') {
      documents += count;
      distinctKeys += whole(row['sum']);
    } else if (row['kind'] === 'lines') lines[name] = (lines[name] ?? 0) + count;
    else if (count > 0) addEntry(entries, { ...place(row), amount: name, count, sum: exactText(row['sum'] ?? '0') });
  }
  return { documents, distinctKeys, lines, entries: sortEntries([...entries.values()]) };
}

function place(row: ResultRow): { company: string; currency: string } {
  return { company: row['company'] ?? '', currency: row['currency'] ?? '' };
}

function addEntry(entries: Map<string, TotalsEntry>, entry: TotalsEntry): void {
  const key = JSON.stringify([entry.company, entry.amount, entry.currency]);
  const known = entries.get(key);
  if (known === undefined) {
    entries.set(key, entry);
    return;
  }
  const sum = addDecimals(parseDecimal(known.sum) ?? ZERO, parseDecimal(entry.sum) ?? ZERO);
  entries.set(key, { ...entry, count: known.count + entry.count, sum: canonicalDecimal(sum) });
}

function whole(text: string | null | undefined): number {
  const value = Number(text ?? '');
  if (Number.isSafeInteger(value)) return value;
  throw new AppError('DATABRICKS_ANSWER_UNREADABLE', 'transient', {
    phase: 'totals',
    details: { reason: 'a count is not a number' },
  });
}
