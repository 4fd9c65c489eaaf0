import { Activity, Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { SelfCheckOutcome, SelfCheckReport } from '../../../shared/model/diagnostics.ts';
import { useText } from '../../i18n/text.ts';
import { useChecks } from '../../lib/checks.ts';
import { copyText } from '../../lib/clipboard.ts';
import { dtoOf } from '../../lib/client.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Duration } from '../../ui/relative-time.tsx';
import { reportLines, resultLooks, summaryText } from './looks.ts';
import { UnderWay } from './under-way.tsx';
import styles from './diagnostics.module.css';

/** Runs the self-checks and shows each with its number, its result and what to do. */
export function ChecksPanel() {
  const text = useText();
  const run = useAct('diagnostics.run');
  const [checkId, setCheckId] = useState('');
  const steps = useChecks((all) => all.byId[checkId]?.steps) ?? [];
  const report = run.data ?? null;
  const start = (): void => {
    const next = crypto.randomUUID();
    setCheckId(next);
    run.mutate({ checkId: next });
  };
  return (
    <Panel
      title={text('diagnostics.checks')}
      note={text('diagnostics.checksIntro')}
      actions={
        <>
          {report === null ? null : <CopyReport report={report} />}
          <Button kind="primary" icon={Activity} busy={run.isPending} onClick={start}>
            {text(report === null ? 'diagnostics.run' : 'diagnostics.runAgain')}
          </Button>
        </>
      }
    >
      <p role="status" className={styles.status}>
        {run.isPending ? <UnderWay steps={steps} /> : null}
        {run.isIdle ? text('diagnostics.checksWait') : null}
        {report === null ? null : summaryText(report, text)}
      </p>
      {run.error === null ? null : <ErrorNotice error={dtoOf(run.error)} />}
      {report === null ? null : (
        <ol className={styles.checks} aria-label={text('diagnostics.checks')}>
          {report.checks.map((check) => (
            <CheckLine key={check.id} check={check} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function CheckLine({ check }: { readonly check: SelfCheckOutcome }) {
  const text = useText();
  const { icon: Icon, word } = resultLooks[check.result];
  return (
    <li className={styles.check} data-result={check.result}>
      <span className={styles.number}>{check.id}</span>
      <span className={styles.result}>
        <Icon aria-hidden size={17} />
        {text(word)}
      </span>
      <div className={styles.said}>
        <h3>{check.label}</h3>
        <p>{check.detail}</p>
        {check.next === null ? null : <p className={styles.next}>{text('diagnostics.what', { next: check.next })}</p>}
        <p className={styles.about}>{check.description}</p>
        {check.error === null ? null : <ErrorNotice error={check.error} />}
      </div>
      <span className={styles.time}>
        <Duration ms={check.durationMs} />
      </span>
    </li>
  );
}

function CopyReport({ report }: { readonly report: SelfCheckReport }) {
  const text = useText();
  const locale = useLocale();
  const [copied, setCopied] = useState<{ readonly of: string; readonly worked: boolean } | null>(null);
  const isCopied = copied?.of === report.madeAtUtc ? copied.worked : null;
  const copy = async (): Promise<void> => {
    setCopied({ of: report.madeAtUtc, worked: await copyText(reportLines(report, text, locale)) });
  };
  return (
    <>
      <span role="status">{isCopied === null ? null : text(isCopied ? 'diagnostics.copied' : 'about.copyFailed')}</span>
      <Button icon={isCopied === true ? Check : Copy} onClick={() => void copy()}>
        {text('diagnostics.copy')}
      </Button>
    </>
  );
}
