import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stage } from '../../main/engine/stage.ts';
import { planStreams } from '../../main/engine/stream-plan.ts';
import { emptyTally, freshRunStream, StreamRun } from '../../main/engine/stream-run.ts';
import { workdayDatabricks } from '../../main/integrations/workday-databricks/integration.ts';
import type { EngineDeps } from '../../main/engine/deps.ts';
import { createLogger } from '../../main/log/logger.ts';
import { createSystemClock, createSystemRandom } from '../../main/ports/system-time.ts';
import { openStore } from '../../main/store/store.ts';
import type { Flow } from '../../shared/model/flow.ts';
import type { SourceRecord } from '../../shared/model/record.ts';

const stream = 'journal_entries';

/**
 * The engine's part of a page of journals: mapped with the default mapping, hashed, and staged in a data file on disk. The page
 * comes in parts; when it starts again from its first record, what was buffered is staged and a new flow begins.
 */
export function createPageWork(): (records: readonly SourceRecord[]) => void {
  const deps = openDeps();
  let round = 0;
  let firstKey: string | null = null;
  let stage: Stage | null = null;
  let run: StreamRun | null = null;
  return (records) => {
    const key = records[0]?.key ?? null;
    firstKey ??= key;
    if (stage === null || key === firstKey) {
      stage?.flush();
      if ((run?.window.counts().rejected ?? 0) > 0) throw new Error('records of the bench were rejected');
      round += 1;
      run = startRun(deps, round);
      stage = new Stage(deps, run, {
        sequence: String(round),
        repairThrough: null,
        maxDocuments: 20_000,
        maxBytes: 16 * 1024 * 1024,
      });
    }
    for (const record of records) {
      stage.add(record);
      if (stage.isFull) stage.flush();
    }
  };
}

function openDeps(): EngineDeps {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-bench-stage-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true });
  });
  return {
    store: openStore(join(folder, 'data.sqlite')),
    clock: createSystemClock(),
    random: createSystemRandom(),
    log: createLogger({ clock: createSystemClock(), destination: { write: () => undefined }, level: 'silent' }),
    integrations: [workdayDatabricks],
    publish: () => undefined,
    openSource: () => {
      throw new Error('the bench reads from memory');
    },
    openDestination: () => {
      throw new Error('the bench delivers nothing');
    },
    openMessenger: () => {
      throw new Error('the bench posts nothing');
    },
  };
}

/** A flow of its own for each round, so that every record is new each time. */
function startRun(deps: EngineDeps, round: number): StreamRun {
  const definition = workdayDatabricks.streams.find((one) => one.id === stream);
  if (definition === undefined) throw new Error('there is no stream of journals');
  const flowId = `flow-${String(round)}`;
  const flow = {
    id: flowId,
    streams: [{ id: stream, enabled: true, mapping: definition.defaultMapping, exclusions: [] }],
  } as unknown as Flow;
  const [plan] = planStreams(flow, workdayDatabricks);
  if (plan === undefined) throw new Error('the stream of journals is not enabled');
  const runId = `run-${String(round)}`;
  deps.store.runs.insert(
    {
      id: runId,
      flowId,
      flowName: 'bench',
      trigger: 'manual',
      state: 'running',
      startedAtUtc: new Date(deps.clock.now()).toISOString(),
      endedAtUtc: null,
      streams: [freshRunStream(stream, 'Journals')],
      error: null,
    },
    emptyTally,
  );
  return new StreamRun(deps, { flowId, runId }, plan);
}
