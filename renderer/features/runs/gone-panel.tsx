import { useState } from 'react';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { isReason, ReasonField } from '../../ui/reason-field.tsx';
import styles from './runs.module.css';

type GoneStream = RunStream & { readonly gone: NonNullable<RunStream['gone']> };

/** Records that are gone at the source, by stream; where they are too many to be believed, the question whether it is so. */
export function GonePanel({ run }: { readonly run: Run }) {
  const text = useText();
  const streams = run.streams.flatMap((stream) =>
    stream.gone === undefined || stream.gone.gone === 0 ? [] : [{ ...stream, gone: stream.gone }],
  );
  if (streams.length === 0) return null;
  // A re-sync asks on its own page, where its part can be confirmed.
  const asking = run.trigger === 're-sync' ? [] : streams.filter(({ gone }) => gone.asks);
  return (
    <Panel title={text('run.goneTitle')}>
      <div className={styles.stack}>
        <ul>
          {streams.map(({ stream, label, gone: { gone, marked } }) => (
            <li key={stream}>{text('run.gone', { stream: label, gone, marked })}</li>
          ))}
        </ul>
        {asking.map((stream) => (
          <ConfirmGone key={stream.stream} flowId={run.flowId} stream={stream} />
        ))}
      </div>
    </Panel>
  );
}

function ConfirmGone({ flowId, stream }: { readonly flowId: string; readonly stream: GoneStream }) {
  const text = useText();
  const [reason, setReason] = useState('');
  const confirm = useAct('gone.confirm', ['alerts.list', 'runs.list']);
  const { gone, marked, known, examples } = stream.gone;
  const count = gone - marked;
  if (confirm.isSuccess) return <p role="status">{text('run.goneConfirmed', { count })}</p>;
  return (
    <section className={styles.stack} aria-label={text('run.goneAsksTitle', { stream: stream.label })}>
      <p>{text('run.goneAsks', { stream: stream.label, count, known })}</p>
      <p data-private="">{text('resync.asksNames', { names: examples.map(({ label }) => label).join(', ') })}</p>
      <ReasonField value={reason} onChange={setReason} />
      {confirm.error === null ? null : <ErrorNotice error={dtoOf(confirm.error)} />}
      <div>
        <Button
          kind="danger"
          writes
          busy={confirm.isPending}
          disabled={!isReason(reason)}
          onClick={() => {
            confirm.mutate({ flowId, stream: stream.stream, upTo: count, reason: reason.trim() });
          }}
        >
          {text('resync.mark', { count })}
        </Button>
      </div>
    </section>
  );
}
