import { useQueryClient } from '@tanstack/react-query';
import {
  isNothing,
  retentionChoices,
  type RetentionChoice,
  type RetentionState,
} from '../../../shared/model/retention.ts';
import { useText } from '../../i18n/text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { KeepForm } from './keep-form.tsx';
import { RemovedList } from './removed-list.tsx';
import { RetentionFacts, RetentionRules, shorterQuestion } from './retention-parts.tsx';
import styles from './retention.module.css';

/** How long details of finished work are kept, what goes after that and what never does. */
export function RetentionPanel() {
  const text = useText();
  const retention = useAsk('retention.get', {});
  return (
    <Panel title={text('retention.title')} note={text('retention.intro')}>
      <Loaded of={retention}>
        {(state) => (
          <div className={styles.columns}>
            <RetentionForm state={state} />
            <RetentionRules />
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

function RetentionForm({ state }: { readonly state: RetentionState }) {
  const text = useText();
  const client = useQueryClient();
  const set = useAct('retention.set', ['retention.get']);
  return (
    <KeepForm
      label={text('retention.keep')}
      help={text('retention.keepHelp')}
      choices={retentionChoices.map((one) => ({ value: one, label: text(`retention.keep.${one}`) }))}
      saved={state.keep}
      saveText={text('retention.save')}
      act={set}
      onSave={async (keep) => {
        client.setQueryData(['retention.get', {}], await set.mutateAsync({ keep }));
      }}
      effect={(keep) => <Effect state={state} keep={keep} />}
      question={(keep) => shorterQuestion(state, keep, text)}
    >
      <RetentionFacts state={state} />
    </KeepForm>
  );
}

/** What the choice on screen would remove now, before it is saved. */
function Effect({ state, keep }: { readonly state: RetentionState; readonly keep: RetentionChoice }) {
  const text = useText();
  const locale = useLocale();
  const effect = state.effects.find((one) => one.keep === keep);
  const date = formatDate((effect?.beforeUtc ?? '').slice(0, 10), locale);
  const words = (): string => {
    if (effect === undefined) return text('retention.effectReadOnly');
    if (effect.beforeUtc === null) return text('retention.effectForEver');
    if (isNothing(effect.removes)) return text('retention.effectNothing', { date });
    return text('retention.effectBefore', { date });
  };
  return (
    <div role="status">
      <h3>{text('retention.effect')}</h3>
      <p>{words()}</p>
      {effect === undefined || isNothing(effect.removes) ? null : <RemovedList removed={effect.removes} />}
    </div>
  );
}
