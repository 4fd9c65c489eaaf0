import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amsterdamOffset, earliestWall, wallToUtc } from '../../../main/connectors/exact/amsterdam.ts';
import { dateText, instantText, plainNumber, readValue } from '../../../main/connectors/exact/values.ts';
import { parseDecimal } from '../../../shared/money/decimal.ts';

const HOUR = 3_600_000;
const zone = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
});
/** What a clock in Amsterdam shows, by the machine's own tables. */
const clockAt = (utc: number): string => zone.format(utc).replace(' ', 'T');
const aMoment = fc.integer({
  min: Date.UTC(2000, 0, 1) / 1000,
  max: Date.UTC(2037, 11, 31) / 1000,
});
/** A moment within three hours of a change of clocks. */
const nearChange = fc
  .tuple(fc.constantFrom(...yearsOfChanges()), fc.integer({ min: -3 * 3600, max: 3 * 3600 }))
  .map(([at, seconds]) => at / 1000 + seconds);

function yearsOfChanges(): number[] {
  const found: number[] = [];
  for (let at = Date.UTC(2005, 0, 1); at < Date.UTC(2031, 0, 1); at += HOUR) {
    const before = Date.parse(`${clockAt(at - HOUR)}Z`);
    if (Date.parse(`${clockAt(at)}Z`) - before !== HOUR) found.push(at);
  }
  return found;
}

describe('Dutch wall time', () => {
  it('is as far from UTC as the tables of the machine say, also around changes of clocks', () => {
    fc.assert(
      fc.property(fc.oneof(aMoment, nearChange), (seconds) => {
        const utc = seconds * 1000;
        expect(new Date(utc + amsterdamOffset(utc)).toISOString().slice(0, 19)).toBe(clockAt(utc));
      }),
    );
  });

  it('comes back to the moment it was of, but for the hour that comes twice: there to the first', () => {
    fc.assert(
      fc.property(fc.oneof(aMoment, nearChange), (seconds) => {
        const utc = seconds * 1000;
        const back = wallToUtc(utc + amsterdamOffset(utc));
        const isSecond = amsterdamOffset(utc - HOUR) - amsterdamOffset(utc) === HOUR;
        expect(back).toBe(isSecond ? utc - HOUR : utc);
      }),
    );
  });

  it('reads an hour that clocks jump over as if they had not been changed', () => {
    expect(instantText(`/Date(${String(Date.UTC(2026, 2, 29, 2, 30))})/`)).toBe('2026-03-29T01:30:00Z');
    expect(instantText(`/Date(${String(Date.UTC(2026, 9, 25, 2, 30))})/`)).toBe('2026-10-25T00:30:00Z');
    expect(instantText('2026-07-01T12:00:00')).toBe('2026-07-01T10:00:00Z');
  });

  it('asks from a wall time that nothing later lies before', () => {
    fc.assert(
      fc.property(fc.oneof(aMoment, nearChange), fc.integer({ min: 0, max: 4 * 3600 }), (seconds, later) => {
        const from = earliestWall(seconds * 1000);
        expect(from <= clockAt((seconds + later) * 1000)).toBe(true);
        expect(Date.parse(`${clockAt(seconds * 1000)}Z`) - Date.parse(`${from}Z`)).toBeLessThan(HOUR);
      }),
    );
  });
});

describe('values', () => {
  it('reads a date without time by its UTC parts, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 60_000 }), (day) => {
        const ms = day * 86_400_000;
        expect(dateText(`/Date(${String(ms)})/`)).toBe(new Date(ms).toISOString().slice(0, 10));
        expect(dateText(`/Date(${String(ms)}+0200)/`)).toBe(new Date(ms).toISOString().slice(0, 10));
      }),
    );
    expect(dateText('/Date(1590451200000)/')).toBe('2020-05-26');
    expect(dateText('2022-01-01T00:00:00')).toBe('2022-01-01');
  });

  it('keeps what it cannot read, so that the mapping names it', () => {
    for (const text of ['soon', '/Date(x)/', '/Date(99999999999999999)/', '2026-13-40']) {
      expect(readValue('date', text)).toBe(text);
      expect(readValue('instant', text)).toBe(text);
    }
    expect(readValue('decimal', '1,5')).toBe('1,5');
    expect(readValue('boolean', 'perhaps')).toBe('perhaps');
  });

  it('writes numbers without exponents and loses no digit', () => {
    expect(plainNumber('1.5E-7')).toBe('0.00000015');
    expect(plainNumber('-1.25e+3')).toBe('-1250');
    expect(plainNumber('1.23456E2')).toBe('123.456');
    expect(plainNumber('0E0')).toBe('0');
    expect(plainNumber('1250.50')).toBe('1250.50');
    fc.assert(
      fc.property(
        fc
          .double({ noNaN: true, noDefaultInfinity: true, min: -1e60, max: 1e60 })
          .filter((one) => one === 0 || Math.abs(one) > 1e-60),
        (number) => {
          const plain = plainNumber(String(number));
          expect(parseDecimal(plain)).toBeDefined();
          expect(Number(plain)).toBe(number === 0 ? 0 : number);
        },
      ),
    );
  });

  it('takes blanks off codes, and spells ids in one way', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{1,18}$/), (code) => {
        expect(readValue('code', code.padStart(18))).toBe(code);
      }),
    );
    expect(readValue('guid', '{0C3C9D26-5F1D-4A2B-8F44-6E8A1B2C3D4E}')).toBe('0c3c9d26-5f1d-4a2b-8f44-6e8a1b2c3d4e');
    expect(readValue('text', '  as it is ')).toBe('  as it is ');
    expect(readValue('boolean', 'True')).toBe(true);
    expect(readValue('boolean', '0')).toBe(false);
    expect(readValue('text', null)).toBeNull();
    expect(readValue('text', undefined)).toBeNull();
  });
});
