import type { SystemId } from '../../../shared/model/system.ts';
import { useAsk } from '../../lib/queries.ts';
import { useDraft } from '../connect/draft.ts';

/** Streams chosen in the draft, else those of the flow that uses the connection, else all that have to do with the system. */
export function useChosenStreams(
  connectionId: string | undefined,
  system: SystemId | undefined,
): readonly { readonly id: string; readonly label: string }[] {
  const draft = useDraft();
  const flows = useAsk('flows.overview', {}).data ?? [];
  const integrations = useAsk('integrations.list', {}).data ?? [];
  const used = flows.find(
    ({ flow }) => flow.sourceConnectionId === connectionId || flow.destinationConnectionId === connectionId,
  );
  const only = draft.id !== null ? draft.integration : (used?.flow.integration ?? null);
  const known = integrations
    .filter((one) => (only === null ? one.source === system || one.destination === system : one.id === only))
    .flatMap((one) => one.streams);
  // Several integrations read the same streams of a source.
  const all = [...new Map(known.map((one) => [one.id, one])).values()];
  const chosen =
    draft.id !== null ? draft.streams : (used?.flow.streams.filter((one) => one.enabled).map((one) => one.id) ?? null);
  return chosen === null ? all : all.filter((one) => chosen.includes(one.id));
}
