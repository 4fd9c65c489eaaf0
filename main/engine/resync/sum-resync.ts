import { addDecimals, canonicalDecimal, parseDecimal, ZERO } from '../../../shared/money/decimal.ts';
import { dispositions } from '../../../shared/model/record.ts';
import type { ComparedTotals, StreamCounts } from '../../../shared/model/totals.ts';
import type { Resync, ResyncSum } from '../../../shared/resync/resync.ts';

const sums = ['source', ...dispositions] as const;

/** Progress and exact sums over the parts that were read. A record whose date moved from one part to another is in both. */
export function sumResync({ parts }: Pick<Resync, 'parts'>): ResyncSum {
  const totals = new Map<string, ComparedTotals>();
  for (const entry of parts.flatMap((part) => part.totals)) {
    const key = JSON.stringify([entry.company, entry.amount, entry.currency]);
    const known = totals.get(key);
    totals.set(key, known === undefined ? entry : addTotals(known, entry));
  }
  const count = (name: keyof StreamCounts) => parts.reduce((sum, part) => sum + (part.counts?.[name] ?? 0), 0);
  return {
    partsDone: parts.filter((part) => part.state === 'done').length,
    announced: parts.reduce((sum, part) => sum + (part.announced ?? 0), 0),
    counts: {
      read: count('read'),
      loaded: count('loaded'),
      unchanged: count('unchanged'),
      excluded: count('excluded'),
      rejected: count('rejected'),
      held: count('held'),
      waiting: count('waiting'),
    },
    gone: parts.reduce((sum, part) => sum + (part.gone?.gone ?? 0), 0),
    markedDeleted: parts.reduce((sum, part) => sum + (part.gone?.marked ?? 0), 0),
    totals: [...totals.values()],
  };
}

function addTotals(a: ComparedTotals, b: ComparedTotals): ComparedTotals {
  const added = Object.fromEntries(sums.map((name) => [name, add(a[name], b[name])])) as Record<
    (typeof sums)[number],
    string
  >;
  const landed = a.landed === null || b.landed === null ? null : add(a.landed, b.landed);
  return { ...a, ...added, landed, agrees: a.agrees && b.agrees };
}

function add(a: string, b: string): string {
  return canonicalDecimal(addDecimals(parseDecimal(a) ?? ZERO, parseDecimal(b) ?? ZERO));
}
