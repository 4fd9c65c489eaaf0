import type { InputOf } from '../../../shared/contract/contract.ts';
import { messageSortColumns, type MessageFilter, type MessageItem } from '../../../shared/messages/message.ts';
import { call } from '../../lib/client.ts';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { useListSource } from '../lists/list-source.ts';

const ask = (query: InputOf<'messages.list'>) => call('messages.list', query);

/** Messages by the app, in pages; their texts are as they were sent, only errors come in the language of the window. */
export function useMessageSource(): GridSource<MessageItem, MessageFilter> {
  return useListSource(messageSortColumns, ask);
}
