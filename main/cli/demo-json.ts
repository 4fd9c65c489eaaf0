import type { Run, RunStream } from '../../shared/model/run.ts';
import type { ComparedTotals, StreamCounts } from '../../shared/model/totals.ts';

export interface DemoStream extends StreamCounts {
  readonly stream: string;
  readonly reconciled: boolean;
  readonly totals: readonly ComparedTotals[];
}

/** The demo's answer (design §8): counts as integers, amounts as text. */
export interface DemoJson {
  readonly reconciled: boolean;
  readonly flows: readonly { readonly flow: string; readonly streams: readonly DemoStream[] }[];
}

/** Reconciled only if there is something to reconcile, each run ended without a failure, and each of its streams agrees. */
export function runToDemoJson(runs: readonly Run[]): DemoJson {
  const sound = runs.every((run) => run.state === 'succeeded' || run.state === 'succeeded-with-rejections');
  const streams = runs.flatMap((run) => run.streams);
  return {
    reconciled: sound && streams.length > 0 && streams.every((stream) => stream.reconciled === true),
    flows: runs.map((run) => ({ flow: run.flowName, streams: run.streams.map(toDemoStream) })),
  };
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
