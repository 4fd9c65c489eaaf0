import type { CheckedTombstone } from '../../../shared/model/audit-retention.ts';
import { useText, type TextId } from '../../i18n/text.ts';
import { formatDate, formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';

const sealWords: Readonly<Record<CheckedTombstone['seal'], TextId>> = {
  own: 'audit.tombstone.own',
  forged: 'audit.tombstone.forged',
  'other-key': 'audit.tombstone.other-key',
  locked: 'audit.tombstone.locked',
};

/** What stands for the entries that went after the retention time, and what its seal is worth; nothing where none went. */
export function Tombstone({ tombstone }: { readonly tombstone: CheckedTombstone | null }) {
  const text = useText();
  const locale = useLocale();
  if (tombstone === null) return null;
  const { entries, number, fromUtc, toUtc, removedAtUtc, seal } = tombstone;
  const day = (atUtc: string): string => (atUtc === '' ? '–' : formatDate(atUtc.slice(0, 10), locale));
  const at = removedAtUtc === '' ? '–' : formatMoment(removedAtUtc, locale);
  return (
    <p>
      {text('audit.tombstone', { count: entries, number, from: day(fromUtc), to: day(toUtc), at })}{' '}
      {text(sealWords[seal])}
    </p>
  );
}
