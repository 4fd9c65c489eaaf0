import { ArrowRight } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { useDraft } from './draft.ts';
import styles from './connect.module.css';

type Integration = OutputOf<'integrations.list'>[number];

export interface IntegrationStepProps {
  readonly integration: Integration | undefined;
  readonly next: () => void;
}

/** Which streams go over; all of them unless chosen otherwise. */
export function StreamsStep({ integration, next }: IntegrationStepProps) {
  const text = useText();
  const draft = useDraft();
  const all = integration?.streams ?? [];
  const chosen = new Set(chosenStreams(integration, draft.streams));
  const toggle = (id: string, on: boolean): void => {
    draft.setStreams(all.map((stream) => stream.id).filter((one) => (one === id ? on : chosen.has(one))));
  };
  return (
    <Panel title={text('connect.streamsTitle')}>
      <div className={styles.form}>
        {all.map((stream) => (
          <Checkbox
            key={stream.id}
            label={stream.label}
            note={text('connect.streamNote', {
              table: stream.defaultMapping.header.table,
              schedule: text(stream.scheduleClass === 'transactional' ? 'connect.transactional' : 'connect.reference'),
            })}
            checked={chosen.has(stream.id)}
            onChange={(on) => {
              toggle(stream.id, on);
            }}
          />
        ))}
        <div className={styles.actions}>
          <Button kind="primary" icon={ArrowRight} disabled={chosen.size === 0} onClick={next}>
            {text('connect.next')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** The chosen streams, in the order in which they run. */
export function chosenStreams(
  integration: Integration | undefined,
  chosen: readonly string[] | null,
): readonly string[] {
  const all = (integration?.streams ?? []).map((stream) => stream.id);
  return chosen === null ? all : all.filter((id) => chosen.includes(id));
}
