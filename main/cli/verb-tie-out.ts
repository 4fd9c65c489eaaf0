import type { TieOut, TieOutKind } from '../../shared/tie-out/model.ts';
import { tieOutKinds } from '../../shared/tie-out/model.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { createSystemClock } from '../ports/system-time.ts';
import { nowUtc } from '../ports/time.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { findFlow } from './find-flow.ts';
import type { CliIo } from './io.ts';
import { formatTable, oneLine } from './text-table.ts';
import { usageError } from './usage.ts';
import { print, textOption, type Verb, type VerbArgs } from './verb.ts';

/** `tie-out`: a report of the source, from a file, held against what landed. Ends with 1 while an amount stays unexplained. */
export const tieOutVerb: Verb = {
  name: 'tie-out',
  words: '[FLOW]',
  maxWords: 1,
  summary: 'hold a report of the source against what landed (asks the destination)',
  options: {
    report: { type: 'string', value: 'FILE', help: 'lines of the report, as copied from a spreadsheet' },
    kind: { type: 'string', value: 'KIND', help: tieOutKinds.join(', ') },
    period: { type: 'string', value: 'YYYY-MM', help: 'month of the report' },
    'as-of': { type: 'string', value: 'DAY', help: 'open-invoices: the day, YYYY-MM-DD' },
    company: { type: 'string', value: 'ID', help: 'only this company' },
    reported: {
      type: 'string',
      value: 'MOMENT',
      help: 'when the report was made, UTC, such as 2026-11-02T08:00:00Z (now)',
    },
    numbers: { type: 'string', value: 'STYLE', help: 'comma (1.234,56) or point (1,234.56); else as the report shows' },
  },
  needsVault: true,
  run: tieOut,
};

async function tieOut(app: AppPort, args: VerbArgs, io: CliIo): Promise<ExitCode> {
  const kind = oneOf<TieOutKind>(args, 'kind', tieOutKinds) ?? missing('--kind KIND');
  const file = textOption(args, 'report') ?? missing('--report FILE');
  const asOf = kind === 'open-invoices' ? (textOption(args, 'as-of') ?? missing('--as-of DAY')) : null;
  const period = asOf === null ? (textOption(args, 'period') ?? missing('--period YYYY-MM')) : asOf.slice(0, 7);
  const { flow } = await findFlow(app, args.words[0]);
  const { kinds } = await ask(app, 'tie-outs.kinds', { flowId: flow.id });
  const made = await ask(app, 'tie-outs.make', {
    parameters: {
      ...{ flowId: flow.id, kind, period, asOf, company: textOption(args, 'company') ?? null },
      reportedAtUtc: textOption(args, 'reported') ?? nowUtc(createSystemClock()),
      leftOut: kinds.find((one) => one.kind === kind)?.leftOut ?? [],
      numbers: oneOf(args, 'numbers', ['comma', 'point'] as const) ?? null,
    },
    entered: await io.readFile(file),
  });
  print(args, io, made, () => textOf(made));
  return made.state === 'open' ? exitCodes.failed : exitCodes.done;
}

function missing(what: string): never {
  throw usageError(`Say ${what}`);
}

function oneOf<Value extends string>(args: VerbArgs, name: string, values: readonly Value[]): Value | undefined {
  const given = textOption(args, name);
  if (given === undefined) return undefined;
  const found = values.find((one) => one === given);
  if (found === undefined) throw usageError(`--${name} must be one of ${values.join(', ')}`);
  return found;
}

const states = {
  even: 'Even: the report and what landed are the same.',
  explained: 'Differs; every difference is explained.',
  open: 'Differs, and an amount stays unexplained.',
} as const;

function textOf({ state, lines }: TieOut): string {
  const rows = lines.flatMap((line) =>
    line.figures.map((one) => [
      oneLine([line.company, line.account, line.currency].filter((part) => part !== null).join(' ')),
      one.figure,
      one.report,
      one.landed ?? '',
      one.difference ?? '',
      one.explanations.map((cause) => `${cause.kind} ${cause.amount}${cause.counted ? '' : '?'}`).join(', '),
      one.unexplained ?? '',
    ]),
  );
  const heads = ['line', 'figure', 'report', 'landed', 'difference', 'why', 'unexplained'];
  const right = new Set(['report', 'landed', 'difference', 'unexplained']);
  const columns = heads.map((title) => (right.has(title) ? { title, align: 'right' as const } : { title }));
  return [formatTable(columns, rows), '', states[state]].join('\n');
}
