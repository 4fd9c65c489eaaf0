import { useState } from 'react';
import type { RecordDetail, RecordRef } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { amountName } from '../../lib/names.ts';
import { runPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link } from '../../lib/router.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Money } from '../../ui/money.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { AccountingDate, Moment } from '../../ui/relative-time.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { OpenOutside } from '../lists/open-outside.tsx';
import { RejectedList } from '../rejected/rejected-list.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { CompareNow } from './compare-now.tsx';
import { GoneBanner } from './gone-banner.tsx';
import { HeldBanner } from './held-banner.tsx';
import { LandedContent } from './landed-content.tsx';
import { recordLooks } from './looks.ts';
import { Versions } from './versions.tsx';
import styles from './records.module.css';

/** One record: where it stands, each version that was delivered, and what the destination has. */
export function RecordScreen({ record }: { readonly record: RecordRef }) {
  const text = useText();
  const detail = useAsk('records.get', record);
  return (
    <LoadedScreen of={detail}>
      {(loaded) => (
        <Page
          title={text('record.title', { label: loaded.record.label })}
          isPrivate={loaded.record.label === loaded.record.party}
          above={<Link to="/records">{`‹ ${text('record.back')}`}</Link>}
        >
          <div className={styles.columns}>
            <div className={styles.stack}>
              <GoneBanner detail={loaded} />
              <HeldBanner detail={loaded} />
              <CompareNow detail={loaded} />
              <RecordTabs detail={loaded} />
            </div>
            <Facts detail={loaded} />
          </div>
        </Page>
      )}
    </LoadedScreen>
  );
}

function RecordTabs({ detail }: { readonly detail: RecordDetail }) {
  const text = useText();
  const [tab, setTab] = useState(
    detail.versions.length === 0 && detail.rejections.length > 0 ? 'rejections' : 'versions',
  );
  const tabs = [
    { id: 'versions', label: text('record.versions'), content: <Versions detail={detail} /> },
    { id: 'content', label: text('record.content'), content: <LandedContent detail={detail} /> },
    {
      id: 'rejections',
      label: text('record.rejections'),
      count: detail.rejections.length,
      content: <RejectedList items={detail.rejections} none={text('record.rejectionsNone')} />,
    },
  ];
  return <Tabs label={text('record.parts')} tabs={tabs} value={tab} onChange={setTab} />;
}

/** The run by when it began, as it is known everywhere; one that is not kept any more cannot be opened. */
function LastRun({ record }: Pick<RecordDetail, 'record'>) {
  const text = useText();
  const locale = useLocale();
  const { lastRunId, lastRunStartedAtUtc } = record;
  if (lastRunStartedAtUtc === null) return text('record.runGone');
  return (
    <Link to={runPath(lastRunId)}>{text('record.runOf', { date: formatMoment(lastRunStartedAtUtc, locale) })}</Link>
  );
}

function Facts({ detail }: { readonly detail: RecordDetail }) {
  const text = useText();
  const { language } = useLocale();
  const { record } = detail;
  const known = [
    { name: text('common.state'), value: <LookBadge whole look={recordLooks[record.state]} /> },
    { name: text('common.stream'), value: record.streamLabel },
    {
      name: text('common.flow'),
      value: <Link to={`/flows/${encodeURIComponent(record.flowId)}`}>{record.flowName}</Link>,
    },
    record.party === null ? null : { name: text('record.party'), value: <span data-private="">{record.party}</span> },
    record.documentDate === null
      ? null
      : { name: text('record.date'), value: <AccountingDate date={record.documentDate} /> },
    record.company === null || record.company === '' ? null : { name: text('record.company'), value: record.company },
    record.landedAtUtc === null ? null : { name: text('record.landed'), value: <Moment atUtc={record.landedAtUtc} /> },
    { name: text('record.lastRead'), value: <LastRun record={record} /> },
  ];
  return (
    <aside className={styles.stack}>
      <Panel title={text('record.notes')}>
        <KeyValues items={known.filter((one) => one !== null)} />
        <p className={styles.key}>
          <span className={styles.muted}>{text('record.key')}</span>
          <code>{record.key}</code>
          <CopyButton value={record.key} label={text('record.copyKey')} />
        </p>
        {record.link === null ? null : (
          <p className={styles.open}>
            <OpenOutside url={record.link} label={text('record.openInWorkday')} />
          </p>
        )}
      </Panel>
      {record.sums.length === 0 ? null : (
        <Panel title={text('record.amounts')}>
          <dl className={styles.sums}>
            {record.sums.map((one) => (
              <div key={`${one.amount}/${one.currency}`}>
                <dt>{amountName(one.amount, language)}</dt>
                <dd>
                  <Money amount={one.sum} currency={one.currency} />
                </dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
    </aside>
  );
}
