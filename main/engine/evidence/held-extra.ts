import { byteOrderMark, csvLine } from '../../../shared/csv.ts';
import type { EvidenceExtra } from '../../../shared/model/evidence.ts';
import type { Language } from '../../../shared/model/settings.ts';
import type { Store } from '../../store/store.ts';

const titles: Readonly<Record<Language, string>> = {
  en: 'Records that the runs held because reference data was missing, with what became of them',
  nl: 'Records die de runs hebben aangehouden omdat stamgegevens ontbraken, met wat ervan geworden is',
};

const head = [
  ...['run', 'stream', 'key', 'record', 'state', 'code', 'field', 'value', 'awaited_stream', 'awaited_name'],
  ...['awaited_called', 'reason', 'first_seen_at_utc', 'last_seen_at_utc', 'released_because', 'dismissed_because'],
];

/** A table of what these runs held, one line for each reason; none where they held nothing. */
export function heldExtras(
  { held }: Pick<Store, 'held'>,
  runs: readonly { readonly id: string }[],
  language: Language,
): EvidenceExtra[] {
  const lines = runs.flatMap((run) =>
    held
      .ofRun(run.id)
      .flatMap((one) =>
        one.reasons.map(({ code, field, value, text, called, waitsFor }) => [
          ...[run.id, one.stream, one.key, one.label, one.state, code, field, value],
          ...[waitsFor.stream, waitsFor.name, called ?? null, text, one.firstSeenAtUtc, one.lastSeenAtUtc],
          ...[one.released?.reason ?? null, one.dismissed?.reason ?? null],
        ]),
      ),
  );
  if (lines.length === 0) return [];
  const content = byteOrderMark + [head, ...lines].map(csvLine).join('');
  return [{ name: 'held.csv', title: titles[language], content }];
}
