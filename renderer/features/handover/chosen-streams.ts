import { useAsk } from '../../lib/queries.ts';
import { useDraft } from '../connect/draft.ts';

/** Streams chosen in the draft, else those of the flow that uses the connection, else all. */
export function useChosenStreams(
  connectionId: string | undefined,
): readonly { readonly id: string; readonly label: string }[] {
  const draft = useDraft();
  const flows = useAsk('flows.overview', {}).data ?? [];
  const known = (useAsk('integrations.list', {}).data ?? []).flatMap((one) => one.streams);
  // Several integrations read the same streams of a source.
  const all = [...new Map(known.map((one) => [one.id, one])).values()];
  const used = flows.find(
    ({ flow }) => flow.sourceConnectionId === connectionId || flow.destinationConnectionId === connectionId,
  );
  const chosen =
    draft.id !== null ? draft.streams : (used?.flow.streams.filter((one) => one.enabled).map((one) => one.id) ?? null);
  return chosen === null ? all : all.filter((one) => chosen.includes(one.id));
}
