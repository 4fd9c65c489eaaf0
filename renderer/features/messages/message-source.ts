import { useMemo } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { messageSortColumns, type MessageFilter, type MessageItem } from '../../../shared/messages/message.ts';
import { call } from '../../lib/client.ts';
import { useInLanguage } from '../../lib/queries.ts';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { listSource } from '../lists/list-source.ts';

/** Messages by the app, in pages; their texts are as they were sent, only errors come in the language of the window. */
export function useMessageSource(): GridSource<MessageItem, MessageFilter> {
  const inLanguage = useInLanguage<OutputOf<'messages.list'>>();
  return useMemo(
    () => listSource(messageSortColumns, async (query) => inLanguage(await call('messages.list', query))),
    [inLanguage],
  );
}
