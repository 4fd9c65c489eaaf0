import type { InputOf } from '../../shared/contract/contract.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { findFlow } from './find-flow.ts';
import { listHeld, reopenHeld, sayOfHeld } from './held-records.ts';
import type { CliIo } from './io.ts';
import { oneLine } from './text-table.ts';
import { countOption, usageError } from './usage.ts';
import { listOption, print, textOption, type Verb, type VerbArgs } from './verb.ts';

type Filter = InputOf<'rejected.list'>['filter'];

/**
 * `rejected`: each rejected record with its reasons and what to do; `dismiss` closes some with a reason, `reopen` takes that back. With
 * `--held` the same of held records, and `release`.
 */
export const rejectedVerb: Verb = {
  name: 'rejected',
  words: '[list|dismiss|reopen|release] [FLOW]',
  maxWords: 2,
  summary: 'list rejected or held records with their reasons, or dismiss some',
  options: {
    run: { type: 'string', value: 'RUN', help: 'only records of this run' },
    reason: { type: 'string', value: 'CODE', help: 'only records with this reason' },
    id: { type: 'string', multiple: true, value: 'ID', help: 'only this record (may be given again)' },
    why: { type: 'string', value: 'TEXT', help: 'dismiss: your reason, which goes into the audit trail' },
    held: { type: 'boolean', help: 'held records in place of rejected ones; “release” loads them all the same' },
    limit: { type: 'string', value: 'N', help: 'list: how many (100)' },
    all: { type: 'boolean', help: 'list: also those that are resolved or dismissed' },
  },
  needsVault: false,
  run: rejected,
};

const deeds = ['list', 'dismiss', 'reopen', 'release'] as const;

async function rejected(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const deed = deeds.find((one) => one === args.words[0]);
  const flow = deed === undefined ? args.words[0] : args.words[1];
  if (deed === undefined && args.words.length > 1)
    throw usageError(`“rejected” does not take “${args.words[1] ?? ''}”`);
  if (args.options['held'] === true) return await held(app, { args, io }, deed ?? 'list', flow);
  if (deed === 'release') throw usageError('Only held records are released: add --held');
  if (deed === 'reopen') return await reopen(app, args, io);
  const filter = await filterOf(app, args, flow);
  return deed === 'dismiss' ? await dismiss(app, args, io, filter) : await list(app, args, io, filter);
}

async function held(
  app: AppPort,
  { args, io }: { readonly args: VerbArgs; readonly io: CliIo },
  deed: (typeof deeds)[number],
  flow: string | undefined,
): Promise<ExitCode> {
  if (deed === 'reopen') return await reopenHeld(app, args, io);
  const filter = await filterOf(app, args, flow);
  return deed === 'list' ? await listHeld(app, args, io, filter) : await sayOfHeld(app, { args, io }, deed, filter);
}

async function filterOf(app: AppPort, args: VerbArgs, flow: string | undefined): Promise<Filter> {
  const runId = textOption(args, 'run');
  const reason = textOption(args, 'reason');
  return {
    ...(runId === undefined ? {} : { runId }),
    ...(reason === undefined ? {} : { reason }),
    ...(flow === undefined ? {} : { flowId: (await findFlow(app, flow)).flow.id }),
  };
}

async function list(app: AppPort, args: VerbArgs, io: CliIo, filter: Filter): Promise<ExitCode> {
  const state = args.options['all'] === true ? {} : { state: 'open' as const };
  const limit = countOption('limit', textOption(args, 'limit'), 100, 500);
  const answer = await ask(app, 'rejected.list', { filter: { ...filter, ...state }, sort: [], limit, offset: 0 });
  print(args, io, answer, () => {
    const records = answer.items.map((one) => {
      const reasons = one.reasons.map((reason) => `  ${oneLine(reason.text)} ${reason.next} [${reason.code}]`);
      const why = one.dismissed === undefined ? [] : [`  dismissed: ${oneLine(one.dismissed.reason)}`];
      const head = `${one.stream} ${oneLine(one.label)} (${one.key ?? 'no id'}, ${one.state}, entry ${one.id})`;
      return [head, ...reasons, ...why].join('\n');
    });
    return [`${String(answer.items.length)} of ${String(answer.total)} rejected records`, ...records].join('\n\n');
  });
  return exitCodes.done;
}

async function dismiss(app: AppPort, args: VerbArgs, io: CliIo, filter: Filter): Promise<ExitCode> {
  const reason = textOption(args, 'why')?.trim() ?? '';
  const ids = listOption(args, 'id');
  if (reason.length < 3) throw usageError('Say why with --why TEXT');
  if (ids.length === 0 && filter.reason === undefined) throw usageError('Say which with --id ID or --reason CODE');
  const selection = ids.length === 0 ? { kind: 'all' as const, except: [] } : { kind: 'keys' as const, keys: [...ids] };
  const answer = await ask(app, 'rejected.dismiss', { filter, selection, reason });
  print(args, io, answer, () => `${String(answer.changed)} rejected records dismissed`);
  return answer.changed > 0 ? exitCodes.done : exitCodes.failed;
}

async function reopen(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const ids = listOption(args, 'id');
  if (ids.length === 0) throw usageError('Say which with --id ID');
  const answer = await ask(app, 'rejected.reopen', { ids: [...ids] });
  print(args, io, answer, () => `${String(answer.changed)} open again, ${String(answer.kept)} left as they are`);
  return answer.kept === 0 ? exitCodes.done : exitCodes.failed;
}
