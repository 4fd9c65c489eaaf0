import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import { trailChoices, type TrailState } from '../../shared/model/audit-retention.ts';
import { retentionLimit } from '../../shared/model/retention.ts';
import { minutesFromNow } from './fake-data.ts';

type Answers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

const onThisComputer = { account: 'j.visser', machine: 'FIN-LT-0231' } as const;
const actors = [
  { kind: 'person', where: 'window', ...onThisComputer },
  { kind: 'app', where: 'schedule', ...onThisComputer },
  { kind: 'app', where: 'background', ...onThisComputer },
] as const;

/** An entry of the trail. */
function auditEntryOf(number: number): OutputOf<'audit.list'>['items'][number] {
  const startedAtUtc = minutesFromNow(-(300 - number) * 7);
  return {
    number,
    atUtc: startedAtUtc,
    event: number % 3 === 0 ? 'run.ended' : 'run.started',
    subject: 'run-1',
    details: { state: 'succeeded', streams: 7 },
    actor: actors[number % actors.length] ?? null,
    hash: 'ab12cd34ef56'.repeat(5),
    previousHash: '12cd34ef56ab'.repeat(5),
    about: {
      flow: { id: 'flow-1', name: 'Workday → Databricks', exists: true },
      connection: null,
      run: { id: 'run-1', startedAtUtc },
      streamLabel: null,
      message: null,
    },
  };
}

const entries = 300;

function trailOf(keep: TrailState['keep']): TrailState {
  const effects = trailChoices.map((one, index) => ({
    keep: one,
    beforeUtc: retentionLimit(one, Date.parse(minutesFromNow(0))),
    entries: index === 0 ? 18_204 : 0,
  }));
  return { keep, effects, tombstone: null, waitsForVault: false };
}

/** Answers about the audit trail and evidence packs. */
export const auditAnswers: Answers = {
  'audit.people': () => ['app', 'person:j.visser'],
  'audit.retention': () => trailOf('for-ever'),
  'audit.keep': ({ keep }) => trailOf(keep),
  'audit.note-export': () => ({}),
  'evidence.make': ({ scope }) => ({
    fileName: scope.kind === 'run' ? 'evidence-run.zip' : `evidence-${scope.fromDay}-${scope.toDay}.zip`,
    sha256: 'ab12cd34'.repeat(8),
    bytes: 3,
    parts: 1,
    runs: scope.kind === 'run' ? 1 : 62,
  }),
  'evidence.progress': () => ({ share: 0.4 }),
  'evidence.part': () => ({ base64: 'UEsD' }),
  'audit.list': ({ offset, limit }) => ({
    total: entries,
    items: Array.from({ length: Math.min(limit, entries - offset) }, (_, index) =>
      auditEntryOf(entries - offset - index),
    ),
    verified: true,
    brokenAt: null,
    tombstone: null,
    verifiedEntries: entries,
    verifiedAtUtc: minutesFromNow(0),
  }),
};
