import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import type { Cell } from '../../../shared/model/record.ts';
import type { WritableField } from '../../ports/write-back.ts';
import type { StreamPlan } from '../stream-plan.ts';

/** A field that may be written back, with the column in which it landed. */
export interface LandedField {
  readonly field: WritableField;
  readonly column: string;
}

/** Fields whose value stands in a column of its own as it is: only from there is it known what somebody meant. */
export function landedFields(plan: StreamPlan, fields: readonly WritableField[]): LandedField[] {
  return fields.flatMap((field) => {
    const column = columnOf(plan, field);
    return column === undefined ? [] : [{ field, column: column.column }];
  });
}

function columnOf(plan: StreamPlan, { path, kind }: WritableField): ColumnMapping | undefined {
  return plan.target.mapping.header.columns.find(
    (column) =>
      column.path === path &&
      column.type.kind === kind &&
      (column.transform.kind === 'copy' || column.transform.kind === 'trim'),
  );
}

/** What the source would refuse of a value; null if nothing. */
export function problemOf(field: WritableField, value: Cell): 'empty' | 'too-long' | 'not-one-of' | null {
  if (value === null || value === '') return field.mayBeEmpty ? null : 'empty';
  if (typeof value !== 'string') return null;
  if (field.longest !== null && value.length > field.longest) return 'too-long';
  return field.among === null || field.among.includes(value) ? null : 'not-one-of';
}
