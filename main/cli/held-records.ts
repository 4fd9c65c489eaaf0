import type { InputOf } from '../../shared/contract/contract.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { CliIo } from './io.ts';
import { oneLine } from './text-table.ts';
import { countOption, usageError } from './usage.ts';
import { listOption, print, textOption, type VerbArgs } from './verb.ts';

type Filter = InputOf<'held.list'>['filter'];

/** `rejected list --held`: each held record with its reasons and what it waits for. */
export async function listHeld(app: AppPort, args: VerbArgs, io: CliIo, filter: Filter): Promise<ExitCode> {
  const state = args.options['all'] === true ? {} : { state: 'open' as const };
  const limit = countOption('limit', textOption(args, 'limit'), 100, 500);
  const answer = await ask(app, 'held.list', { filter: { ...filter, ...state }, sort: [], limit, offset: 0 });
  print(args, io, answer, () => {
    const records = answer.items.map((one) => {
      const reasons = one.reasons.map((reason) => `  ${oneLine(reason.text)} ${reason.next} [${reason.code}]`);
      const waits = one.awaited.map(({ streamLabel, name, called }) => `${streamLabel} ${oneLine(called ?? name)}`);
      const said = [
        ...(one.released === undefined ? [] : [`  goes with the next run: ${oneLine(one.released.reason)}`]),
        ...(one.dismissed === undefined ? [] : [`  dismissed: ${oneLine(one.dismissed.reason)}`]),
      ];
      const head = `${one.stream} ${oneLine(one.label)} (${one.key}, ${one.state}, entry ${one.id})`;
      return [head, ...reasons, `  waits for ${waits.join(', ')}`, ...said].join('\n');
    });
    return [`${String(answer.items.length)} of ${String(answer.total)} held records`, ...records].join('\n\n');
  });
  return exitCodes.done;
}

/** `rejected release|dismiss --held`: held records that are to be loaded all the same, or never. */
export async function sayOfHeld(
  app: AppPort,
  { args, io }: { readonly args: VerbArgs; readonly io: CliIo },
  deed: 'release' | 'dismiss',
  filter: Filter,
): Promise<ExitCode> {
  const reason = textOption(args, 'why')?.trim() ?? '';
  const ids = listOption(args, 'id');
  if (reason.length < 3) throw usageError('Say why with --why TEXT');
  if (ids.length === 0 && filter.reason === undefined) throw usageError('Say which with --id ID or --reason CODE');
  const selection = ids.length === 0 ? { kind: 'all' as const, except: [] } : { kind: 'keys' as const, keys: [...ids] };
  const answer = await ask(app, deed === 'release' ? 'held.release' : 'held.dismiss', { filter, selection, reason });
  const words = deed === 'release' ? 'held records go with the run of their stream' : 'held records dismissed';
  print(args, io, answer, () => `${String(answer.changed)} ${words}`);
  return answer.changed > 0 ? exitCodes.done : exitCodes.failed;
}

/** `rejected reopen --held`: takes dismissals of held records back. */
export async function reopenHeld(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const ids = listOption(args, 'id');
  if (ids.length === 0) throw usageError('Say which with --id ID');
  const answer = await ask(app, 'held.reopen', { ids: [...ids] });
  print(args, io, answer, () => `${String(answer.changed)} open again, ${String(answer.kept)} left as they are`);
  return answer.kept === 0 ? exitCodes.done : exitCodes.failed;
}
