import { byteOrderMark, csvLine } from '../../../shared/csv.ts';
import type { EvidenceExtra } from '../../../shared/model/evidence.ts';
import type { Language } from '../../../shared/model/settings.ts';
import { tieOutHead, tieOutTable } from '../../../shared/tie-out/table.ts';
import type { Store } from '../../store/store.ts';

const titles: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['Reports of the source held against what landed, as entered and compared', 'The same, one line for each figure'],
  nl: ['Rapporten van de bron naast wat is geland, zoals ingevoerd en vergeleken', 'Hetzelfde, een regel per bedrag'],
};

/**
 * Tie-outs of a flow's months for its evidence pack: one JSON file with all that was entered and came out, and one table. None
 * where there is no tie-out. The same data file always gives the same bytes.
 */
export function tieOutExtras(
  store: Pick<Store, 'tieOuts'>,
  flowId: string,
  periods: readonly string[],
  language: Language,
): EvidenceExtra[] {
  const items = periods.flatMap((period) => store.tieOuts.list(flowId, period).toReversed());
  const all = items.flatMap(({ id }) => store.tieOuts.get(id) ?? []);
  if (all.length === 0) return [];
  const rows = all.flatMap((one) => tieOutTable(one).map((row) => [one.id, one.parameters.kind, one.atUtc, ...row]));
  const [json, table] = titles[language];
  return [
    { name: 'tie-outs.json', title: json, content: `${JSON.stringify(all, null, 2)}\n` },
    {
      name: 'tie-outs.csv',
      title: table,
      content: byteOrderMark + [['tie_out', 'kind', 'at_utc', ...tieOutHead], ...rows].map(csvLine).join(''),
    },
  ];
}

/** The months `YYYY-MM` that two days lie in and between, at most thirteen: a period of evidence has 366 days at most. */
export function monthsOf(fromDay: string, toDay: string): string[] {
  const months: string[] = [];
  const [year = 0, month = 0] = fromDay.split('-').map(Number);
  for (let at = 0; at < 13; at += 1) {
    const next = new Date(Date.UTC(year, month - 1 + at, 1)).toISOString().slice(0, 7);
    if (next > toDay.slice(0, 7)) break;
    months.push(next);
  }
  return months;
}
