import type { MessageFilter } from '../../shared/messages/message.ts';
import { meaningOf } from '../../shared/messages/search-words.ts';
import type { Language } from '../../shared/model/settings.ts';
import { equals, escapeLike, whereAll, type Condition, type Where } from './list-query.ts';

/** Every column that messages are filtered or ordered by is in this index. */
export const listedMessages = 'messages INDEXED BY messages_list';

/** Where a word is looked for as it is written. */
const written = ['label', 'rule_name', 'channel_name', 'first_line', 'problem'] as const;

/** The messages that a filter lets through. */
export function messagesWhere(filter: MessageFilter): Where {
  return whereAll([
    equals('flow_id', filter.flowId),
    equals('run_id', filter.runId),
    equals('rule_id', filter.ruleId),
    equals('problem_code', filter.problem),
    isOneOf('state', filter.states),
    says(filter.text, filter.language ?? 'en'),
  ]);
}

function isOneOf(column: string, values: readonly string[] | undefined): Condition {
  if (values === undefined || values.length === 0) return null;
  return [`${column} IN (${values.map(() => '?').join(', ')})`, ...values];
}

/**
 * Every word must be written in the message or be said by why it waits or failed. What went wrong is stored by its code: the words of
 * the asker's language lead to codes, and those are looked for.
 */
function says(text: string | undefined, language: Language): Condition {
  const words = (text ?? '').split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return null;
  const one = [
    ...written.map((column) => `${column} LIKE ? ESCAPE '\\'`),
    'problem_code IN (SELECT value FROM json_each(?))',
    'reason IN (SELECT value FROM json_each(?))',
  ].join(' OR ');
  const values = words.flatMap((word) => {
    const { codes, reasons } = meaningOf(word, language);
    return [...written.map(() => `%${escapeLike(word)}%`), JSON.stringify(codes), JSON.stringify(reasons)];
  });
  return [words.map(() => `(${one})`).join(' AND '), ...values];
}
