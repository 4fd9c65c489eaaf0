import { quietUntil, startOfLocalDay, startOfNextLocalDay } from '../../../shared/messages/calendar.ts';
import { healthRuleId } from '../../../shared/messages/health.ts';
import type { DigestReason } from '../../../shared/messages/occasions.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { ChannelStop } from '../../store/channel-stops.ts';
import type { WaitingMessage } from '../../store/message-row.ts';
import type { Lane } from '../../store/messages.ts';
import { collapse, viewOf } from './collapse.ts';
import type { PostOfficeDeps } from './office-deps.ts';
import { Moves, verifyDelayMs } from './office-context.ts';
import { mayGo } from './may-go.ts';
import { canBeCovered, countsForRule, isDue, pickTurn, type Turn } from './pick.ts';

/** Alerts that go one by one to a channel, however many wait; the rest becomes one digest for each rule. */
const mostOneByOne = 20;

/** Everything that the steps look at. */
interface Desk {
  readonly deps: PostOfficeDeps;
  readonly lane: Lane;
  readonly flow: Flow;
  readonly rules: ReadonlyMap<string, MessageRule>;
  readonly moves: Moves;
  readonly nowMs: number;
  waiting(): readonly WaitingMessage[];
}

/**
 * Brings a channel's messages into the state they have to be in at this moment (held, released, covered by a digest, given up) and
 * says what the channel does next. Call it inside a transaction, and only while nothing of the channel is on its way. Of a paused flow
 * nothing goes but the word that it is behind (see `mayGo`), and to a stopped channel nothing is posted.
 */
export function putInOrder(deps: PostOfficeDeps, lane: Lane): { readonly turn: Turn; readonly changed: boolean } {
  const flow = deps.store.flows.get(lane.flowId);
  if (flow === null) return { turn: { kind: 'idle' }, changed: false };
  const moves = new Moves(deps);
  const desk: Desk = {
    deps,
    lane,
    flow,
    rules: new Map((flow.messaging?.rules ?? []).map((rule) => [rule.id, rule])),
    moves,
    nowMs: deps.clock.now(),
    waiting: () => mayGo(flow, deps.store.messages.waiting(lane)),
  };
  if (desk.waiting().length === 0) return { turn: { kind: 'idle' }, changed: false };
  const stop = deps.store.channelStops.get(lane.flowId, lane.channelId);
  if (stop !== null) {
    doubtInterrupted(desk);
    holdForStop(desk, stop);
    // Whether something stands there can still be asked.
    const doubtful = desk.waiting().filter((one) => one.state === 'unknown');
    return { turn: pickTurn(doubtful, desk.nowMs), changed: moves.made > 0 };
  }
  for (const step of [doubtInterrupted, giveUpOfRulesOff, releaseDue, keepQuiet, keepToCap, followParents, gather]) {
    step(desk);
  }
  return { turn: pickTurn(desk.waiting(), desk.nowMs), changed: moves.made > 0 };
}

/**
 * Whatever could go now says that the channel is stopped, so that a person finds it. What was left behind goes to the rule's channel
 * if that is another one now.
 */
function holdForStop({ waiting, moves, flow, rules, lane, nowMs }: Desk, stop: ChannelStop): void {
  for (const one of waiting()) {
    const isHeldElse = one.state === 'held' && one.reason !== 'after-parent' && isDue(one, nowMs);
    if (one.state !== 'queued' && !isHeldElse) continue;
    const channel = one.ruleId === healthRuleId ? flow.messaging?.health?.channel : rules.get(one.ruleId)?.channel;
    if (channel !== undefined && channel.id !== lane.channelId && one.parentId === null) {
      const next = { id: channel.id, name: channel.name };
      const change = { state: 'queued', reason: null, notBeforeUtc: null, channel: next, error: null } as const;
      moves.move(one.id, ['queued', 'held'], change, ['redirected', channel.id]);
    } else if (one.reason !== 'channel-stopped') moves.hold(one.id, 'channel-stopped', { error: stop.error });
  }
}

/** Nothing of the channel is on its way now: what was said to be is of a process that ended, or could not be noted. */
function doubtInterrupted({ deps, waiting, moves, nowMs }: Desk): void {
  for (const one of waiting()) {
    if (one.state !== 'sending') continue;
    const notBeforeUtc = new Date(nowMs + verifyDelayMs(deps)).toISOString();
    moves.move(one.id, ['sending'], { state: 'unknown', notBeforeUtc }, ['outcome-unknown']);
  }
}

function giveUpOfRulesOff({ deps, lane, waiting, moves, rules }: Desk): void {
  const isOff = ({ kind, byHand, ruleId, parentId }: WaitingMessage): boolean => {
    if (byHand || kind === 'incident' || rules.get(ruleId)?.enabled === true) return false;
    // What is said of an incident is of no rule either.
    return parentId === null || deps.store.messages.fateOf(parentId)?.kind !== 'incident';
  };
  for (const [rule, of] of Map.groupBy(waiting().filter(isOff), (one) => one.ruleId)) {
    const messages = of.filter((one) => moves.suppress(one.id, 'rule-off')).length;
    if (messages === 0) continue;
    deps.store.audit.append(moves.atUtc, 'message.given-up', lane.flowId, { rule, reason: 'rule-off', messages });
  }
}

/** Messages whose time has come go on; several of one rule that waited for the same thing go as one digest. */
function releaseDue(desk: Desk): void {
  const due = desk
    .waiting()
    .filter((one) => one.state === 'held' && one.reason !== 'after-parent')
    .filter((one) => isDue(one, desk.nowMs) || isOutOfDate(desk, one));
  const gathered = new Map<string, { reason: DigestReason; of: WaitingMessage[] }>();
  for (const one of due) {
    const reason = gatheringReason(one);
    if (reason === null || !canBeCovered(one)) {
      desk.moves.release(one.id);
      continue;
    }
    const key = `${reason} ${one.ruleId}`;
    const group = gathered.get(key) ?? { reason, of: [] };
    gathered.set(key, group);
    group.of.push(one);
  }
  for (const { reason, of } of gathered.values()) tellTogether(desk, reason, of);
}

/** The rule does not ask for the wait any more. */
function isOutOfDate({ rules, nowMs }: Desk, { ruleId, reason }: WaitingMessage): boolean {
  const rule = rules.get(ruleId);
  if (rule === undefined) return false;
  if (reason === 'quiet-hours') return quietUntil(rule.quietHours, rule.timeZone, nowMs) === null;
  return (
    (reason === 'daily-cap' && rule.dailyCap === null) || (reason === 'digest-time' && rule.timing.kind === 'at-once')
  );
}

function gatheringReason({ reason }: WaitingMessage): DigestReason | null {
  return reason === 'quiet-hours' || reason === 'daily-cap' || reason === 'digest-time' ? reason : null;
}

/** One digest of the messages of one rule; one alone goes as it is, unless the rule speaks in digests. */
function tellTogether(desk: Desk, reason: DigestReason, of: readonly WaitingMessage[]): void {
  const { deps, flow, rules, moves } = desk;
  const rule = rules.get(of[0]?.ruleId ?? '');
  const view = rule === undefined ? undefined : viewOf(deps, flow, rule.view);
  const members = of.flatMap(({ id }) => deps.store.messages.get(id) ?? []).filter((one) => one.subject !== null);
  const isEnough = members.length > 1 || (reason === 'digest-time' && members.length === 1);
  const together = rule !== undefined && view !== undefined && isEnough ? members : [];
  if (rule !== undefined && view !== undefined) collapse(deps, moves, { flow, rule, view, reason, members: together });
  const covered = new Set(together.map((one) => one.id));
  for (const one of of) if (!covered.has(one.id)) moves.release(one.id);
}

function keepQuiet({ waiting, moves, rules, nowMs }: Desk): void {
  for (const rule of rules.values()) {
    const untilMs = quietUntil(rule.quietHours, rule.timeZone, nowMs);
    if (untilMs === null) continue;
    const notBeforeUtc = new Date(untilMs).toISOString();
    for (const one of waiting()) {
      const isQuiet = one.state === 'queued' && one.ruleId === rule.id && !one.byHand;
      if (isQuiet) moves.hold(one.id, 'quiet-hours', { notBeforeUtc });
    }
  }
}

function keepToCap({ deps, lane, waiting, moves, rules, nowMs }: Desk): void {
  for (const rule of rules.values()) {
    if (rule.dailyCap === null) continue;
    const queued = waiting().filter((one) => one.state === 'queued' && one.ruleId === rule.id && countsForRule(one));
    if (queued.length === 0) continue;
    const since = new Date(startOfLocalDay(nowMs, rule.timeZone)).toISOString();
    const left = Math.max(0, rule.dailyCap - deps.store.messages.spentSince(lane.flowId, rule.id, since));
    const notBeforeUtc = new Date(startOfNextLocalDay(nowMs, rule.timeZone)).toISOString();
    for (const one of queued.slice(left)) moves.hold(one.id, 'daily-cap', { notBeforeUtc });
  }
}

/** Updates and replies go after the message they belong to, and share its fate if it does not go by itself. */
function followParents({ deps, waiting, moves }: Desk): void {
  for (const one of waiting()) {
    const isFree = one.state === 'queued' || (one.state === 'held' && one.reason === 'after-parent');
    if (one.parentId === null || !isFree) continue;
    const parent = deps.store.messages.fateOf(one.parentId);
    if (parent === null || parent.state === 'suppressed' || parent.state === 'dismissed') {
      moves.suppress(one.id, 'superseded');
    } else if (parent.state === 'covered') moves.cover(one.id, parent.reason, parent.coveredBy);
    else if (parent.state !== 'posted') {
      if (one.state === 'queued') moves.hold(one.id, 'after-parent');
    } else if (one.state === 'held') moves.release(one.id);
  }
}

/** A backlog that would take minutes to post one by one, and longer to read. */
function gather(desk: Desk): void {
  const rest = desk
    .waiting()
    .filter((one) => one.state === 'queued' && canBeCovered(one))
    .slice(mostOneByOne);
  const byRule = Map.groupBy(rest, (one) => one.ruleId);
  for (const of of byRule.values()) if (of.length > 1) tellTogether(desk, 'overflow', of);
}
