import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ConnectDraftInput } from '../../../shared/model/draft.ts';
import { call } from '../../lib/client.ts';
import { refreshAll } from '../../lib/queries.ts';
import { keptOf, useDraft } from './draft.ts';
import { LatestSaver } from './latest-saver.ts';

// One for the whole page, as the draft is: a screen that is left and opened again must not save beside itself.
const saver = new LatestSaver<ConnectDraftInput>((draft) => call('drafts.save', draft));

/** Keeps what is entered, at once at each change; what is left to save when the screen or the page is left is saved then. */
export function useDraftSaving(): void {
  const client = useQueryClient();
  useEffect(() => {
    saver.take(keptOf(useDraft.getState()));
    const stop = useDraft.subscribe((draft) => {
      const kept = keptOf(draft);
      if (kept === null || !saver.save(kept)) return;
      void saver.idle().then(() => {
        refreshAll(client, ['drafts.list']);
      });
    });
    const hurry = (): void => {
      saver.hurry();
    };
    window.addEventListener('pagehide', hurry);
    return () => {
      stop();
      void saver.idle().then(() => {
        window.removeEventListener('pagehide', hurry);
      });
    };
  }, [client]);
}

/** Throws a kept draft away, once its flow is saved or the person wants it gone. */
export async function removeDraft(client: QueryClient, id: string): Promise<void> {
  // A save that came after it would make it anew.
  await saver.idle();
  await call('drafts.remove', { id }).catch(() => undefined);
  refreshAll(client, ['drafts.list']);
}
