import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Select, type Option } from '../../ui/select.tsx';

/** The flow that a list is narrowed to; nothing where there is only one to choose. */
export function FlowChoice({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (flowId: string | undefined) => void;
}) {
  const text = useText();
  const flows = useAsk('flows.overview', {}).data ?? [];
  if (flows.length < 2 && value === undefined) return null;
  const options = flows.map(({ flow }) => ({ value: flow.id, label: flow.name }));
  return (
    <Select
      fit
      label={text('filter.of', { name: text('common.flow') })}
      value={value ?? 'all'}
      options={[{ value: 'all', label: text('filter.allFlows') }, ...options]}
      onChange={(next) => {
        onChange(next === 'all' ? undefined : next);
      }}
    />
  );
}

/** Streams of one flow, or of all flows, each once and in the order in which they run. */
export function useFlowStreams(flowId: string | undefined): Option[] {
  const flows = useAsk('flows.overview', {}).data ?? [];
  const integrations = useAsk('integrations.list', {}).data ?? [];
  const chosen = flows.filter(({ flow }) => flowId === undefined || flow.id === flowId);
  const used = new Set(chosen.map(({ flow }) => flow.integration));
  const streams = integrations.filter((one) => used.has(one.id)).flatMap((one) => one.streams);
  return [...new Map(streams.map((one) => [one.id, { value: one.id, label: one.label }])).values()];
}
