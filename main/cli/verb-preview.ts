import type { Preview } from '../../shared/model/preview.ts';
import { displayAmount } from '../../shared/money/display.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { findFlow } from './find-flow.ts';
import type { CliIo } from './io.ts';
import { formatTable, oneLine } from './text-table.ts';
import { countOption } from './usage.ts';
import { listOption, print, textOption, type Verb, type VerbArgs } from './verb.ts';

/** Shows what a run would change, for a sample of each stream; writes nothing. Ends with 3 if a record would be rejected. */
export const previewVerb: Verb = {
  name: 'preview',
  words: '[FLOW]',
  maxWords: 1,
  summary: 'show what a run would change; writes nothing',
  options: {
    stream: { type: 'string', multiple: true, value: 'ID', help: 'only this stream (may be given again)' },
    limit: { type: 'string', value: 'N', help: 'records of each stream (20)' },
  },
  needsVault: true,
  run: preview,
};

async function preview(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const { flow } = await findFlow(app, args.words[0]);
  const limit = countOption('limit', textOption(args, 'limit'), 20, 200);
  const chosen = listOption(args, 'stream');
  const streams = chosen.length > 0 ? chosen : flow.streams.filter((one) => one.enabled).map((one) => one.id);
  const previews: Preview[] = [];
  for (const stream of streams) {
    io.progress(`reading ${stream}`);
    previews.push(await ask(app, 'preview.run', { flowId: flow.id, stream, limit }));
  }
  io.progress('');
  print(args, io, previews, () => previews.map(previewText).join('\n\n'));
  const isClean = previews.every((one) => one.counts.rejected === 0);
  return isClean ? exitCodes.done : exitCodes.rejected;
}

const outcomes = ['insert', 'update', 'unchanged', 'rejected', 'excluded', 'held'] as const;

function previewText(one: Preview): string {
  const announced = one.announced === null ? '' : ` of ${String(one.announced)}`;
  const counts = outcomes.map((name) => `${name} ${String(one.counts[name])}`).join(', ');
  const rows = one.items.map((item) => {
    const why = item.reasons.map((reason) => reason.text).join(' ');
    const changes = item.changes
      .map((change) => `${change.field}: ${cell(change.before)} → ${cell(change.after)}`)
      .join('; ');
    return [item.outcome, oneLine(item.label), oneLine(item.excludedReason ?? (why === '' ? changes : why))];
  });
  const money = one.moneyEffect.map((effect) => [
    effect.amount,
    oneLine(effect.currency),
    displayAmount(effect.delta, effect.currency),
  ]);
  return [
    `${one.label}: ${String(one.items.length)}${announced} records (${one.window}): ${counts}`,
    ...(rows.length === 0
      ? []
      : [formatTable([{ title: 'would' }, { title: 'record' }, { title: 'what' }], rows, '  ')]),
    ...(money.length === 0
      ? []
      : [formatTable([{ title: 'amount' }, { title: 'currency' }, { title: 'change', align: 'right' }], money, '  ')]),
    ...planLines(one),
  ].join('\n');
}

function planLines(one: Preview): string[] {
  const changes = one.plan.changes.map(
    (change) => `  ${change.object}: ${change.summary}\n    ${change.sql.replaceAll('\n', '\n    ')}`,
  );
  const conflicts = one.plan.conflicts.map((conflict) => `  ${conflict.object}: ${conflict.text} ${conflict.next}`);
  return [...changes, ...conflicts];
}

function cell(value: string | boolean | null): string {
  return value === null ? 'empty' : String(value);
}
