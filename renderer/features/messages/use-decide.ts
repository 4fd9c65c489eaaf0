import { useState } from 'react';
import type { Selection } from '../../../shared/contract/paging.ts';
import { maxPageSize } from '../../../shared/contract/paging.ts';
import type { MessageDecision, MessageFilter } from '../../../shared/messages/message.ts';
import { useText } from '../../i18n/text.ts';
import { call } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { say } from '../../ui/toasts.tsx';

const mostAtOnce = 500;

export interface Deciding {
  readonly busy: boolean;
  readonly error: unknown;
  /** Decides of all these messages; `done` is told once it is so. */
  readonly decide: (
    decision: MessageDecision,
    ids: () => Promise<readonly string[]>,
    done: () => void,
    reason?: string,
  ) => Promise<void>;
  readonly reset: () => void;
}

/** A person’s decision, sent in portions; what went wrong is in `error`, and what was decided before it stays decided. */
export function useDecide(): Deciding {
  const text = useText();
  const { mutateAsync } = useAct('messages.decide', [
    'messages.list',
    'messages.get',
    'messages.counts',
    'flows.overview',
  ]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const decide: Deciding['decide'] = async (decision, ids, done, reason) => {
    setBusy(true);
    setError(null);
    try {
      const all = await ids();
      let changed = 0;
      for (let from = 0; from < all.length; from += mostAtOnce) {
        changed += (
          await mutateAsync({
            ids: all.slice(from, from + mostAtOnce),
            decision,
            ...(reason === undefined ? {} : { reason }),
          })
        ).changed;
      }
      say(text('decision.done', { count: changed }));
      done();
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    error,
    decide,
    reset: () => {
      setError(null);
    },
  };
}

/** Ids of the messages that are selected within a filter. */
export async function idsOf(selection: Selection, filter: MessageFilter): Promise<readonly string[]> {
  if (selection.kind === 'keys') return selection.keys;
  const except = new Set(selection.except);
  const frozen = crypto.randomUUID();
  const ids: string[] = [];
  for (let offset = 0, total = 1; offset < total; offset += maxPageSize) {
    const page = await call('messages.list', { filter, sort: [], offset, limit: maxPageSize, frozen });
    total = page.total;
    ids.push(...page.items.map((one) => one.id));
  }
  return ids.filter((id) => !except.has(id));
}
