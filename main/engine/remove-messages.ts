import type { RemovedDetails } from '../../shared/model/retention.ts';
import type { MessageView } from '../ports/views.ts';
import type { EngineDeps } from './deps.ts';
import { toldMark } from './messages/told-mark.ts';

/**
 * Removes the words and facts of up to `limit` messages that were finished before the moment; what they told stays as a mark. Call it
 * inside `erase`.
 */
export function removeMessages(
  { store, integrations }: Pick<EngineDeps, 'store' | 'integrations'>,
  { beforeUtc, atUtc, limit }: { readonly beforeUtc: string; readonly atUtc: string; readonly limit: number },
): RemovedDetails {
  const views = new Map<string, MessageView>(
    integrations.flatMap(({ messaging }) => (messaging?.views ?? []).map((view) => [view.id, view] as const)),
  );
  return store.messageRetention.remove({ beforeUtc, atUtc, limit }, (viewId, subject) => {
    const view = views.get(viewId);
    return view === undefined ? null : toldMark(view, subject);
  });
}
