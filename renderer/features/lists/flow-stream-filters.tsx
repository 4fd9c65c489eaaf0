import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Select, type Option } from '../../ui/select.tsx';

interface FlowStream {
  readonly flowId?: string | undefined;
  readonly stream?: string | undefined;
}

interface FlowStreamFiltersProps {
  readonly filter: FlowStream;
  readonly onChange: (part: { readonly flowId?: string | undefined; readonly stream?: string | undefined }) => void;
}

/** Narrows a list to a flow and to a stream; another flow has other streams, so it takes the stream away. */
export function FlowStreamFilters({ filter, onChange }: FlowStreamFiltersProps) {
  const text = useText();
  const streams = useFlowStreams(filter.flowId);
  return (
    <>
      <FlowFilter
        value={filter.flowId}
        onChange={(flowId) => {
          onChange({ flowId, stream: undefined });
        }}
      />
      <Select
        fit
        label={text('filter.of', { name: text('common.stream') })}
        value={filter.stream ?? 'all'}
        options={[{ value: 'all', label: text('filter.allStreams') }, ...streams]}
        onChange={(stream) => {
          onChange({ stream: stream === 'all' ? undefined : stream });
        }}
      />
    </>
  );
}

interface FlowFilterProps {
  readonly value: string | undefined;
  readonly onChange: (flowId: string | undefined) => void;
}

/** The flow that a list is narrowed to; nothing where there is only one to choose. */
export function FlowFilter({ value, onChange }: FlowFilterProps) {
  const text = useText();
  const flows = useFlows();
  if (flows.length < 2 && value === undefined) return null;
  return (
    <Select
      fit
      label={text('filter.of', { name: text('common.flow') })}
      value={value ?? 'all'}
      options={[{ value: 'all', label: text('filter.allFlows') }, ...flows]}
      onChange={(next) => {
        onChange(next === 'all' ? undefined : next);
      }}
    />
  );
}

/** Every flow by its name. */
export function useFlows(): Option[] {
  const flows = useAsk('flows.overview', {}).data ?? [];
  return flows.map(({ flow }) => ({ value: flow.id, label: flow.name }));
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
