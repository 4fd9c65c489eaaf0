import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  keepsLessTrail,
  trailChoices,
  type TrailChoice,
  type TrailState,
} from '../../../shared/model/audit-retention.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { Tombstone } from '../audit/tombstone.tsx';
import styles from './retention.module.css';

/** How long the audit trail is kept, and what stands for what went. */
export function TrailPanel() {
  const text = useText();
  const state = useAsk('audit.retention', {});
  return (
    <Panel title={text('trail.title')} note={text('trail.intro')}>
      <Loaded of={state}>{(loaded) => <TrailForm state={loaded} />}</Loaded>
    </Panel>
  );
}

function TrailForm({ state }: { readonly state: TrailState }) {
  const text = useText();
  const client = useQueryClient();
  const set = useAct('audit.keep', ['audit.retention', 'audit.list']);
  const [chosen, setChosen] = useState<TrailChoice | null>(null);
  const [isAsking, setAsking] = useState(false);
  const keep = chosen ?? state.keep;
  const save = async (): Promise<void> => {
    try {
      client.setQueryData(['audit.retention', {}], await set.mutateAsync({ keep }));
      setChosen(null);
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
        if (keepsLessTrail(keep, state.keep)) setAsking(true);
        else void save();
      }}
    >
      <Field label={text('trail.keep')}>
        {(ids) => (
          <Select
            {...ids}
            value={keep}
            options={trailChoices.map((one) => ({ value: one, label: text(`retention.keep.${one}`) }))}
            onChange={(next) => {
              set.reset();
              setChosen(trailChoices.find((one) => one === next) ?? null);
            }}
          />
        )}
      </Field>
      <p role="status">{useEffectText(state, keep)}</p>
      {state.waitsForVault ? <p>{text('trail.waits')}</p> : null}
      <Tombstone tombstone={state.tombstone} />
      {set.error === null ? null : <ErrorNotice error={dtoOf(set.error)} />}
      <div className={styles.actions}>
        <Button writes type="submit" busy={set.isPending}>
          {text('trail.save')}
        </Button>
      </div>
      <ConfirmShorter
        words={useEffectText(state, keep)}
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

/** What the choice would remove now. */
function useEffectText(state: TrailState, keep: TrailChoice): string {
  const text = useText();
  const locale = useLocale();
  const effect = state.effects.find((one) => one.keep === keep);
  if (effect === undefined || effect.beforeUtc === null) return text('trail.effectNone');
  const date = formatDate(effect.beforeUtc.slice(0, 10), locale);
  return text('trail.effect', { count: effect.entries, date });
}

interface ConfirmProps {
  readonly words: string;
  readonly open: boolean;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

function ConfirmShorter({ words, open, busy, onSave, onClose }: ConfirmProps) {
  const text = useText();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text('trail.confirmTitle')}
      description={`${words} ${text('trail.confirmText')}`}
      actions={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={onSave}>
            {text('trail.confirm')}
          </Button>
        </>
      }
    />
  );
}
