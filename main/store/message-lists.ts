import type { SubjectAmount } from '../../shared/messages/facts.ts';
import {
  messageCountsSchema,
  messageKinds,
  messageKindSchema,
  messageStateSchema,
  messageStates,
  type MessageCounts,
  type MessageDetail,
  type MessageFilter,
  type MessageKind,
  type MessageState,
} from '../../shared/messages/message.ts';
import { DecimalSum } from '../../shared/money/decimal.ts';
import { integer, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { idsOnPage, type ListPage } from './list-page.ts';
import { equals, whereAll, type Order } from './list-query.ts';
import { readMessage, type StoredMessage } from './message-row.ts';
import { listedMessages, messagesWhere } from './message-search.ts';

/** Every column that is counted and added up is in this index. */
const counted = 'messages INDEXED BY messages_sums';

const order: Order = {
  columns: {
    createdAtUtc: 'created_at',
    label: 'label COLLATE NOCASE',
    ruleName: 'rule_name COLLATE NOCASE',
    channelName: 'channel_name COLLATE NOCASE',
    state: 'state',
  },
  usual: [{ column: 'createdAtUtc', direction: 'desc' }],
  last: ['created_at', 'number'],
};

/** What people see of the queue. Reads only. */
export class MessageLists {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  page(filter: MessageFilter, page: ListPage): { total: number; items: StoredMessage[] } {
    const list = { from: listedMessages, where: messagesWhere(filter), order };
    const { total, ids } = idsOnPage(this.#db, list, page);
    return { total, items: ids.flatMap((id) => this.#get(id)) };
  }

  #get(id: string): StoredMessage[] {
    const row = this.#db.get('SELECT * FROM messages WHERE id = ?', id);
    return row === undefined ? [] : [readMessage(row)];
  }

  /**
   * What has become of a flow's messages so far: how many in each state, and which may be posted though that is not known (the first
   * hundred; `total` counts all messages).
   */
  standOf(flowId: string): { total: number; states: Record<string, number>; mayBePosted: string[] } {
    const rows = this.#db.all('SELECT state, count(*) AS n FROM messages WHERE flow_id = ? GROUP BY state', flowId);
    const states = Object.fromEntries(rows.map((row) => [text(row, 'state'), integer(row, 'n')]));
    const open = this.#db.all(
      `SELECT id FROM messages WHERE flow_id = ? AND state IN ('sending', 'unknown', 'undecided') ORDER BY number LIMIT 100`,
      flowId,
    );
    return {
      total: Object.values(states).reduce((sum, one) => sum + one, 0),
      states,
      mayBePosted: open.map((row) => text(row, 'id')),
    };
  }

  /** What happened to a message, in order. */
  history(id: string): MessageDetail['history'] {
    return this.#db
      .all('SELECT at, event, detail FROM message_events WHERE message_id = ? ORDER BY number', id)
      .map((row) => ({ atUtc: text(row, 'at'), event: text(row, 'event'), detail: textOrNull(row, 'detail') }));
  }

  /**
   * By rule, what became of all it called for, and exact sums per currency. Each amount counts once, with the message that stands
   * for its subject: not again with a digest or summary that covers it, nor with updates, replies and deliveries repeated by hand.
   */
  counts(flowId: string, runId?: string): MessageCounts[] {
    const where = whereAll([equals('flow_id', flowId), equals('run_id', runId)]);
    const sums = this.#sums(where.sql, where.values as string[]);
    const byRule = new Map<string, RuleMessages>();
    for (const row of this.#db.all(
      `SELECT rule_id, state, kind, count(*) AS n, max(number), rule_name FROM ${counted} WHERE ${where.sql}
       GROUP BY rule_id, state, kind ORDER BY max(number)`,
      ...where.values,
    )) {
      const ruleId = text(row, 'rule_id');
      const state = messageStateSchema.parse(row['state']);
      const kind = messageKindSchema.parse(row['kind']);
      const of = byRule.get(ruleId)?.of ?? [];
      of.push({ state, kind, messages: integer(row, 'n') });
      // Rows come with the latest last: a rule goes by the name it has now.
      byRule.set(ruleId, { ruleName: text(row, 'rule_name'), of });
    }
    return Array.from(byRule, ([ruleId, { ruleName, of }]) =>
      messageCountsSchema.parse({
        ruleId,
        ruleName,
        calledFor: messagesIn(of),
        states: messageStates
          .map((state) => ({ state, messages: messagesIn(of.filter((one) => one.state === state)) }))
          .filter(({ messages }) => messages > 0),
        postedByKind: messageKinds
          .map((kind) => ({
            kind,
            messages: messagesIn(of.filter((one) => one.state === 'posted' && one.kind === kind)),
          }))
          .filter(({ messages }) => messages > 0),
        amounts: sums.get(ruleId) ?? [],
      }),
    ).sort((a, b) => a.ruleName.localeCompare(b.ruleName));
  }

  #sums(where: string, values: readonly string[]): Map<string, MessageCounts['amounts']> {
    const sums = new Map<string, { ruleId: string; state: MessageState; currency: string; sum: DecimalSum }>();
    for (const row of this.#db.each(
      `SELECT rule_id, state, amounts FROM messages AS one INDEXED BY messages_sums WHERE ${where} AND amounts <> '[]'
         AND kind NOT IN ('update', 'reply', 'test') AND resend_of IS NULL
         AND (kind NOT IN ('digest', 'back-fill')
           OR NOT EXISTS (SELECT 1 FROM messages AS member WHERE member.covered_by = one.id))`,
      ...values,
    )) {
      const ruleId = text(row, 'rule_id');
      const state = messageStateSchema.parse(row['state']);
      // Written by the store alone and never changed: not parsed again.
      const amounts = JSON.parse(text(row, 'amounts')) as readonly SubjectAmount[];
      for (const { currency, amount } of amounts) {
        const key = JSON.stringify([ruleId, state, currency]);
        const entry = sums.get(key) ?? { ruleId, state, currency, sum: new DecimalSum() };
        sums.set(key, entry);
        entry.sum.add(amount);
      }
    }
    const byRule = new Map<string, MessageCounts['amounts']>();
    const sorted = [...sums.values()].sort(
      (a, b) => messageStates.indexOf(a.state) - messageStates.indexOf(b.state) || a.currency.localeCompare(b.currency),
    );
    for (const { ruleId, state, currency, sum } of sorted) {
      byRule.set(ruleId, [...(byRule.get(ruleId) ?? []), { state, currency, amount: sum.text() }]);
    }
    return byRule;
  }
}

/** Messages of one rule, by state and kind. */
interface RuleMessages {
  readonly ruleName: string;
  readonly of: { readonly state: MessageState; readonly kind: MessageKind; readonly messages: number }[];
}

function messagesIn(of: readonly { readonly messages: number }[]): number {
  return of.reduce((sum, one) => sum + one.messages, 0);
}
