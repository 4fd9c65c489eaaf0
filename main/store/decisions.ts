import { z } from 'zod';
import { decisionKindSchema, type DecisionFilter, type DecisionKind } from '../../shared/messages/decision.ts';
import { subjectAmountSchema, type SubjectAmount } from '../../shared/messages/facts.ts';
import { integer, json, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { idsOnPage, type ListPage } from './list-page.ts';
import { contains, equals, whereAll, type Order } from './list-query.ts';

/** A decision as it is taken, with what it was about. */
export interface NewDecision {
  readonly id: string;
  /** The message whose button was clicked: it names the version of the invoice that was seen. */
  readonly messageId: string;
  readonly flowId: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly subjectKey: string;
  readonly label: string;
  readonly amounts: readonly SubjectAmount[];
  /** Where the invoice is in the source. */
  readonly link: string | null;
  /** Where the message is. */
  readonly permalink: string | null;
  readonly decision: DecisionKind;
  readonly userId: string;
  readonly userName: string;
  readonly decidedAtUtc: string;
  /** Slack's name of the click. */
  readonly envelopeId: string;
}

export interface StoredDecision extends NewDecision {
  /** It was the first on its message. */
  readonly stands: boolean;
}

const order: Order = {
  columns: {
    decidedAtUtc: 'decided_at',
    label: 'label COLLATE NOCASE',
    userName: 'user_name COLLATE NOCASE',
    decision: 'decision',
  },
  usual: [{ column: 'decidedAtUtc', direction: 'desc' }],
  last: ['decided_at', 'number'],
};

/** What people decided about invoices. Only ever added to. */
export class DecisionRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Adds the decision, which stands if it is the first on its message. Null if this person has decided the same on it before: then
   * nothing is added. Call it inside a transaction.
   */
  add(decision: NewDecision): StoredDecision | null {
    const { messageId } = decision;
    const stands = this.#db.get('SELECT 1 FROM decisions WHERE message_id = ? LIMIT 1', messageId) === undefined;
    const added = this.#db.run(
      `INSERT INTO decisions (id, message_id, flow_id, rule_id, rule_name, subject_key, label, amounts, link, permalink,
         decision, stands, user_id, user_name, decided_at, envelope_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message_id, user_id, decision) DO NOTHING`,
      decision.id,
      messageId,
      decision.flowId,
      decision.ruleId,
      decision.ruleName,
      decision.subjectKey,
      decision.label,
      JSON.stringify(decision.amounts),
      decision.link,
      decision.permalink,
      decision.decision,
      stands ? 1 : 0,
      decision.userId,
      decision.userName,
      decision.decidedAtUtc,
      decision.envelopeId,
    );
    return added === 0 ? null : { ...decision, stands };
  }

  /** Of one message, in order. */
  ofMessage(messageId: string): StoredDecision[] {
    return this.#db.all('SELECT * FROM decisions WHERE message_id = ? ORDER BY number', messageId).map(readDecision);
  }

  /** Those about a subject that stand, in order: one for each version of it that was decided on. */
  standingOf(flowId: string, ruleId: string, subjectKey: string): StoredDecision[] {
    return this.#db
      .all(
        'SELECT * FROM decisions WHERE flow_id = ? AND rule_id = ? AND subject_key = ? AND stands = 1 ORDER BY number',
        flowId,
        ruleId,
        subjectKey,
      )
      .map(readDecision);
  }

  page(filter: DecisionFilter, page: ListPage): { total: number; items: StoredDecision[] } {
    const where = whereAll([
      equals('flow_id', filter.flowId),
      equals('rule_id', filter.ruleId),
      equals('decision', filter.decision),
      contains(['label', 'user_name', 'rule_name'], filter.text),
    ]);
    const { total, ids } = idsOnPage(this.#db, { from: 'decisions INDEXED BY decisions_list', where, order }, page);
    return { total, items: ids.flatMap((id) => this.#get(id)) };
  }

  #get(id: string): StoredDecision[] {
    const row = this.#db.get('SELECT * FROM decisions WHERE id = ?', id);
    return row === undefined ? [] : [readDecision(row)];
  }
}

function readDecision(row: Record<string, unknown>): StoredDecision {
  return {
    id: text(row, 'id'),
    messageId: text(row, 'message_id'),
    flowId: text(row, 'flow_id'),
    ruleId: text(row, 'rule_id'),
    ruleName: text(row, 'rule_name'),
    subjectKey: text(row, 'subject_key'),
    label: text(row, 'label'),
    amounts: json(row, 'amounts', z.array(subjectAmountSchema)),
    link: textOrNull(row, 'link'),
    permalink: textOrNull(row, 'permalink'),
    decision: decisionKindSchema.parse(row['decision']),
    stands: integer(row, 'stands') === 1,
    userId: text(row, 'user_id'),
    userName: text(row, 'user_name'),
    decidedAtUtc: text(row, 'decided_at'),
    envelopeId: text(row, 'envelope_id'),
  };
}
