import type { OutputOf } from '../../shared/contract/contract.ts';
import { messageStates, type MessageKind, type MessageState } from '../../shared/messages/message.ts';
import type { Run, RunStream } from '../../shared/model/run.ts';
import type { ComparedTotals, StreamCounts } from '../../shared/model/totals.ts';

export interface DemoStream extends StreamCounts {
  readonly stream: string;
  readonly reconciled: boolean;
  readonly totals: readonly ComparedTotals[];
}

/** What became of the messages that one rule called for; the states add up to `calledFor`. */
export interface DemoRule extends Readonly<Record<MessageState, number>> {
  readonly rule: string;
  readonly calledFor: number;
  /** What was posted, by kind: `alert`, `update`, `reply`, `digest`, `back-fill` … */
  readonly kinds: Readonly<Partial<Record<MessageKind, number>>>;
  /** Nothing waits to be sent or to be decided, nothing failed, and the states add up. */
  readonly reconciled: boolean;
}

/** A run of the demo, with the messages of its flow where it posts any. */
export interface DemoRun {
  readonly run: Run;
  readonly rules?: OutputOf<'messages.counts'>;
}

/** The demo's answer (design §8): counts as integers, amounts as text. */
export interface DemoJson {
  readonly reconciled: boolean;
  readonly flows: readonly {
    readonly flow: string;
    readonly streams: readonly DemoStream[];
    /** Only of a flow that posts messages. */
    readonly messages?: readonly DemoRule[];
  }[];
}

/**
 * Reconciled only if there is something to reconcile, each run ended without a failure, each of its streams agrees, and nothing that
 * a rule called for is still to be sent or decided.
 */
export function runsToDemoJson(runs: readonly DemoRun[]): DemoJson {
  const sound = runs.every(({ run }) => run.state === 'succeeded' || run.state === 'succeeded-with-rejections');
  const streams = runs.flatMap(({ run }) => run.streams);
  const flows = runs.map(({ run, rules }) => ({
    flow: run.flowName,
    streams: run.streams.map(toDemoStream),
    ...(rules === undefined ? {} : { messages: rules.map(toDemoRule) }),
  }));
  const told = flows.every(({ messages }) => messages?.every((rule) => rule.reconciled) ?? true);
  const agreed = streams.length > 0 && streams.every((stream) => stream.reconciled === true);
  return { reconciled: sound && agreed && told, flows };
}

const settled: readonly MessageState[] = ['posted', 'covered', 'suppressed', 'held', 'dismissed'];

/** One rule's messages by what became of them. */
export function toDemoRule({
  ruleName,
  calledFor,
  states,
  postedByKind,
}: OutputOf<'messages.counts'>[number]): DemoRule {
  const of = (state: MessageState): number => states.find((one) => one.state === state)?.messages ?? 0;
  const counts = Object.fromEntries(messageStates.map((state) => [state, of(state)])) as Record<MessageState, number>;
  const done = settled.reduce((sum, state) => sum + counts[state], 0);
  const kinds = Object.fromEntries(postedByKind.map(({ kind, messages }) => [kind, messages]));
  return { rule: ruleName, calledFor, ...counts, kinds, reconciled: done === calledFor };
}

function toDemoStream(stream: RunStream): DemoStream {
  const { read, loaded, unchanged, excluded, rejected, held, waiting } = stream.counts;
  const counts = { read, loaded, unchanged, excluded, rejected, held, waiting };
  return {
    stream: stream.stream,
    ...counts,
    reconciled: stream.reconciled === true,
    totals: stream.totals.map(toDemoTotals),
  };
}

function toDemoTotals(one: ComparedTotals): ComparedTotals {
  const { company, amount, currency, source, loaded, unchanged, excluded, rejected, held, waiting, landed, agrees } =
    one;
  return { company, amount, currency, source, loaded, unchanged, excluded, rejected, held, waiting, landed, agrees };
}
