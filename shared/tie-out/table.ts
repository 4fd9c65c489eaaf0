import type { TieOut } from './model.ts';

/** Heads of the columns of `tieOutTable`: names of fields, the same in every language, for files that programs read. */
export const tieOutHead = [
  'line',
  'company',
  'currency',
  'account',
  'name',
  'figure',
  'report',
  'landed',
  'stored',
  'difference',
  'cause',
  'cause_counted',
  'cause_records',
  'cause_amount',
  'record_stream',
  'record_key',
  'record_label',
  'record_amount',
  'unexplained',
] as const;

type TableRow = readonly (string | null)[];

/** The comparison as rows of raw values: one per figure, followed by one per cause and one per record named for it. */
export function tieOutTable(tieOut: Pick<TieOut, 'lines'>): TableRow[] {
  return tieOut.lines.flatMap((line) =>
    line.figures.flatMap((figure): TableRow[] => {
      const lineNumber = line.line === null ? null : String(line.line);
      const head = [lineNumber, line.company, line.currency, line.account, line.name, figure.figure];
      const sums = [figure.report, figure.landed, figure.stored, figure.difference];
      const none = [null, null, null, null];
      return [
        [...head, ...sums, ...none, ...none, figure.unexplained],
        ...figure.explanations.flatMap((one): TableRow[] => {
          const cause = [one.kind, one.counted ? 'yes' : 'no', String(one.records), one.amount];
          return [
            [...head, ...none, ...cause, ...none, null],
            ...one.examples.map((record): TableRow => {
              const named = [record.stream, record.key, record.label, record.amount];
              return [...head, ...none, one.kind, null, null, null, ...named, null];
            }),
          ];
        }),
      ];
    }),
  );
}
