import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { FlowDraft } from '../../../shared/model/flow.ts';
import { diffCount, sameMapping } from '../../../shared/mapping/mapping-diff.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ForLooking } from '../../lib/for-looking.tsx';
import { Select } from '../../ui/select.tsx';
import { isWhole } from '../flows/calendar-fields.tsx';
import type { Integration } from '../flows/stream-choice.tsx';
import { MappingWorkspace } from '../mapping/mapping-workspace.tsx';
import { problemsOf } from '../mapping/table-facts.ts';
import { useDraft } from './draft.ts';
import { chosenStreams, type IntegrationStepProps } from './streams-step.tsx';
import styles from './connect.module.css';

/** What becomes of each field, per stream; the default unless changed. A mapping that cannot be used keeps the step. */
export function MappingStep({ integration, next }: IntegrationStepProps) {
  const text = useText();
  const draft = useDraft();
  const chosen = chosenStreams(integration, draft.streams);
  const [id, setId] = useState(chosen.includes('supplier_invoices') ? 'supplier_invoices' : (chosen[0] ?? ''));
  const streams = (integration?.streams ?? []).filter((one) => chosen.includes(one.id));
  const stream = streams.find((one) => one.id === id) ?? streams[0];
  const flow = useFlowDraft(integration);
  if (integration === undefined || stream === undefined || flow === null) return null;
  const mappingOf = (one: typeof stream): StreamMapping => draft.mappings[one.id] ?? one.defaultMapping;
  const unusable = streams.filter((one) => problemsOf(one, mappingOf(one)).length > 0);
  const change = (mapping: StreamMapping): void => {
    draft.setMapping(stream.id, sameMapping(mapping, stream.defaultMapping) ? null : nextVersion(mapping, stream));
  };
  return (
    <div className={styles.form}>
      <div className={styles.picker}>
        <Field label={text('common.stream')}>
          {(ids) => (
            <ForLooking>
              <Select
                {...ids}
                value={stream.id}
                options={streams.map((one) => ({ value: one.id, label: labelOf(text, one, mappingOf(one)) }))}
                onChange={setId}
              />
            </ForLooking>
          )}
        </Field>
        <div className={styles.actions}>
          <span className={styles.muted} role="status">
            {unusable.length === 0
              ? ''
              : text('connect.mappingStops', { streams: unusable.map((one) => one.label).join(', ') })}
          </span>
          <Button kind="primary" icon={ArrowRight} disabled={unusable.length > 0} onClick={next}>
            {text('connect.next')}
          </Button>
        </div>
      </div>
      <MappingWorkspace
        key={stream.id}
        stream={stream}
        mapping={mappingOf(stream)}
        sampleFrom={{ integration: integration.id, sourceConnectionId: flow.sourceConnectionId }}
        onChange={change}
        draft={flow}
      />
    </div>
  );
}

type Stream = Integration['streams'][number];

function nextVersion(mapping: StreamMapping, stream: Stream): StreamMapping {
  return { ...mapping, version: stream.defaultMapping.version + 1 };
}

function labelOf(text: ReturnType<typeof useText>, stream: Stream, mapping: StreamMapping): string {
  const count = diffCount(mapping, stream.defaultMapping);
  return count === 0 ? stream.label : `${stream.label} · ${text('mapping.changed', { count })}`;
}

/** The flow that the draft would become; null while a connection is missing. */
export function useFlowDraft(integration: Integration | undefined): FlowDraft | null {
  const { connections, streams, mappings, messaging, schedule, calendar, name } = useDraft();
  const { language } = useLocale();
  const { source, destination } = connections;
  if (integration === undefined || source === null || destination === null) return null;
  const chosen = chosenStreams(integration, streams);
  return {
    name: name === '' ? integration.id : name,
    integration: integration.id,
    sourceConnectionId: source,
    destinationConnectionId: destination,
    streams: integration.streams.map((one) => {
      const mapping = mappings[one.id];
      return { id: one.id, enabled: chosen.includes(one.id), ...(mapping === undefined ? {} : { mapping }) };
    }),
    schedule,
    ...(calendar === null || schedule.kind === 'manual' || !isWhole(calendar) ? {} : { calendar }),
    ...(integration.messaging === undefined ? {} : { messaging: { rules: [], health: null, language, ...messaging } }),
  };
}
