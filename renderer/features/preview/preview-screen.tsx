import { Columns3, RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAsk } from '../../lib/queries.ts';
import { fromHere, navigate, pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded, Waiting } from '../../ui/loading.tsx';
import { Page } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useStartRun } from '../runs/use-start-run.ts';
import { PreviewResult } from './preview-result.tsx';
import { usePreviewState } from './state.ts';
import styles from './preview.module.css';

type Overview = OutputOf<'flows.overview'>[number];
const firstChoice = 'supplier_invoices';
const sampleSize = 50;

/** What the next run would do, before anything is written. */
export function PreviewScreen({ flowId, stream }: { readonly flowId: string; readonly stream: string | undefined }) {
  const overview = useAsk('flows.overview', {});
  const text = useText();
  return (
    <Loaded of={overview}>
      {(rows) => {
        const row = rows.find((one) => one.flow.id === flowId);
        if (row === undefined) return <Page title={text('notFound.title')}>{text('notFound.text')}</Page>;
        const ids = row.streams.map((one) => one.id);
        const chosen = stream ?? (ids.includes(firstChoice) ? firstChoice : ids[0]);
        return chosen === undefined ? null : <FlowPreview row={row} stream={chosen} />;
      }}
    </Loaded>
  );
}

function FlowPreview({ row, stream }: { readonly row: Overview; readonly stream: string }) {
  const text = useText();
  const clear = usePreviewState((state) => state.clear);
  useEffect(clear, [clear, stream]);
  const start = useStartRun();
  const preview = useAsk('preview.run', { flowId: row.flow.id, stream, limit: sampleSize }, { forget: true });
  const mapping = row.flow.streams.find((one) => one.id === stream)?.mapping;
  const run = (onlyKeys?: string[]): void => {
    const input = { flowId: row.flow.id, ...(onlyKeys === undefined ? {} : { onlyKeys: { stream, keys: onlyKeys } }) };
    const go = fromHere();
    start.mutate(input, {
      onSuccess: (started) => {
        go(pathOf('runs', started.id));
      },
    });
  };
  return (
    <Page
      title={text('preview.title', { flow: row.flow.name })}
      intro={text('preview.intro')}
      actions={
        <>
          <StreamPicker row={row} stream={stream} />
          <ButtonLink to={pathOf('flows', row.flow.id, stream)} icon={Columns3}>
            {text('mapping.open')}
          </ButtonLink>
          <Button busy={preview.isFetching} onClick={() => void preview.refetch()}>
            {text('preview.again')}
          </Button>
          <Button
            writes
            kind="primary"
            icon={RefreshCw}
            busy={start.isPending}
            disabled={row.state === 'running'}
            onClick={() => {
              run();
            }}
          >
            {text('home.sync')}
          </Button>
        </>
      }
    >
      {start.error === null ? null : <ErrorNotice error={dtoOf(start.error)} />}
      <div className={styles.status} role="status">
        {preview.isFetching ? text('preview.reading') : ''}
      </div>
      {preview.isPending ? (
        <Waiting text={text('preview.waiting')} />
      ) : (
        <Loaded of={preview}>
          {(result) => <PreviewResult preview={result} mapping={mapping} onLoadOnly={run} busy={start.isPending} />}
        </Loaded>
      )}
    </Page>
  );
}

function StreamPicker({ row, stream }: { readonly row: Overview; readonly stream: string }) {
  const text = useText();
  const integrations = useAsk('integrations.list', {}).data ?? [];
  const known = integrations.flatMap((one) => one.streams);
  const options = row.streams.map(({ id }) => ({ value: id, label: known.find((one) => one.id === id)?.label ?? id }));
  const choose = (next: string): void => {
    navigate(pathOf('preview', row.flow.id, next), { replace: true });
  };
  return <Select fit label={text('common.stream')} value={stream} options={options} onChange={choose} />;
}
