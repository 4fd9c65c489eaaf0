import type { ReportRow } from './model.ts';

/** What tells a group of landed rows apart. Null where groups are not told apart by it, or the record has none. */
export interface GroupKey {
  readonly company: string | null;
  readonly companyName: string | null;
  readonly currency: string | null;
  readonly account: string | null;
  readonly accountName: string | null;
}

/**
 * Gives each group to the line of the report that names it most exactly: by id or name, or by text that begins with the id
 * (“6000 Travel”). A line that does not name a company or currency takes the groups of all.
 */
export function assignTo<G extends GroupKey>(
  rows: readonly Pick<ReportRow, 'company' | 'currency' | 'account'>[],
  groups: readonly G[],
): { readonly assigned: readonly (readonly G[])[]; readonly left: readonly G[] } {
  const assigned: G[][] = rows.map(() => []);
  const left: G[] = [];
  for (const group of groups) {
    let best = -1;
    let bestScore = 0;
    for (const [at, row] of rows.entries()) {
      const score = scoreOf(row, group);
      if (score > bestScore) {
        best = at;
        bestScore = score;
      }
    }
    const place = assigned[best];
    if (place === undefined) left.push(group);
    else place.push(group);
  }
  return { assigned, left };
}

/** Zero if the line does not name the group. */
function scoreOf(row: Pick<ReportRow, 'company' | 'currency' | 'account'>, group: GroupKey): number {
  const company = partScore(row.company, group.company, group.companyName);
  const account = partScore(row.account, group.account, group.accountName);
  const currency = partScore(row.currency, group.currency, null);
  return company === 0 || account === 0 || currency === 0 ? 0 : company + account + currency;
}

function partScore(named: string | null, id: string | null, name: string | null): number {
  if (named === null) return 1;
  const wanted = plain(named);
  const own = plain(id ?? '');
  if (wanted === own) return 4;
  if (name !== null && wanted === plain(name)) return 3;
  const rest = own !== '' && wanted.startsWith(own) ? wanted.slice(own.length) : '';
  return rest !== '' && !/^[\p{L}\p{N}]/u.test(rest) && !/^[-.]\d/.test(rest) ? 2 : 0;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
