import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../lib/client.ts';
import { refreshAll } from '../../lib/queries.ts';
import { keptOf, useDraft } from './draft.ts';

const pauseMs = 300;

/** Keeps what is entered, a moment after each change and when the screen is left. */
export function useDraftSaving(): void {
  const client = useQueryClient();
  useEffect(() => {
    let saved = JSON.stringify(keptOf(useDraft.getState()));
    let timer: ReturnType<typeof setTimeout> | null = null;
    // One after the other: requests of a page overtake each other, and an older draft must not be the one that stays.
    let last = Promise.resolve();
    const save = (): void => {
      timer = null;
      const kept = keptOf(useDraft.getState());
      const next = JSON.stringify(kept);
      if (kept === null || next === saved) return;
      saved = next;
      // A draft is a convenience: where it cannot be kept (a read-only data file), connecting itself says so.
      last = last
        .then(() => call('drafts.save', kept))
        .then(
          () => {
            refreshAll(client, ['drafts.list']);
          },
          () => undefined,
        );
    };
    const stop = useDraft.subscribe(() => {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(save, pauseMs);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
      save();
    };
  }, [client]);
}

/** Throws a kept draft away, once its flow is saved or the person wants it gone. */
export async function removeDraft(client: QueryClient, id: string): Promise<void> {
  await call('drafts.remove', { id }).catch(() => undefined);
  refreshAll(client, ['drafts.list']);
}
