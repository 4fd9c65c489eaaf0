import { AppError } from '../../../shared/errors/app-error.ts';
import type { SchemaChange, SchemaPlan } from '../../../shared/model/plan.ts';
import type { TargetStream } from '../../ports/destination.ts';
import { StatementError } from './errors.ts';
import { readInventory, type Inventory, type PresentTable } from './inventory.ts';
import { type Session } from './session.ts';
import { addColumns, allowWidening, createSchema, createTable, createVolume, widenColumn } from './sql/ddl.ts';
import { readable, type Place } from './sql/names.ts';
import { batchesShape, streamShapes, type TableShape } from './sql/shapes.ts';
import { canWiden, holds, normaliseType } from './sql/types.ts';

type Conflict = SchemaPlan['conflicts'][number];
type Part = { readonly changes: readonly SchemaChange[]; readonly conflicts: readonly Conflict[] };

const writableTypes = new Set(['MANAGED', 'EXTERNAL', 'BASE TABLE', 'TABLE', '']);

/** What would have to change before the streams fit. Reads information_schema; changes nothing. Throws as statements do. */
export async function planStreams(
  session: Session,
  streams: readonly TargetStream[],
  signal: AbortSignal,
): Promise<SchemaPlan> {
  const inventory = await readInventory(session, { phase: 'plan', signal });
  return diff(session.place, shapesOf(streams), inventory);
}

/** Every table that the streams need, each once, lines before headers as they are written. */
export function shapesOf(streams: readonly TargetStream[]): TableShape[] {
  const shapes = streams.flatMap((stream) => streamShapes(stream.mapping, stream.label));
  return [...new Map([...shapes, batchesShape].map((shape) => [shape.table, shape])).values()];
}

/** The changes that turn what is there into what is wanted, and what a person must decide. Pure. */
export function diff(place: Place, shapes: readonly TableShape[], inventory: Inventory): SchemaPlan {
  const parts = shapes.map((shape): Part => {
    const present = inventory.tables.get(shape.table);
    return present === undefined ? { changes: [newTable(place, shape)], conflicts: [] } : evolve(place, shape, present);
  });
  return {
    changes: [...newRoom(place, inventory), ...parts.flatMap((part) => part.changes)],
    conflicts: parts.flatMap((part) => part.conflicts),
  };
}

function newRoom(place: Place, inventory: Inventory): SchemaChange[] {
  const schema: SchemaChange = {
    object: `${place.catalog}.${place.schema}`,
    kind: 'create-schema',
    summary: `Makes the schema ${place.schema}`,
    columns: [],
    sql: createSchema(place),
  };
  const volume: SchemaChange = {
    object: readable(place, place.volume),
    kind: 'create-volume',
    summary: `Makes the volume ${place.volume}, where large batches are staged`,
    columns: [],
    sql: createVolume(place),
  };
  return [
    ...(inventory.hasSchema ? [] : [schema]),
    ...(inventory.volumes.has(place.volume.toLowerCase()) ? [] : [volume]),
  ];
}

function newTable(place: Place, shape: TableShape): SchemaChange {
  return {
    object: readable(place, shape.table),
    kind: 'create-table',
    summary: `Makes the table with ${count(shape.columns.length, 'column')}`,
    columns: shape.columns.map((column) => ({ name: column.name, from: null, to: column.type })),
    sql: createTable(place, shape),
  };
}

function evolve(place: Place, shape: TableShape, present: PresentTable): Part {
  const object = readable(place, shape.table);
  if (!writableTypes.has(present.type)) return { changes: [], conflicts: [notATable(object, present.type)] };
  const missing = shape.columns.filter((column) => !present.columns.has(column.name));
  const adding: SchemaChange[] =
    missing.length === 0
      ? []
      : [
          {
            object,
            kind: 'add-columns',
            summary: `Adds ${count(missing.length, 'column')}: ${missing.map((column) => column.name).join(', ')}`,
            columns: missing.map((column) => ({ name: column.name, from: null, to: column.type })),
            sql: addColumns(place, shape.table, missing),
          },
        ];
  const differing = shape.columns.flatMap((column) => {
    const from = present.columns.get(column.name)?.type;
    return from === undefined || holds(from, normaliseType(column.type))
      ? []
      : [{ name: column.name, from, to: column.type }];
  });
  const widening = differing.filter((one) => canWiden(one.from, normaliseType(one.to)));
  return {
    changes: [...adding, ...widen(place, shape.table, widening)],
    conflicts: [
      ...differing.filter((one) => !widening.includes(one)).map((one) => otherType(object, one)),
      ...unfilled(object, shape, present),
    ],
  };
}

function widen(
  place: Place,
  table: string,
  columns: readonly { name: string; from: string; to: string }[],
): SchemaChange[] {
  const object = readable(place, table);
  if (columns.length === 0) return [];
  const allow: SchemaChange = {
    object,
    kind: 'widen-column',
    summary: 'Allows columns of the table to be widened',
    columns: [],
    sql: allowWidening(place, table),
  };
  const changes = columns.map((column): SchemaChange => ({
    object,
    kind: 'widen-column',
    summary: `Widens ${column.name} from ${column.from} to ${column.to}; no value changes`,
    columns: [column],
    sql: widenColumn(place, table, column.name, column.to),
  }));
  return [allow, ...changes];
}

function notATable(object: string, type: string): Conflict {
  return {
    object,
    text: `is there already, but it is a ${type.toLowerCase().replaceAll('_', ' ')}, not a table that can be written.`,
    next: 'Rename it in Databricks, or choose another schema in the connection.',
  };
}

function otherType(object: string, column: { name: string; from: string; to: string }): Conflict {
  return {
    object,
    text: `the column ${column.name} is ${column.from}, but the mapping needs ${column.to}, and the one cannot be widened to the other.`,
    next: `Map the value to a column of another name, or let the Databricks administrator change ${column.name} by hand.`,
  };
}

/** A column that must have a value and that the mapping does not fill would refuse every row. */
function unfilled(object: string, shape: TableShape, present: PresentTable): Conflict[] {
  const own = new Set(shape.columns.map((column) => column.name));
  return [...present.columns]
    .filter(([name, column]) => !column.nullable && !own.has(name))
    .map(([name]) => ({
      object,
      text: `the column ${name} must have a value, but the mapping does not fill it.`,
      next: `Map a value to ${name}, or let the Databricks administrator allow it to be empty.`,
    }));
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/**
 * Executes exactly the plan's statements, in order, each safe to repeat. Throws DATABRICKS_PLAN_CONFLICT before the first one if
 * the plan has conflicts, and as statements do.
 */
export async function applyPlan(session: Session, plan: SchemaPlan, signal: AbortSignal): Promise<void> {
  const conflict = plan.conflicts[0];
  if (conflict !== undefined)
    throw new AppError('DATABRICKS_PLAN_CONFLICT', 'config', {
      phase: 'plan',
      details: { object: conflict.object, reason: conflict.text, next: conflict.next },
    });
  for (const change of plan.changes) await applyChange(session, change, signal);
}

async function applyChange(session: Session, change: SchemaChange, signal: AbortSignal): Promise<void> {
  try {
    await session.runner.run(
      { purpose: change.kind, sql: change.sql, parameters: {} },
      { phase: 'plan', signal, cancelOnAbort: false },
    );
  } catch (error) {
    // ADD COLUMNS knows no IF NOT EXISTS: where its first answer was lost, the repeat finds the columns there.
    const repeated =
      change.kind === 'add-columns' && error instanceof StatementError && error.failure.fault === 'exists';
    if (!repeated || !(await hasColumns(session, change, signal))) throw error;
  }
}

async function hasColumns(session: Session, change: SchemaChange, signal: AbortSignal): Promise<boolean> {
  const inventory = await readInventory(session, { phase: 'plan', signal });
  const present = [...inventory.tables].find(([name]) => readable(session.place, name) === change.object)?.[1];
  return change.columns.every((column) => present?.columns.get(column.name)?.type === normaliseType(column.to));
}
