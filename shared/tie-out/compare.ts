import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  DecimalSum,
  parseDecimal,
  subtractDecimals,
  sumAmounts,
  ZERO,
  type Decimal,
} from '../money/decimal.ts';
import { assignTo, type GroupKey } from './match.ts';
import {
  causeKinds,
  tieOutFigures,
  type Cause,
  type ComparedFigure,
  type Explanation,
  type Figures,
  type ReportRow,
  type TieOutFigure,
  type TieOutLine,
  type TieOutState,
} from './model.ts';

/** Sums of one group as the destination or this computer computed them. */
export interface SummedGroup extends GroupKey {
  readonly figures: Figures;
}

export interface CompareInput {
  readonly rows: readonly ReportRow[];
  readonly landed: readonly SummedGroup[];
  /** Null where contents are no longer kept on this computer. */
  readonly stored: readonly SummedGroup[] | null;
  readonly causes: readonly Cause[];
}

const mostExamples = 50;

/**
 * Compares a report with what landed, line by line and to the last digit, and tells of each difference which records make it.
 * What landed and is in no line of the report is compared with zero.
 */
export function compareReport({ rows, landed, stored, causes }: CompareInput): TieOutLine[] {
  const ofRows = assignTo(rows, landed);
  const storedOfRows = stored === null ? null : assignTo(rows, stored);
  const causesOfRows = assignTo(rows, causes.map(asGroup));
  const figures = figuresOf(rows);
  const lines = rows.map((row, at) =>
    compareLine({
      row,
      landed: ofRows.assigned[at] ?? [],
      stored: storedOfRows === null ? null : (storedOfRows.assigned[at] ?? []),
      causes: (causesOfRows.assigned[at] ?? []).map(({ cause }) => cause),
      figures: tieOutFigures.filter((figure) => row.figures[figure] !== undefined),
    }),
  );
  const left = unnamed(ofRows.left, storedOfRows?.left ?? null, causesOfRows.left);
  return [...lines, ...left.map((one) => compareLine({ ...one, figures })).filter(hasValue)];
}

/** What the lines say together. */
export function stateOf(lines: readonly TieOutLine[]): TieOutState {
  const all = lines.flatMap((line) => line.figures);
  if (all.every((one) => isZero(one.difference) && (one.stored === null || same(one.stored, one.landed))))
    return 'even';
  return all.every((one) => isZero(one.unexplained)) ? 'explained' : 'open';
}

/** True if the figure is not the same everywhere. */
export function differs(figure: ComparedFigure): boolean {
  return !isZero(figure.difference);
}

interface LineParts {
  readonly row: Pick<ReportRow, 'company' | 'currency' | 'account' | 'figures'> & { readonly line: number | null };
  readonly landed: readonly SummedGroup[];
  readonly stored: readonly SummedGroup[] | null;
  readonly causes: readonly Cause[];
  readonly figures: readonly TieOutFigure[];
}

function asGroup(cause: Cause): SummedGroup & { readonly cause: Cause } {
  const { company, currency, account, figures } = cause;
  return { company, companyName: null, currency, account, accountName: null, figures, cause };
}

/** Figures that any line states: those are compared for what the report does not name. */
function figuresOf(rows: readonly ReportRow[]): TieOutFigure[] {
  return tieOutFigures.filter((figure) => rows.some((row) => row.figures[figure] !== undefined));
}

function compareLine(parts: LineParts): TieOutLine {
  const { row, landed, figures } = parts;
  const [first] = landed;
  return {
    line: row.line,
    company: row.company,
    currency: row.currency,
    account: row.account,
    name: (row.account === null ? first?.companyName : first?.accountName) ?? null,
    figures: figures.map((figure) => compareFigure(figure, parts)),
  };
}

function compareFigure(figure: TieOutFigure, { row, landed, stored, causes }: LineParts): ComparedFigure {
  const report = row.figures[figure] ?? '0';
  if (figure !== 'count' && new Set([...landed, ...causes].map((one) => one.currency)).size > 1) {
    return { figure, report, landed: null, stored: null, difference: null, explanations: [], unexplained: null };
  }
  const landedSum = sumAmounts(landed.map((group) => group.figures[figure] ?? '0'));
  const storedSum = stored === null ? null : sumAmounts(stored.map((group) => group.figures[figure] ?? '0'));
  const difference = minus(report, landedSum);
  const altered = storedSum === null ? [] : alteredThere(minus(storedSum, landedSum));
  const found = [...altered, ...explain(figure, causes, minus(difference, altered[0]?.amount ?? '0'))];
  const counted = found.filter((one) => one.counted).map((one) => one.amount);
  const unexplained = minus(difference, sumAmounts(counted));
  return { figure, report, landed: landedSum, stored: storedSum, difference, explanations: found, unexplained };
}

/** The destination has another sum than what was delivered to it: somebody altered it there. */
function alteredThere(amount: string): Explanation[] {
  return isZero(amount) ? [] : [{ kind: 'altered', records: 0, amount, counted: true, examples: [] }];
}

/** Certain causes always count; possible ones of a kind only where they explain exactly what the certain ones leave. */
function explain(figure: TieOutFigure, causes: readonly Cause[], difference: string): Explanation[] {
  const told: Explanation[] = [];
  let left = parseDecimal(difference) ?? ZERO;
  // Where nothing is to be explained, the report leaves these records out as well.
  const isNeeded = left.units !== 0n;
  for (const certain of [true, false]) {
    for (const kind of causeKinds) {
      const ofKind = causes.filter(
        (one) => one.kind === kind && one.certain === certain && !isZero(one.figures[figure]),
      );
      if (ofKind.length === 0) continue;
      const amount = sumAmounts(ofKind.map((one) => one.figures[figure] ?? '0'));
      const counted =
        isNeeded && (certain || (left.units !== 0n && compareDecimals(parseDecimal(amount) ?? ZERO, left) === 0));
      if (counted) left = subtractDecimals(left, parseDecimal(amount) ?? ZERO);
      told.push({ kind, records: recordsOf(ofKind), amount, counted, examples: examplesOf(ofKind, figure) });
    }
  }
  return told;
}

function recordsOf(causes: readonly Cause[]): number {
  return new Set(causes.map(({ stream, key, label }) => JSON.stringify([stream, key ?? label]))).size;
}

function examplesOf(causes: readonly Cause[], figure: TieOutFigure): Explanation['examples'] {
  const size = ({ figures }: Cause): Decimal => {
    const value = parseDecimal(figures[figure] ?? '0') ?? ZERO;
    return value.units < 0n ? { ...value, units: -value.units } : value;
  };
  return [...causes]
    .sort((a, b) => compareDecimals(size(b), size(a)))
    .slice(0, mostExamples)
    .map((one) => ({ stream: one.stream, key: one.key, label: one.label, amount: one.figures[figure] ?? '0' }));
}

type CauseGroup = SummedGroup & { readonly cause: Cause };

/** Lines for groups that no line of the report names. */
function unnamed(
  landed: readonly SummedGroup[],
  stored: readonly SummedGroup[] | null,
  causes: readonly CauseGroup[],
): Omit<LineParts, 'figures'>[] {
  const keyOf = ({ company, currency, account }: GroupKey) => JSON.stringify([company, currency, account]);
  const keys = new Map([...landed, ...(stored ?? []), ...causes].map((group) => [keyOf(group), group]));
  return [...keys].map(([key, { company, currency, account }]) => ({
    row: { line: null, company, currency, account, figures: {} },
    landed: landed.filter((one) => keyOf(one) === key),
    stored: stored === null ? null : stored.filter((one) => keyOf(one) === key),
    causes: causes.filter((one) => keyOf(one) === key).map(({ cause }) => cause),
  }));
}

function hasValue(line: TieOutLine): boolean {
  return line.figures.some((one) => !isZero(one.landed) || (one.stored !== null && !isZero(one.stored)));
}

function minus(a: string, b: string): string {
  return canonicalDecimal(subtractDecimals(parseDecimal(a) ?? ZERO, parseDecimal(b) ?? ZERO));
}

function isZero(amount: string | null | undefined): boolean {
  return amount === undefined || (amount !== null && (parseDecimal(amount)?.units ?? 1n) === 0n);
}

function same(a: string, b: string | null): boolean {
  return b !== null && isZero(minus(a, b));
}

/** Adds the figures of groups with the same key together. */
export function mergeGroups(groups: Iterable<SummedGroup>): SummedGroup[] {
  const known = new Map<string, { readonly group: SummedGroup; readonly sums: Map<TieOutFigure, DecimalSum> }>();
  for (const group of groups) {
    const key = JSON.stringify([group.company, group.currency, group.account]);
    const one = known.get(key) ?? { group, sums: new Map<TieOutFigure, DecimalSum>() };
    known.set(key, one);
    for (const figure of tieOutFigures) {
      const amount = group.figures[figure];
      if (amount === undefined) continue;
      const sum = one.sums.get(figure) ?? new DecimalSum();
      one.sums.set(figure, sum);
      sum.add(amount);
    }
  }
  return [...known.values()].map(({ group, sums }) => ({
    ...group,
    figures: Object.fromEntries([...sums].map(([figure, sum]) => [figure, sum.text()])),
  }));
}

/** The figures with the opposite sign. */
export function negated(figures: Figures): Figures {
  return Object.fromEntries(
    tieOutFigures.flatMap((figure) => (figures[figure] === undefined ? [] : [[figure, minus('0', figures[figure])]])),
  );
}

/** `a + b`, figure by figure. */
export function added(a: Figures, b: Figures): Figures {
  const of = (figures: Figures, figure: TieOutFigure) => parseDecimal(figures[figure] ?? '0') ?? ZERO;
  return Object.fromEntries(
    tieOutFigures
      .filter((figure) => a[figure] !== undefined || b[figure] !== undefined)
      .map((figure) => [figure, canonicalDecimal(addDecimals(of(a, figure), of(b, figure)))]),
  );
}
