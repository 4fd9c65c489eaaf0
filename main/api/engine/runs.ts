import type { RunItem } from '../../../shared/model/record-view.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { EngineServices } from '../../engine/services.ts';
import { noSuchRun } from '../../engine/removed-run.ts';
import { found, type HandlersOf } from './handler.ts';
import { namesOf } from './names.ts';
import { timelineOf } from './run-timeline.ts';

type Methods =
  | 'runs.start'
  | 'runs.cancel'
  | 'runs.list'
  | 'runs.get'
  | 'runs.batches'
  | 'runs.timeline'
  | 'runs.requests';

/** Runs and what they left behind. */
export function runHandlers(services: EngineServices): HandlersOf<Methods> {
  const { runner, deps } = services;
  const { store } = deps;
  const existing = (id: string): Run => {
    const run = runner.current(id) ?? store.runs.get(id);
    if (run === null) throw noSuchRun(store, id);
    return run;
  };
  return {
    'runs.start': ({ onlyKeys, ...input }) =>
      Promise.resolve(
        runner.start({
          ...input,
          onlyKeys: onlyKeys === undefined ? undefined : [onlyKeys],
          trigger: input.trigger ?? (input.verify === true ? 'verify' : 'manual'),
        }),
      ),
    'runs.cancel': ({ id }) => {
      found(store.runs.get(id), 'run', id);
      runner.cancel(id);
      return Promise.resolve({ kept: keptText(services, id) });
    },
    'runs.list': ({ filter, ...page }) => {
      const { total, items } = store.runs.page(filter, page);
      return Promise.resolve({ total, items: items.map((run) => withoutTotals(runner.current(run.id) ?? run)) });
    },
    'runs.get': ({ id }) => Promise.resolve(existing(id)),
    'runs.batches': ({ id }) => Promise.resolve(store.batches.summaries(id)),
    'runs.timeline': ({ id }) => Promise.resolve(timelineOf(store, existing(id))),
    'runs.requests': ({ filter, ...page }) => {
      const { total, items } = store.requests.page(filter, page);
      const names = namesOf(services);
      return Promise.resolve({
        total,
        items: items.map((one) => ({ ...one, connectionName: names.connection(one.connectionId) })),
      });
    },
  };
}

/** A run as a list shows it. */
function withoutTotals(run: Run): RunItem {
  // The contract leaves out what a list does not show; here only so that a page does not carry it that far.
  return { ...run, streams: run.streams.map((stream) => ({ ...stream, totals: [], windowTotals: [] })) };
}

/** What a cancelled run keeps, in words. */
function keptText(services: EngineServices, runId: string): string {
  const waiting = services.deps.store.batches.summaries(runId).filter((batch) => batch.state !== 'acknowledged');
  const records = waiting.reduce((sum, batch) => sum + batch.documents, 0);
  return records === 0
    ? 'What was delivered stays delivered. Nothing is waiting; the next run reads this window again.'
    : `What was delivered stays delivered. ${String(records)} staged records are kept and go with the next run.`;
}
