import { z } from 'zod';
import { factsSchema, subjectSchema, type Facts, type Subject } from '../../shared/messages/facts.ts';
import { ruleConditionSchema, type RuleCondition } from '../../shared/messages/rule.ts';
import { integer, json, jsonOrNull, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';

/** How far a rule has come. */
export interface RuleState {
  /** What it looks at, and the streams that this was made of at its first pass. */
  readonly view: string;
  readonly streams: readonly string[];
  /** What its first pass asks for; null where that is not known. */
  readonly conditions: readonly RuleCondition[] | null;
  /** It made a first pass before, by other conditions: what it told then keeps its updates. */
  readonly isAnew: boolean;
  /** When its first pass began: names the summary, also of a first pass that was broken off and goes on. */
  readonly begunAtUtc: string;
  /** Null until the first pass is over. */
  readonly firstPassAtUtc: string | null;
  /** The rule's calendar day on which it last looked at everything; null before the first pass is over. */
  readonly judgedDay: string | null;
}

/** What a rule last told of a subject. */
export interface Told {
  /** Grows with everything that is told of the subject, so that the same facts can be told again later. */
  readonly turn: number;
  /** Null once its details have gone, after the retention time. */
  readonly subject: Subject | null;
  /** What is left of it then; null where that is not known. */
  readonly mark: string | null;
}

/** What is told of a subject now. */
export interface NowTold {
  readonly turn: number;
  readonly subject: Subject;
  readonly atUtc: string;
}

/** What the rules of a flow have done so far. A rule without a row has its first pass before it. */
export class RuleStateRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  get(flowId: string, ruleId: string): RuleState | null {
    const row = this.#db.get('SELECT * FROM rule_states WHERE flow_id = ? AND rule_id = ?', flowId, ruleId);
    if (row === undefined) return null;
    return {
      view: text(row, 'view'),
      streams: json(row, 'streams', z.array(z.string())),
      conditions: jsonOrNull(row, 'conditions', z.array(ruleConditionSchema)),
      isAnew: integer(row, 'is_anew') === 1,
      begunAtUtc: text(row, 'begun_at'),
      firstPassAtUtc: textOrNull(row, 'first_pass_at'),
      judgedDay: textOrNull(row, 'judged_day'),
    };
  }

  put(flowId: string, ruleId: string, state: RuleState): void {
    this.#db.run(
      `INSERT INTO rule_states (flow_id, rule_id, view, streams, conditions, is_anew, begun_at, first_pass_at, judged_day)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (flow_id, rule_id) DO UPDATE SET view = excluded.view, streams = excluded.streams,
         conditions = excluded.conditions, is_anew = excluded.is_anew, begun_at = excluded.begun_at,
         first_pass_at = excluded.first_pass_at, judged_day = excluded.judged_day`,
      flowId,
      ruleId,
      state.view,
      JSON.stringify(state.streams),
      state.conditions === null ? null : JSON.stringify(state.conditions),
      state.isAnew ? 1 : 0,
      state.begunAtUtc,
      state.firstPassAtUtc,
      state.judgedDay,
    );
  }

  /**
   * Forgets how far the rules came that are not among these: they begin with a first pass if they ever come back. What they told stays
   * known, because their messages do.
   */
  keepOnly(flowId: string, ruleIds: readonly string[]): void {
    this.#db.run(
      'DELETE FROM rule_states WHERE flow_id = ? AND rule_id NOT IN (SELECT value FROM json_each(?))',
      flowId,
      JSON.stringify(ruleIds),
    );
  }

  /** What a subject looked like when rules looked at it for changes that are not marked yet; null if they did not. */
  looked(flowId: string, view: string, subjectKey: string): Facts | null {
    const row = this.#db.get(
      'SELECT facts FROM rule_looked WHERE flow_id = ? AND view = ? AND subject_key = ?',
      flowId,
      view,
      subjectKey,
    );
    return row === undefined ? null : json(row, 'facts', factsSchema);
  }

  putLooked(flowId: string, view: string, { key, facts }: Pick<Subject, 'key' | 'facts'>): void {
    this.#db.run(
      `INSERT INTO rule_looked (flow_id, view, subject_key, facts) VALUES (?, ?, ?, ?)
       ON CONFLICT (flow_id, view, subject_key) DO UPDATE SET facts = excluded.facts`,
      flowId,
      view,
      key,
      JSON.stringify(facts),
    );
  }

  /** All changes that they looked at are marked. */
  forgetLooked(flowId: string): void {
    this.#db.run('DELETE FROM rule_looked WHERE flow_id = ?', flowId);
  }

  told(flowId: string, ruleId: string, subjectKey: string): Told | null {
    const row = this.#db.get(
      'SELECT turn, subject, mark FROM rule_told WHERE flow_id = ? AND rule_id = ? AND subject_key = ?',
      flowId,
      ruleId,
      subjectKey,
    );
    if (row === undefined) return null;
    const subject = text(row, 'subject') === '' ? null : json(row, 'subject', subjectSchema);
    return { turn: integer(row, 'turn'), subject, mark: textOrNull(row, 'mark') };
  }

  putTold(flowId: string, ruleId: string, told: NowTold): void {
    this.#db.run(
      `INSERT INTO rule_told (flow_id, rule_id, subject_key, turn, subject, told_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (flow_id, rule_id, subject_key) DO UPDATE SET turn = excluded.turn, subject = excluded.subject,
         told_at = excluded.told_at, mark = NULL`,
      flowId,
      ruleId,
      told.subject.key,
      told.turn,
      JSON.stringify(told.subject),
      told.atUtc,
    );
  }
}
