import { useQueryClient } from '@tanstack/react-query';
import { trailChoices, type TrailChoice, type TrailState } from '../../../shared/model/audit-retention.ts';
import { useText } from '../../i18n/text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tombstone } from '../audit/tombstone.tsx';
import { KeepForm } from './keep-form.tsx';

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
  const locale = useLocale();
  const client = useQueryClient();
  const set = useAct('audit.keep', ['audit.retention', 'audit.list']);
  const effectText = (keep: TrailChoice): string => {
    const effect = state.effects.find((one) => one.keep === keep);
    if (effect === undefined || effect.beforeUtc === null) return text('trail.effectNone');
    const date = formatDate(effect.beforeUtc.slice(0, 10), locale);
    return text('trail.effect', { count: effect.entries, date });
  };
  return (
    <KeepForm
      label={text('trail.keep')}
      choices={trailChoices.map((one) => ({ value: one, label: text(`retention.keep.${one}`) }))}
      saved={state.keep}
      saveText={text('trail.save')}
      act={set}
      onSave={async (keep) => {
        client.setQueryData(['audit.retention', {}], await set.mutateAsync({ keep }));
      }}
      effect={(keep) => (
        <>
          <p role="status">{effectText(keep)}</p>
          {state.waitsForVault ? <p>{text('trail.waits')}</p> : null}
          <Tombstone tombstone={state.tombstone} />
        </>
      )}
      question={(keep) => ({
        title: text('trail.confirmTitle'),
        description: `${effectText(keep)} ${text('trail.confirmText')}`,
        cancel: text('common.cancel'),
        confirm: text('trail.confirm'),
        isDanger: true,
      })}
    />
  );
}
