import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { ExactApi, ExactDivision, ExactRow } from './api.ts';

/** Where companies are listed: the right place, and the older one that some licences have instead (reference page §2). */
const PLACES = [
  {
    resource: 'system/Divisions',
    select: [
      'Code',
      'Description',
      'Country',
      'Currency',
      'Status',
      'BlockingStatus',
      'DivisionMoveDate',
      'DivisionHRLinkUnlinkDate',
    ],
    read: divisionOf,
  },
  {
    resource: 'hrm/Divisions',
    select: ['Code', 'Description', 'Country', 'Currency', 'Status'],
    // Here 0 is a regular company and 1 an archived one.
    read: (row: ExactRow): ExactDivision => ({ ...divisionOf(row), status: numberIn(row, 'Status') === 0 ? 1 : 2 }),
  },
] as const;

/**
 * The companies that the user and the app may use. The list is asked for through the company that the user has open, or through
 * one that was chosen, since every path names one; nothing else ever follows what a person opens. Throws
 * EXACT_CURRENT_COMPANY_NOT_ALLOWED where the app may use none of them, EXACT_DAY_BUDGET_SPENT and EXACT_RATE_LIMITED where none of those
 * that it may use can be asked now.
 */
export async function listDivisions(
  api: ExactApi,
  chosen: readonly number[],
  signal: AbortSignal,
): Promise<ExactDivision[]> {
  const { currentDivision } = await api.me(signal);
  let spent: AppError | null = null;
  for (const through of new Set([currentDivision, ...chosen])) {
    try {
      const divisions = await listThrough(api, through, signal);
      if (divisions !== null) return divisions;
    } catch (error) {
      // The calls of one company are used up: the others can still be asked, and read.
      if (!isAppError(error) || error.kind !== 'rate-limited') throw error;
      spent ??= error;
    }
  }
  if (spent !== null) throw spent;
  throw new AppError('EXACT_CURRENT_COMPANY_NOT_ALLOWED', 'permission', {
    phase: 'connect',
    details: { division: currentDivision },
  });
}

/** Null if the app may not use the company that the path names. */
async function listThrough(api: ExactApi, division: number, signal: AbortSignal): Promise<ExactDivision[] | null> {
  let failure: unknown;
  for (const { resource, select, read } of PLACES) {
    try {
      const divisions: ExactDivision[] = [];
      const request = { division, resource, query: { select }, purpose: 'companies', signal };
      for await (const { rows } of api.pages(request)) divisions.push(...rows.map(read));
      return divisions.sort((a, b) => a.code - b.code);
    } catch (error) {
      if (isAppError(error) && error.code === 'EXACT_COMPANY_NOT_ALLOWED') return null;
      failure ??= error;
      const mayBeElsewhere = isAppError(error) && ['EXACT_NOT_FOUND', 'EXACT_RIGHTS_MISSING'].includes(error.code);
      if (!mayBeElsewhere) throw error;
    }
  }
  throw failure;
}

function divisionOf(row: ExactRow): ExactDivision {
  return {
    code: numberIn(row, 'Code'),
    description: (textIn(row, 'Description') ?? '').trim(),
    country: textIn(row, 'Country')?.trim() ?? null,
    currency: textIn(row, 'Currency')?.trim() ?? null,
    status: numberIn(row, 'Status', 1),
    blocking: numberIn(row, 'BlockingStatus', 0),
    movedAt: momentIn(row, 'DivisionMoveDate'),
    linkChangedAt: momentIn(row, 'DivisionHRLinkUnlinkDate'),
  };
}

function textIn(row: ExactRow, field: string): string | null {
  const value = row[field];
  return typeof value === 'string' ? value : null;
}

function numberIn(row: ExactRow, field: string, otherwise?: number): number {
  const value = Number(textIn(row, field) ?? Number.NaN);
  if (Number.isInteger(value)) return value;
  if (otherwise !== undefined) return otherwise;
  throw new AppError('EXACT_ANSWER_UNREADABLE', 'transient', {
    phase: 'connect',
    details: { resource: 'system/Divisions', division: null, reason: 'a company has no number' },
  });
}

/** Only ever compared with what it was before, so that the wall clock in it does not matter (reference page §3.3). */
function momentIn(row: ExactRow, field: string): string | null {
  const digits = /^\/Date\((-?\d{1,15})/.exec(textIn(row, field) ?? '')?.[1];
  return digits === undefined ? null : new Date(Number(digits)).toISOString();
}

/** Why a company cannot be read now, in words; null if it can. */
export function whyNot({ status, blocking }: ExactDivision): string | null {
  if (status === 2) return 'archived';
  if (status === 0) return 'inactive';
  return blocking === 0 ? null : 'blocked by Exact Online for now (a backup, a copy or a conversion)';
}
