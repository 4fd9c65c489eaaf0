import { describe, expect, it } from 'vitest';
import { formatMoment } from '../../../renderer/lib/format.ts';
import { localeOf } from '../../../renderer/lib/locale.ts';
import { amountName } from '../../../renderer/lib/names.ts';
import { windowText } from '../../../renderer/lib/window-text.ts';

const dutch = localeOf(
  { language: 'nl', numberFormat: 'language', dateFormat: 'dd-mm-yyyy', negative: 'minus' },
  'nl-NL',
);

describe('what a run read', () => {
  it('has its days as the format setting writes them, and its moments in local time', () => {
    const minute = formatMoment('2026-11-21T23:10:00.000Z', dutch).slice(0, -3);
    expect(windowText('gedateerd vanaf 2026-08-23, per 2026-11-21 23:10 UTC', dutch)).toBe(
      `gedateerd vanaf 23-08-2026, per ${minute}`,
    );
    expect(windowText('gedateerd van 2026-08-01 tot 2026-08-31', dutch)).toBe(
      'gedateerd van 01-08-2026 tot 31-08-2026',
    );
  });

  it('is left alone where it names no time, or one that it does not know', () => {
    expect(windowText('alles', dutch)).toBe('alles');
    expect(windowText('3 gekozen records', dutch)).toBe('3 gekozen records');
    expect(windowText('since 2026-11-21T10:00:00Z', dutch)).toBe('since 2026-11-21T10:00:00Z');
  });
});

describe('the name of an amount', () => {
  it('is in the language of the reader, and readable where no phrase knows it', () => {
    expect(amountName('lines.extended_amount', 'en')).toBe('Lines: extended amount');
    expect(amountName('lines.extended_amount', 'nl')).toBe('Regels: regelbedrag');
    expect(amountName('own_amount', 'nl')).toBe('Own amount');
  });
});
