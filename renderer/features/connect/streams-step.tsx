import { ArrowRight } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StreamChoice, type Integration } from '../flows/stream-choice.tsx';
import { useDraft } from './draft.ts';
import styles from './connect.module.css';

export interface IntegrationStepProps {
  readonly integration: Integration | undefined;
  readonly next: () => void;
}

/** Which streams go over; all of them unless chosen otherwise. */
export function StreamsStep({ integration, next }: IntegrationStepProps) {
  const text = useText();
  const draft = useDraft();
  const chosen = chosenStreams(integration, draft.streams);
  return (
    <Panel title={text('connect.streamsTitle')}>
      <div className={styles.form}>
        <StreamChoice
          streams={integration?.streams ?? []}
          chosen={chosen}
          onChange={draft.setStreams}
          withoutTables={integration?.messaging !== undefined}
        />
        <div className={styles.actions}>
          <Button kind="primary" icon={ArrowRight} disabled={chosen.length === 0} onClick={next}>
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
