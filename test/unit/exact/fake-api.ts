import type { ExactApi, ExactPage, ExactRequest, ExactRow } from '../../../main/connectors/exact/api.ts';
import type { PlanOptions } from '../../../main/connectors/exact/windows.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { SourceBudget } from '../../../shared/model/source-budget.ts';

export const never = new AbortController().signal;
export const AS_OF = '2026-11-21T12:00:00.000Z';
export const guid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export type Answers = Readonly<Record<string, (request: ExactRequest) => readonly ExactRow[]>>;

const spent = new AppError('EXACT_DAY_BUDGET_SPENT', 'rate-limited', { retryAfterMs: 60_000 });
const budget: SourceBudget = {
  ...{ part: '1', label: 'One', left: 1, perDay: 2, keptBack: 1, minute: null, learnedAtUtc: AS_OF },
  resetsAtUtc: '2026-11-22T00:00:00.000Z',
};

/** An API that answers from functions, by resource, and notes what it was asked; the calls of the day end behind the first page of `spentAt`. */
export function apiOf(answers: Answers, spentAt: string | null = null): { api: ExactApi; asked: ExactRequest[] } {
  const asked: ExactRequest[] = [];
  async function* pages(request: ExactRequest): AsyncGenerator<ExactPage> {
    asked.push(request);
    const rows = answers[request.resource]?.(request) ?? [];
    const base = { bytes: 10, sourceMs: 1, serverDate: null };
    const count = request.query.count === true ? rows.length : null;
    // Two pages, as if there were more than one holds.
    const half = Math.ceil(rows.length / 2);
    yield await Promise.resolve({ ...base, rows: rows.slice(0, half), count, next: rows.length > half ? 'on' : null });
    if (rows.length > half) {
      if (spentAt === request.resource) throw spent;
      yield { ...base, rows: rows.slice(half), count, next: null };
    }
  }
  const unused = (): never => {
    throw new Error('not asked here');
  };
  const api = {
    pages,
    change: unused,
    mayRead: unused,
    me: unused,
    moment: unused,
    divisions: unused,
    knownDivisions: unused,
    budgetOf: () => budget,
    nameOf: unused,
  };
  return { api, asked };
}

export function options(changes: Partial<PlanOptions> = {}): PlanOptions {
  const division = { country: 'NL', currency: 'EUR', status: 1, blocking: 0, movedAt: null, linkChangedAt: null };
  return {
    host: 'https://start.exactonline.nl',
    asOf: AS_OF,
    overlapMs: 300_000,
    chosen: [1],
    permitted: [
      { code: 1, description: 'One', ...division },
      { code: 2, description: 'Two', ...division },
    ],
    leftOut: new Set(),
    ...changes,
  };
}
