import { useMemo } from 'react';
import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { recordPath, runPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { runLooks } from '../runs/words.ts';
import type { PaletteItem } from './palette-item.ts';

const mostFound = 6;
/** Fewer letters would find half of the store. */
const fewestLetters = 2;

interface Found {
  readonly records: readonly PaletteItem[];
  readonly runs: readonly PaletteItem[];
}

/** Records by number, name or key, and the latest runs of a flow of that name. */
export function useFound(query: string): Found {
  const text = useText();
  const locale = useLocale();
  const wanted = query.trim();
  const isAsked = wanted.length >= fewestLetters;
  const records = useAsk(
    'records.list',
    { filter: { text: wanted }, sort: [], offset: 0, limit: mostFound },
    { enabled: isAsked, forget: true },
  ).data;
  const runs = useAsk(
    'runs.list',
    { filter: { text: wanted }, sort: [], offset: 0, limit: 3 },
    { enabled: isAsked, forget: true },
  ).data;
  return useMemo(
    () => ({
      records: isAsked
        ? (records?.items ?? []).map((item) => ({
            id: `record.${item.id}`,
            label: item.label,
            detail: item.party ?? '',
            deed: { kind: 'go', path: recordPath(item) } as const,
          }))
        : [],
      runs: isAsked
        ? (runs?.items ?? []).map((run) => ({
            id: `run.${run.id}`,
            label: `${run.flowName} · ${formatMoment(run.startedAtUtc, locale)}`,
            detail: text(runLooks[run.state].word),
            deed: { kind: 'go', path: runPath(run.id) } as const,
          }))
        : [],
    }),
    [isAsked, records, runs, locale, text],
  );
}
