import type { RemovedDetails } from '../../../shared/model/retention.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLocale, type Locale } from '../../lib/locale.ts';
import styles from './retention.module.css';

/** What goes, or went: one line for each kind there is, and what it takes. */
export function RemovedList({ removed }: { readonly removed: RemovedDetails }) {
  const text = useText();
  const locale = useLocale();
  return (
    <ul className={styles.removed}>
      {removedLines(removed, text).map((line) => (
        <li key={line}>{line}</li>
      ))}
      <li>{text('retention.size', { size: formatBytes(removed.bytes, locale) })}</li>
    </ul>
  );
}

/** The same in one line. */
export function removedText(removed: RemovedDetails, text: Translate, locale: Locale): string {
  const size = text('retention.size', { size: formatBytes(removed.bytes, locale) });
  return [...removedLines(removed, text), size].join('; ');
}

function removedLines(removed: RemovedDetails, text: Translate): string[] {
  const { batches, versions, rejected, requests, messages, runs, entries, alerts, logFiles } = removed;
  return [
    batches === 0 ? null : text('retention.batches', { batches, versions }),
    rejected === 0 ? null : text('retention.rejected', { count: rejected }),
    requests === 0 ? null : text('retention.requests', { count: requests }),
    messages === 0 ? null : text('retention.messages', { count: messages }),
    runs === 0 ? null : text('retention.runs', { count: runs }),
    entries === 0 ? null : text('retention.entries', { count: entries }),
    alerts === 0 ? null : text('retention.alerts', { count: alerts }),
    logFiles === 0 ? null : text('retention.logFiles', { count: logFiles }),
  ].filter((line) => line !== null);
}
