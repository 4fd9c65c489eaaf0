import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping } from '../../../shared/mapping/apply.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import { fitsDecimal, parseDecimal, sameAmount } from '../../../shared/money/decimal.ts';
import { invoiceFields, invoiceMapping, mapped, reasonsOf, recordOf, sha256 } from './invoice-fixture.ts';

const sign = fc.constantFrom('', '-');
const decimalText = fc
  .tuple(sign, fc.stringMatching(/^\d{1,36}$/), fc.stringMatching(/^\d{1,9}$/))
  .map(([minus, whole, fraction]) => `${minus}${whole}.${fraction}`);
const columnType = fc
  .integer({ min: 1, max: 38 })
  .chain((precision) =>
    fc.record({ precision: fc.constant(precision), scale: fc.integer({ min: 0, max: precision }) }),
  );

function withTotal(precision: number, scale: number): StreamMapping {
  const columns = invoiceMapping.header.columns.map((column) =>
    column.column === 'total' ? { ...column, type: { kind: 'decimal' as const, precision, scale } } : column,
  );
  return { ...invoiceMapping, header: { ...invoiceMapping.header, columns } };
}

const line = fc.record({
  amount: fc.option(decimalText.filter((text) => fitsDecimal(parseDecimal(text) ?? { units: 0n, scale: 99 }, 38, 6))),
  memo: fc.option(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))),
});
const lines = fc
  .array(line, { maxLength: 6 })
  .map((all) => all.map((one, index) => ({ number: String(index + 1), ...one })));

/** The same value with its object keys turned round and zeros added to its amounts. */
function rewritten(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(rewritten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .reverse()
      .map(([key, item]) => [
        key,
        typeof item === 'string' && /^-?\d+\.\d{1,5}$/.test(item) ? `${item}0` : rewritten(item),
      ]),
  );
}

describe('amounts', () => {
  it('arrive numerically equal if they fit their column, and are rejected if not; none is rounded', () => {
    fc.assert(
      fc.property(decimalText, columnType, (total, { precision, scale }) => {
        const mapping = withTotal(precision, scale);
        const fields = { ...invoiceFields, total };
        const value = parseDecimal(total);
        if (value !== undefined && fitsDecimal(value, precision, scale)) {
          expect(sameAmount(String(mapped(fields, mapping).header.values['total']), total)).toBe(true);
        } else {
          expect(reasonsOf(fields, mapping).map((one) => one.code)).toEqual(['RECORD_DECIMAL_DOES_NOT_FIT']);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('hashes', () => {
  it('stay the same when lines come in another order, keys too, and numbers are written longer', () => {
    fc.assert(
      fc.property(lines, fc.jsonValue(), (list, extra) => {
        const fields = { ...invoiceFields, lines: list, extra: extra as JsonValue };
        const other = { ...(rewritten({ ...invoiceFields, lines: list }) as JsonObject), extra: fields.extra };
        const turned = { ...other, lines: [...((other as JsonObject)['lines'] as JsonValue[])].reverse() };
        expect(mapped(turned).hash).toBe(mapped(fields).hash);
      }),
    );
  });

  it('do not depend on the order of the columns', () => {
    const turned = {
      ...invoiceMapping,
      header: { ...invoiceMapping.header, columns: invoiceMapping.header.columns.toReversed() },
    };
    expect(mapped(invoiceFields, turned).hash).toBe(mapped(invoiceFields).hash);
  });

  it('change with any change of a line, and with a line more or less', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const same = JSON.stringify(canonical(before)) === JSON.stringify(canonical(after));
        const first = mapped({ ...invoiceFields, lines: before }).hash;
        expect(mapped({ ...invoiceFields, lines: after }).hash === first).toBe(same);
      }),
    );
  });

  it('change with every single header column', () => {
    const changes: Record<string, JsonValue> = {
      invoice_date: '2026-11-04',
      updated_at: '2026-11-03T01:12:09.114-08:00',
      on_hold: true,
      total: '1190.000001',
      extra: { b: '2' },
      company: { ids: { Company_Reference_ID: 'CO-200' } },
    };
    const hashes = Object.entries(changes).map(([name, value]) => mapped({ ...invoiceFields, [name]: value }).hash);
    expect(new Set([...hashes, mapped(invoiceFields).hash]).size).toBe(hashes.length + 1);
  });

  it('tell empty text, null and the text “null” apart', () => {
    const hashes = ['', null, 'null'].map((memo) => mapped({ ...invoiceFields, lines: [{ number: '1', memo }] }).hash);
    expect(new Set(hashes).size).toBe(3);
  });
});

describe('apply', () => {
  it('never throws, whatever JSON a record holds', () => {
    const compiled = compileMapping(invoiceMapping);
    const anything = fc.jsonValue({ depthSize: 'medium' });
    const fields = fc.record(
      { wid: anything, company: anything, invoice_date: anything, total: anything, extra: anything, lines: anything },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fields, (value) => {
        const result = compiled.apply(recordOf(value as JsonObject), sha256);
        if ('reasons' in result) expect(result.reasons.length).toBeGreaterThan(0);
        else expect(result.document.hash).toMatch(/^[0-9a-f]{64}$/);
      }),
      { numRuns: 1000 },
    );
  });
});

function canonical(list: readonly { readonly amount: string | null; readonly memo: string | null }[]): unknown {
  return list.map((one) => {
    const row = mapped({ ...invoiceFields, lines: [{ number: '1', ...one }] }).lines['invoice_lines']?.[0];
    return row?.values;
  });
}
