import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compileMapping } from '../../../shared/mapping/apply.ts';
import type { ColumnMapping, StreamMapping } from '../../../shared/mapping/mapping.ts';
import { validateMapping } from '../../../shared/mapping/validate.ts';
import type { SourceRecord } from '../../../shared/model/record.ts';

const key = (column: string, path: string): ColumnMapping => ({
  column,
  type: { kind: 'text' },
  path,
  transform: { kind: 'copy' },
  required: true,
});
const headerKeys = ['division_code', 'order_id'];

function mappingWith(lineKeys: readonly string[], lineDivision = '^division_code'): StreamMapping {
  const columns = [key('division_code', lineDivision), key('order_id', '^order_id'), key('line_id', 'id')];
  return {
    version: 1,
    header: {
      table: 'orders',
      keyColumns: headerKeys,
      columns: [key('division_code', 'division_code'), key('order_id', 'order_id')],
    },
    lines: [{ table: 'order_lines', listPath: 'lines', keyColumns: [...lineKeys], columns }],
  };
}

const mapping = mappingWith([...headerKeys, 'line_id']);
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function record(changes: Partial<SourceRecord> = {}): SourceRecord {
  return {
    key: '["2256995","a1"]',
    label: '1',
    changedAt: null,
    timeKind: 'as_of',
    fields: { division_code: '2256995', order_id: 'a1', lines: [{ id: 'x' }, { id: 'y' }] },
    ...changes,
  };
}

const catalog = [
  { path: 'division_code', type: { kind: 'text' }, list: false },
  { path: 'order_id', type: { kind: 'text' }, list: false },
  { path: 'lines', type: { kind: 'json' }, list: true },
  { path: 'lines.id', type: { kind: 'text' }, list: true },
] as const;

describe('a document whose key is a company and an id', () => {
  it('is mapped with all parts of its key in each row', () => {
    const mapped = compileMapping(mapping).apply(record(), hash);
    if (!('document' in mapped)) throw new Error(JSON.stringify(mapped.reasons));
    expect(mapped.document.header.key).toEqual(['2256995', 'a1']);
    expect(mapped.document.lines['order_lines']?.map((row) => row.key)).toEqual([
      ['2256995', 'a1', 'x'],
      ['2256995', 'a1', 'y'],
    ]);
  });

  it('is rejected where the key columns say another company, or a line stands twice', () => {
    const reasons = (one: SourceRecord) => {
      const mapped = compileMapping(mapping).apply(one, hash);
      return 'reasons' in mapped ? mapped.reasons : [];
    };
    expect(reasons(record({ key: '["999","a1"]' }))).toEqual([
      {
        code: 'RECORD_KEY_DIFFERS',
        field: 'division_code + order_id',
        value: '["2256995","a1"]',
        expected: '["999","a1"]',
      },
    ]);
    const twice = { division_code: '2256995', order_id: 'a1', lines: [{ id: 'x' }, { id: 'x' }] };
    expect(reasons(record({ fields: twice }))[0]).toMatchObject({
      code: 'RECORD_LINE_KEY_REPEATED',
      field: 'lines.line_id',
      value: 'x',
    });
  });

  it('has lines that begin with the whole key, and go on', () => {
    expect(validateMapping(mapping, catalog)).toEqual([]);
    expect(validateMapping(mappingWith(headerKeys), catalog).map(({ problem }) => problem)).toEqual([
      'A table of lines needs the document’s key and a number of the line as its key.',
    ]);
    expect(
      validateMapping(mappingWith(['division_code', 'line_id', 'order_id']), catalog).map(({ problem }) => problem),
    ).toEqual(['A key column must continue the document’s key: the same type, from “^order_id”.']);
  });
});
