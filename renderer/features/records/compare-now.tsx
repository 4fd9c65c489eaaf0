import { CircleCheck, CircleX, Scale } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { RecordDetail } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Waiting } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { ChangeTable } from './change-table.tsx';
import styles from './records.module.css';

/** Asks the destination, on demand, whether it has what was delivered last. Never by itself: asking may wake a warehouse. */
export function CompareNow({ detail }: { readonly detail: RecordDetail }) {
  const text = useText();
  const compare = useAct('records.compare');
  const { flowId, stream, key } = detail.record;
  if (detail.landedBatchId === null) return null;
  if (detail.removedVersions?.landed === true) return <NothingLeft removedAtUtc={detail.removedVersions.lastAtUtc} />;
  return (
    <Panel
      title={text('record.compared')}
      note={compare.data === undefined ? undefined : <Moment atUtc={compare.data.comparedAtUtc} />}
      actions={
        <Button
          icon={Scale}
          busy={compare.isPending}
          onClick={() => {
            compare.mutate({ flowId, stream, key });
          }}
        >
          {text(compare.data === undefined ? 'record.compare' : 'record.again')}
        </Button>
      }
    >
      <div role="status" className={styles.verdict}>
        {compare.isPending ? <Waiting text={text('record.comparing')} /> : null}
        {compare.error === null ? null : <ErrorNotice error={dtoOf(compare.error)} />}
        {compare.data === undefined ? null : <Verdict found={compare.data} detail={detail} />}
        {compare.isIdle ? <p className={styles.muted}>{text('record.compareNote')}</p> : null}
      </div>
    </Panel>
  );
}

/** Without what was delivered there is nothing to hold the destination against. */
function NothingLeft({ removedAtUtc }: { readonly removedAtUtc: string }) {
  const text = useText();
  const locale = useLocale();
  return (
    <Panel title={text('record.compared')}>
      <p className={styles.muted}>{text('retention.recordCompare', { date: formatMoment(removedAtUtc, locale) })}</p>
    </Panel>
  );
}

function Verdict({ found, detail }: { readonly found: OutputOf<'records.compare'>; readonly detail: RecordDetail }) {
  const text = useText();
  const landed = detail.versions.find((one) => one.batchId === found.batchId);
  if (found.verdict === 'equal') {
    return <StateBadge tone="ok" icon={CircleCheck} label={text('record.equal')} />;
  }
  if (found.verdict === 'missing') {
    return (
      <>
        <StateBadge tone="bad" icon={CircleX} label={text('record.missing')} />
        <p>{text('record.missingNext')}</p>
      </>
    );
  }
  return (
    <>
      <StateBadge tone="bad" icon={CircleX} label={text('record.different', { count: found.changes.length })} />
      <ChangeTable
        label={text('record.compared')}
        changes={found.changes}
        tables={landed?.tables ?? []}
        header={landed?.header ?? {}}
        before={text('record.hasNow')}
        after={text('record.wasDelivered')}
      />
    </>
  );
}
