import { Trash2 } from 'lucide-react';
import type { RecordDetail } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { runPath } from '../../lib/paths.ts';
import { Link } from '../../lib/router.tsx';
import styles from './records.module.css';

/** Says of a record that the source no longer has that it is marked so at the destination: since when, and which run found it. */
export function GoneBanner({ detail }: { readonly detail: RecordDetail }) {
  const text = useText();
  const locale = useLocale();
  const { deleted, record } = detail;
  if (deleted === undefined) return null;
  const { atUtc, runId, runStartedAtUtc } = deleted;
  return (
    <section className={styles.gone} aria-label={text('record.goneTitle')}>
      <Trash2 aria-hidden size={18} />
      <div>
        <h2>{text('record.goneTitle')}</h2>
        <p>{text('record.goneSince', { at: formatMoment(atUtc, locale) })}</p>
        <p>
          {runStartedAtUtc === null ? (
            text('record.goneByNobody')
          ) : (
            <Link to={runPath(runId)}>{text('record.goneBy', { date: formatMoment(runStartedAtUtc, locale) })}</Link>
          )}
        </p>
        {record.state === 'waiting' ? <p>{text('record.goneBack')}</p> : null}
      </div>
    </section>
  );
}
