import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  isNothing,
  keepsLess,
  retentionChoices,
  type RetentionChoice,
  type RetentionState,
} from '../../../shared/model/retention.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { RemovedList } from './removed-list.tsx';
import { ConfirmShorter, RetentionFacts, RetentionRules } from './retention-parts.tsx';
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
  const [chosen, setChosen] = useState<RetentionChoice | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const keep = chosen ?? state.keep;
  const save = async (): Promise<void> => {
    try {
      client.setQueryData(['retention.get', {}], await set.mutateAsync({ keep }));
      setChosen(null);
      setSaved(true);
    } catch {
      // Shown below, from the mutation itself.
    } finally {
      setAsking(false);
    }
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (keepsLess(keep, state.keep)) setAsking(true);
        else void save();
      }}
    >
      <Field label={text('retention.keep')} help={text('retention.keepHelp')}>
        {(ids) => (
          <Select
            {...ids}
            value={keep}
            options={retentionChoices.map((one) => ({ value: one, label: text(`retention.keep.${one}`) }))}
            onChange={(next) => {
              set.reset();
              setSaved(false);
              setChosen(retentionChoices.find((one) => one === next) ?? null);
            }}
          />
        )}
      </Field>
      <Effect state={state} keep={keep} />
      {set.error === null ? null : <ErrorNotice error={dtoOf(set.error)} />}
      <div className={styles.actions}>
        <Button writes type="submit" busy={set.isPending}>
          {text('retention.save')}
        </Button>
        <span role="status">{isSaved && chosen === null ? text('retention.saved') : null}</span>
      </div>
      <RetentionFacts state={state} />
      <ConfirmShorter
        state={state}
        keep={keep}
        open={isAsking}
        busy={set.isPending}
        onSave={() => void save()}
        onClose={() => {
          setAsking(false);
        }}
      />
    </form>
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
