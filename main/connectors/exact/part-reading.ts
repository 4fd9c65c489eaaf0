import { AppError } from '../../../shared/errors/app-error.ts';
import type { ExactRow } from './api.ts';
import type { Progress } from './progress.ts';
import { idOf } from './record.ts';
import type { Reading } from './requests.ts';
import type { StreamSpec } from './streams/spec.ts';
import type { WindowPart } from './windows.ts';

/** What is read of one company. */
export interface PartReading extends Reading {
  readonly spec: StreamSpec;
  readonly part: WindowPart;
  /** Kept up to date while it is read. */
  readonly progress: Progress;
}

/** A row that names no document cannot be passed over: its document would be lost. Throws EXACT_FEED_UNUSABLE. */
export function idIn(row: ExactRow, field: string, spec: StreamSpec): string {
  const id = idOf(row, field);
  if (id === null) throw unusable(spec, `a row of its feed has no ${field}`);
  return id;
}

/** A feed that cannot be followed. */
export function unusable(spec: StreamSpec, reason: string): AppError {
  return new AppError('EXACT_FEED_UNUSABLE', 'transient', { phase: 'read', details: { stream: spec.label, reason } });
}

/** The company as records carry it. */
export function companyOf({ code, name, currency }: WindowPart): {
  code: number;
  name: string;
  currency: string | null;
} {
  return { code, name, currency };
}
