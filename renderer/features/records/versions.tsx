import { useState } from 'react';
import type { RecordDetail, RecordVersion } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { runPath } from '../../lib/paths.ts';
import { useAct } from '../../lib/queries.ts';
import { Link } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Fold } from '../../ui/fold.tsx';
import { AccountingDate, Moment } from '../../ui/relative-time.tsx';
import { triggerWords } from '../runs/words.ts';
import { ChangeTable } from './change-table.tsx';
import { outcomeWord } from './looks.ts';
import { RowTables } from './row-tables.tsx';
import styles from './records.module.css';

/** Every version that a batch carried, newest first, each as what changed against the one before it. */
export function Versions({ detail }: { readonly detail: RecordDetail }) {
  const text = useText();
  const earlier = useAct('records.get');
  const [older, setOlder] = useState<readonly RecordVersion[]>([]);
  const [more, setMore] = useState<boolean | null>(null);
  const shown = [...detail.versions, ...older];
  const { flowId, stream, key } = detail.record;
  if (shown.length === 0) return <NoVersions detail={detail} />;
  const showEarlier = (): void => {
    const before = shown.at(-1)?.batchId ?? '';
    earlier.mutate(
      { flowId, stream, key, before },
      {
        onSuccess: (answer) => {
          setOlder((known) => [...known, ...answer.versions]);
          setMore(answer.hasEarlier);
        },
      },
    );
  };
  return (
    <div className={styles.stack}>
      <ol className={styles.versions} aria-label={text('record.versions')}>
        {shown.map((version, index) => (
          <Version
            key={version.batchId}
            version={version}
            landed={version.batchId === detail.landedBatchId}
            open={index === 0}
            hasRemoved={detail.removedVersions !== undefined}
          />
        ))}
      </ol>
      <Removed detail={detail} />
      {earlier.error === null ? null : <ErrorNotice error={dtoOf(earlier.error)} />}
      {(more ?? detail.hasEarlier) ? (
        <Button busy={earlier.isPending} onClick={showEarlier}>
          {text('record.earlier')}
        </Button>
      ) : null}
    </div>
  );
}

function NoVersions({ detail }: { readonly detail: RecordDetail }) {
  const text = useText();
  if (detail.removedVersions === undefined) return <Empty text={text('record.noVersions')} />;
  return <Removed detail={detail} />;
}

/** The list is not silently shorter: what went after the retention time is said. */
function Removed({ detail: { removedVersions } }: { readonly detail: RecordDetail }) {
  const text = useText();
  const locale = useLocale();
  if (removedVersions === undefined) return null;
  const { count, lastAtUtc } = removedVersions;
  return (
    <p className={styles.muted}>{text('retention.recordVersions', { count, date: formatMoment(lastAtUtc, locale) })}</p>
  );
}

interface VersionProps {
  readonly version: RecordVersion;
  readonly landed: boolean;
  readonly open: boolean;
  /** Whether any version of the record went after the retention time. */
  readonly hasRemoved: boolean;
}

function Version({ version, landed, open, hasRemoved }: VersionProps) {
  const text = useText();
  return (
    <li className={styles.version}>
      <header className={styles.versionHead}>
        <h3>
          <Moment atUtc={version.acknowledgedAtUtc ?? version.stagedAtUtc} />
        </h3>
        <span>{text(outcomeWord(version))}</span>
        {landed ? <span className={styles.mark}>{text('record.versionLanded')}</span> : null}
        <span className={styles.muted}>
          {version.run === null ? null : (
            <>
              <Link to={runPath(version.runId)}>
                {text('record.run')} <Moment atUtc={version.run.startedAtUtc} />
              </Link>{' '}
              · {text(triggerWords[version.run.trigger])}
            </>
          )}
        </span>
      </header>
      <VersionChanges version={version} hasRemoved={hasRemoved} />
      <Fold label={text('record.versionWhole')} open={open && version.changes === null}>
        <dl className={styles.lineage}>
          <div>
            <dt>{text('record.batch')}</dt>
            <dd>
              <code>{version.batchId}</code>
            </dd>
          </div>
          <div>
            <dt>{text('record.sequence')}</dt>
            <dd>
              <code>{version.sequence}</code>
            </dd>
          </div>
          <div>
            <dt>{text('record.staged')}</dt>
            <dd>
              <Moment atUtc={version.stagedAtUtc} />
            </dd>
          </div>
          {version.changedAt === null ? null : (
            <div>
              <dt>{text('record.sourceChanged')}</dt>
              <dd>
                {version.changedAt.includes('T') ? (
                  <Moment atUtc={version.changedAt} />
                ) : (
                  <AccountingDate date={version.changedAt} />
                )}
              </dd>
            </div>
          )}
        </dl>
        <RowTables version={version} />
      </Fold>
    </li>
  );
}

function VersionChanges({ version, hasRemoved }: Pick<VersionProps, 'version' | 'hasRemoved'>) {
  const text = useText();
  const { changes } = version;
  if (changes === null)
    return <p className={styles.muted}>{text(hasRemoved ? 'retention.recordFirst' : 'record.first')}</p>;
  if (changes.length === 0) return <p className={styles.muted}>{text('record.sameContent')}</p>;
  return (
    <ChangeTable
      label={text('record.changedFields', { count: changes.length })}
      changes={changes}
      tables={version.tables}
      header={version.header}
      before={text('record.versionThen')}
      after={text('record.versionNow')}
    />
  );
}
