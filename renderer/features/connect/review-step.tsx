import { useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { diffCount } from '../../../shared/mapping/mapping-diff.ts';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { rulesPath } from '../../lib/paths.ts';
import { fromHere, pathOf } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ForecastPart } from '../forecast/forecast.tsx';
import { FlowNameField } from '../flows/flow-name-field.tsx';
import { useDraft } from './draft.ts';
import { useFlowDraft } from './mapping-step.tsx';
import { removeDraft } from './use-draft-saving.ts';
import { chosenStreams } from './streams-step.tsx';
import styles from './connect.module.css';

/** Everything once more, then the flow is saved. Nothing is read or written yet. */
export function ReviewStep({
  integration,
}: {
  readonly integration: OutputOf<'integrations.list'>[number] | undefined;
}) {
  const text = useText();
  const draft = useDraft();
  const connections = useAsk('connections.list', {}).data ?? [];
  const save = useAct('flows.save', ['flows.overview']);
  const nameOf = (id: string | null): string => connections.find((one) => one.id === id)?.name ?? '';
  const [source, destination] = [nameOf(draft.connections.source), nameOf(draft.connections.destination)];
  const name = draft.name === '' ? text('connect.flowName', { source, destination }) : draft.name;
  const streams = chosenStreams(integration, draft.streams);
  const labels = (integration?.streams ?? []).filter((one) => streams.includes(one.id)).map((one) => one.label);
  const sourceSystem =
    (useAsk('systems.list', {}).data ?? []).find((one) => one.id === integration?.source)?.name ?? '';
  const client = useQueryClient();
  const flow = useFlowDraft(integration);
  const finish = (): void => {
    if (flow === null) return;
    const { id } = draft;
    const go = fromHere();
    save.mutate(
      { ...flow, name },
      {
        onSuccess: (saved) => {
          // Another one may have been begun meanwhile.
          if (useDraft.getState().id === id) draft.reset();
          if (id !== null) void removeDraft(client, id);
          go(saved.messaging === undefined ? pathOf('preview', saved.id) : rulesPath(saved.id));
        },
      },
    );
  };
  return (
    <Panel title={text('connect.reviewTitle')}>
      <div className={styles.form}>
        <FlowNameField name={name} onChange={draft.setName} />
        <KeyValues
          items={[
            { name: text('connect.step.source'), value: source },
            { name: text('connect.step.destination'), value: destination },
            { name: text('connect.step.streams'), value: labels.join(', ') },
            integration?.messaging === undefined
              ? { name: text('connect.step.mapping'), value: <MappingWords integration={integration} /> }
              : { name: text('connect.step.rules'), value: <RuleWords /> },
            { name: text('connect.step.schedule'), value: <ScheduleWords /> },
          ]}
        />
        <p className={styles.muted}>
          {text(integration?.messaging === undefined ? 'connect.reviewNote' : 'rules.reviewNote')}
        </p>
        {flow === null || source === '' ? null : (
          <ForecastPart of={{ draft: { ...flow, name: flow.integration } }} source={sourceSystem} />
        )}
        {save.error === null ? null : <ErrorNotice error={dtoOf(save.error)} />}
        <div className={styles.actions}>
          <Button writes kind="primary" icon={Check} busy={save.isPending} onClick={finish}>
            {text('connect.finish')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** Streams whose mapping differs from the default. */
function MappingWords({ integration }: { readonly integration: OutputOf<'integrations.list'>[number] | undefined }) {
  const text = useText();
  const mappings = useDraft((draft) => draft.mappings);
  const words = (integration?.streams ?? []).flatMap((one) => {
    const mapping = mappings[one.id];
    if (mapping === undefined) return [];
    return [`${one.label}: ${text('mapping.changed', { count: diffCount(mapping, one.defaultMapping) })}`];
  });
  return words.length === 0 ? text('mapping.changed', { count: 0 }) : words.join('; ');
}

/** The rules by their names. */
function RuleWords() {
  const text = useText();
  const rules = useDraft((draft) => draft.messaging?.rules ?? none);
  return rules.length === 0 ? text('rules.stepNone') : rules.map((rule) => rule.name).join('; ');
}

const none: readonly MessageRule[] = [];

function ScheduleWords() {
  const text = useText();
  const schedule = useDraft((draft) => draft.schedule);
  if (schedule.kind === 'manual') return text('schedule.manual');
  return text('schedule.words', {
    transactional: text('schedule.every', { minutes: schedule.transactionalMinutes }),
    reference: text('schedule.every', { minutes: schedule.referenceMinutes }),
  });
}
