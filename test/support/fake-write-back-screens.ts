import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import type { Proposal, WriteBackState } from '../../shared/model/write-back.ts';
import { minutesFromNow } from './fake-data.ts';

type Answers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

function fields(...labels: readonly string[]) {
  return labels.map((label) => ({ path: label.toLowerCase(), label, column: label.toLowerCase() }));
}

function fresh(): { state: WriteBackState; proposals: Proposal[] } {
  return {
    state: {
      flowId: 'flow-exact',
      streams: [
        { id: 'gl_accounts', label: 'GL accounts', enabled: false, fields: fields('Description', 'Blocked') },
        { id: 'cost_centers', label: 'Cost centers', enabled: true, fields: fields('Description', 'End date') },
      ],
      lookedAtUtc: null,
      open: 0,
    },
    proposals: [],
  };
}

const now = fresh();

function proposal(id: string, label: string, change: Partial<Proposal>): Proposal {
  return {
    ...{ id, flowId: 'flow-exact', stream: 'cost_centers', key: id, label, fingerprint: `seen-${id}`, state: 'open' },
    changes: [
      {
        path: 'description',
        column: 'description',
        label: 'Description',
        before: 'Sales',
        after: 'Sales Benelux',
        problem: null,
      },
    ],
    ...{ error: null, foundAtUtc: minutesFromNow(-1), decidedAtUtc: null, decidedBy: null, reason: null, runId: null },
    ...change,
  };
}

function found(): Proposal[] {
  const end = {
    path: 'end_date',
    column: 'end_date',
    label: 'End date',
    before: null,
    after: '2026-12-31',
    problem: null,
  };
  const empty = {
    path: 'description',
    column: 'description',
    label: 'Description',
    before: 'Fleet',
    after: '',
    problem: 'empty' as const,
  };
  const conflict = {
    code: 'WRITE_BACK_CONFLICT',
    kind: 'config' as const,
    text: 'It changed since.',
    effect: 'Nothing was written.',
    next: 'Sync the flow.',
  };
  const decided = {
    decidedAtUtc: minutesFromNow(-2000),
    decidedBy: 'finance@laptop',
    reason: 'As agreed in the close meeting',
  };
  return [
    proposal('p1', 'NL-SALES Sales', { changes: [...proposal('p1', '', {}).changes, end] }),
    proposal('p2', 'NL-FLEET Fleet', { changes: [empty] }),
    proposal('p3', 'NL-IT IT Operations', { state: 'conflict', error: { ...conflict, details: {} }, ...decided }),
    proposal('p4', 'NL-HR Training', { state: 'written', runId: 'run-1', ...decided }),
  ];
}

function decide(id: string, state: Proposal['state'], reason: string): Proposal {
  const one = now.proposals.find((known) => known.id === id);
  if (one === undefined) throw new Error(`no proposal ${id}`);
  const next: Proposal = { ...one, state, reason, decidedBy: 'finance@laptop', decidedAtUtc: minutesFromNow(0) };
  now.proposals = now.proposals.map((known) => (known.id === id ? next : known));
  return next;
}

/** Writing back, for tests of the screens: looking finds two changes and shows two that were decided before. */
export const writeBackAnswers: Answers = {
  'write-back.state': ({ flowId }) => {
    // The other flows read a source that takes nothing.
    if (flowId !== now.state.flowId) return null;
    return { ...now.state, open: now.proposals.filter(({ state }) => state === 'open').length };
  },
  'write-back.set': ({ streams }) => {
    now.state = {
      ...now.state,
      streams: now.state.streams.map((one) => ({ ...one, enabled: streams.includes(one.id) })),
    };
    return now.state;
  },
  'write-back.look': () => {
    now.proposals = found();
    now.state = { ...now.state, lookedAtUtc: minutesFromNow(0) };
    return now.state;
  },
  'write-back.list': () => now.proposals,
  'write-back.approve': ({ id, reason }) => decide(id, 'written', reason),
  'write-back.dismiss': ({ id, reason }) => decide(id, 'dismissed', reason),
};
