import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, tsvOf, withoutFormula } from '../../../shared/csv.ts';

/** Reads what RFC 4180 writes, by its own rules. */
function readCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let field = '';
  let quoted = false;
  const endField = (): void => {
    rows.at(-1)?.push(field);
    field = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') field += text[(at += 1)] ?? '';
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === separator) endField();
    else if (character === '\r' && text[at + 1] === '\n') {
      at += 1;
      endField();
      rows.push([]);
    } else field += character;
  }
  endField();
  return rows;
}

describe('CSV', () => {
  it.each([
    '=1+1',
    '+31 20',
    '@SUM(A1)',
    '-2+3',
    '\t=1',
    '\r=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    '-',
    '-1e5',
    '--1',
    '+5',
  ])('disarms %j', (text) => {
    expect(withoutFormula(text)).toBe(`'${text}`);
  });

  it.each(['-5', '-1234.50', '0', '12345678901234567890.123456', 'Çelik', '', ' =1', 'a=b'])(
    'leaves %j as it is',
    (text) => {
      expect(withoutFormula(text)).toBe(text);
    },
  );

  it('quotes what RFC 4180 says must be quoted, and ends lines with CRLF', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', null, -5, '-0.10', '='])).toBe(`a,"b,c","d""e","f\ng",,-5,-0.10,'=\r\n`);
  });

  it('is read back as it was, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 6 }), (values) => {
        const [row] = readCsv(csvLine(values), ',');
        expect(row).toEqual(values.map(withoutFormula));
      }),
    );
  });
});

describe('TSV', () => {
  it('keeps raw values and one row a line', () => {
    expect(
      tsvOf([
        ['a', '-1234.5', null],
        ['b\tc', 'd\r\ne', 'f"g'],
      ]),
    ).toBe('a\t-1234.5\t\r\n"b\tc"\t"d\r\ne"\t"f""g"');
    expect(readCsv(tsvOf([['b\tc', 'd\r\ne', 'f"g']]), '\t')).toEqual([['b\tc', 'd\r\ne', 'f"g']]);
  });

  it('does not change text that looks like a formula', () => {
    expect(tsvOf([['=1+1']])).toBe('=1+1');
  });
});
