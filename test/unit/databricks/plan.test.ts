import { describe, expect, it } from 'vitest';
import { diff, shapesOf } from '../../../main/connectors/databricks/plan.ts';
import type { Inventory, PresentColumn, PresentTable } from '../../../main/connectors/databricks/inventory.ts';
import { normaliseType } from '../../../main/connectors/databricks/sql/types.ts';
import { accountStream } from '../../contract/databricks/sample-stream.ts';

const place = { catalog: 'main', schema: 'finance', volume: 'mlc_stage' };
const shapes = shapesOf([accountStream]);

function present(change: (name: string, columns: Map<string, PresentColumn>) => Partial<PresentTable>): Inventory {
  const tables = shapes.map((shape): [string, PresentTable] => {
    const columns = new Map(
      shape.columns.map((one) => [one.name, { type: normaliseType(one.type), nullable: !one.notNull }]),
    );
    const changed = change(shape.table, columns);
    return [shape.table, { type: 'MANAGED', columns, ...changed }];
  });
  return { hasSchema: true, volumes: new Set(['mlc_stage']), tables: new Map(tables) };
}

describe('plan of a stream', () => {
  it('makes everything in an empty catalog, room first', () => {
    const plan = diff(place, shapes, { hasSchema: false, volumes: new Set(), tables: new Map() });
    expect(plan.conflicts).toEqual([]);
    expect(plan.changes.map((change) => `${change.kind} ${change.object}`)).toEqual([
      'create-schema main.finance',
      'create-volume main.finance.mlc_stage',
      'create-table main.finance.workday_gl_accounts',
      'create-table main.finance.workday_gl_accounts_history',
      'create-table main.finance._mlc_batches',
    ]);
  });

  it('plans nothing where everything is there', () => {
    expect(
      diff(
        place,
        shapes,
        present(() => ({})),
      ),
    ).toEqual({ changes: [], conflicts: [] });
  });

  it('adds missing columns in one statement, never NOT NULL', () => {
    const plan = diff(
      place,
      shapes,
      present((_, columns) => {
        columns.delete('name');
        columns.delete('_mlc_run_id');
        return {};
      }),
    );
    expect(plan.changes[0]).toMatchObject({ kind: 'add-columns', summary: 'Adds 2 columns: name, _mlc_run_id' });
    expect(plan.changes[0]?.sql).not.toContain('NOT NULL');
    expect(plan.changes).toHaveLength(2);
  });

  it('widens what can be widened and says in words what cannot', () => {
    const plan = diff(
      place,
      shapes,
      present((name, columns) => {
        if (columns.has('_mlc_sequence')) columns.set('_mlc_sequence', { type: 'INT', nullable: false });
        if (name === 'workday_gl_accounts') columns.set('code', { type: 'DATE', nullable: true });
        return {};
      }),
    );
    expect(plan.changes.map((change) => change.kind)).toEqual(Array.from({ length: 4 }, () => 'widen-column'));
    expect(plan.conflicts).toEqual([
      expect.objectContaining({
        object: 'main.finance.workday_gl_accounts',
        text: 'the column code is DATE, but the mapping needs STRING, and the one cannot be widened to the other.',
      }),
    ]);
  });

  it('leaves views and columns that nothing fills to a person', () => {
    const plan = diff(
      place,
      shapes,
      present((name, columns) => {
        if (name === '_mlc_batches') return { type: 'VIEW' };
        if (name === 'workday_gl_accounts') columns.set('approved_by', { type: 'STRING', nullable: false });
        return {};
      }),
    );
    expect(plan.conflicts.map((conflict) => conflict.text)).toEqual([
      'the column approved_by must have a value, but the mapping does not fill it.',
      'is there already, but it is a view, not a table that can be written.',
    ]);
  });
});
