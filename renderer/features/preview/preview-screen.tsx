import { Columns3, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useText } from '../../i18n/text.ts';
import { bridge } from '../../lib/bridge.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAsk } from '../../lib/queries.ts';
import { fromHere, navigate, pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ForLooking } from '../../lib/for-looking.tsx';
import { Loaded, LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { FlowForecast } from '../forecast/flow-forecast.tsx';
import { useStartRun } from '../runs/use-start-run.ts';
import { PreviewWaiting } from './preview-waiting.tsx';
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
    <LoadedScreen of={overview}>
      {(rows) => {
        const row = rows.find((one) => one.flow.id === flowId);
        if (row === undefined) return <Page title={text('notFound.title')}>{text('notFound.text')}</Page>;
        const ids = row.streams.map((one) => one.id);
        const chosen = stream ?? (ids.includes(firstChoice) ? firstChoice : ids[0]);
        return chosen === undefined ? null : <FlowPreview row={row} stream={chosen} />;
      }}
    </LoadedScreen>
  );
}

function FlowPreview({ row, stream }: { readonly row: Overview; readonly stream: string }) {
  const text = useText();
  const clear = usePreviewState((state) => state.clear);
  useEffect(clear, [clear, stream]);
  const start = useStartRun();
  const { preview, checkId, isCancelled, cancel, again } = usePreview(row.flow.id, stream);
  const mapping = row.flow.streams.find((one) => one.id === stream)?.mapping;
  const run = (onlyKeys?: string[]): void => {
    const wanted = { flowId: row.flow.id, ...(onlyKeys === undefined ? {} : { onlyKeys: { stream, keys: onlyKeys } }) };
    const go = fromHere();
    start.mutate(wanted, {
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
          <Button busy={preview.isFetching} onClick={again}>
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
      <FlowForecast flow={row.flow} />
      <div className={styles.status} role="status">
        {preview.isFetching ? text('preview.reading') : ''}
      </div>
      {preview.isPending && preview.isFetching ? (
        <PreviewWaiting checkId={checkId} onCancel={cancel} />
      ) : isCancelled ? (
        <Panel title={text('preview.cancelled')}>
          <Empty text={text('preview.cancelledText')} />
        </Panel>
      ) : (
        <Loaded of={preview}>
          {(result) => <PreviewResult preview={result} mapping={mapping} onLoadOnly={run} busy={start.isPending} />}
        </Loaded>
      )}
    </Page>
  );
}

/** The preview of a stream, its steps under `checkId`; a cancelled one is asked for again only by a person. */
function usePreview(flowId: string, stream: string) {
  const [checkId, setCheckId] = useState(() => crypto.randomUUID());
  const [cancelled, setCancelled] = useState<string | null>(null);
  const isCancelled = cancelled === stream;
  const input = { flowId, stream, limit: sampleSize, checkId };
  const preview = useAsk('preview.run', input, { forget: true, enabled: !isCancelled });
  const client = useQueryClient();
  const cancel = (): void => {
    setCancelled(stream);
    void client.cancelQueries({ queryKey: ['preview.run', input] });
    // Nobody waits for its word: where the app cannot be asked, the preview ends by itself.
    void bridge().call('preview.cancel', { checkId });
  };
  const again = (): void => {
    if (!isCancelled) {
      void preview.refetch();
      return;
    }
    // The one that was cancelled may still tell its steps.
    setCheckId(crypto.randomUUID());
    setCancelled(null);
  };
  return { preview, checkId, isCancelled, cancel, again };
}

function StreamPicker({ row, stream }: { readonly row: Overview; readonly stream: string }) {
  const text = useText();
  const integrations = useAsk('integrations.list', {}).data ?? [];
  const known = integrations.find((one) => one.id === row.flow.integration)?.streams ?? [];
  const options = row.streams.map(({ id }) => ({ value: id, label: known.find((one) => one.id === id)?.label ?? id }));
  const choose = (next: string): void => {
    navigate(pathOf('preview', row.flow.id, next), { replace: true });
  };
  return (
    <ForLooking>
      <Select fit label={text('common.stream')} value={stream} options={options} onChange={choose} />
    </ForLooking>
  );
}
