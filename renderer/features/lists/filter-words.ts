import { useText, type TextId } from '../../i18n/text.ts';
import { useFlows, useFlowStreams } from './flow-stream-filters.tsx';

/** A filter by its name and what it lets through; undefined where it lets everything through. */
export type NamedFilter = readonly [name: TextId, value: string | undefined];

/** What narrows a list, each in words: “State: Rejected”. Filters that let everything through are left out. */
export function useFilterWords(filters: readonly NamedFilter[]): string[] {
  const text = useText();
  return filters.flatMap(([name, value]) =>
    value === undefined ? [] : [text('filter.word', { name: text(name), value })],
  );
}

/** The flow and the stream of a filter by their names; by their ids where they are no longer there. */
export function useFlowStreamNames(filter: {
  readonly flowId?: string | undefined;
  readonly stream?: string | undefined;
}): NamedFilter[] {
  const flows = useFlows();
  const streams = useFlowStreams(filter.flowId);
  const nameIn = (options: typeof flows, wanted: string | undefined): string | undefined =>
    options.find((one) => one.value === wanted)?.label ?? wanted;
  return [
    ['common.flow', nameIn(flows, filter.flowId)],
    ['common.stream', nameIn(streams, filter.stream)],
  ];
}
