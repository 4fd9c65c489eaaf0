import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Panel } from '../../ui/panel.tsx';
import { ResyncForm } from './resync-form.tsx';
import { ResyncItem } from './resync-item.tsx';
import styles from './resync.module.css';

interface ResyncPanelProps {
  readonly flowId: string;
  readonly streams: readonly { readonly id: string; readonly label: string }[];
}

/** Ranges of days of a flow that are read again: what is under way, what was done, and the form that begins another. */
export function ResyncPanel({ flowId, streams }: ResyncPanelProps) {
  const text = useText();
  const all = useAsk('resync.list', { flowId, limit: 10 }).data ?? [];
  return (
    <Panel title={text('resync.title')} note={text('resync.intro')}>
      <div className={styles.list}>
        <ResyncForm key={streams.map(({ id }) => id).join()} flowId={flowId} streams={streams} />
        {all.length === 0 ? null : <h3>{text('resync.history')}</h3>}
        {all.map((resync) => (
          <ResyncItem key={resync.id} resync={resync} />
        ))}
      </div>
    </Panel>
  );
}
