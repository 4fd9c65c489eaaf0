import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDay, localTime } from '../../../shared/messages/calendar.ts';
import { asText, clean, unlinked } from '../../../shared/messages/inert.ts';

/** The same rules without any way around them. */
const plainly = {
  clean: (value: string): string =>
    value
      .toWellFormed()
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
      .replace(/[\p{Co}\p{Cs}\p{Cn}]/gu, '\uFFFD')
      .replace(/(\p{M}{4})\p{M}+/gu, '$1')
      .replace(/ {2,}/g, ' ')
      .trim(),
  unlinked: (line: string): string =>
    line
      .replace(/:(?=\/\/)/g, ':\u2060')
      .replace(/(?<=[\p{L}\p{N}-])\.(?=\p{L}{2})/gu, '.\u2060')
      .replace(/(mailto|tel|sms|data|javascript|slack):(?=\S)/giu, '$1:\u2060'),
  asText: (line: string): string =>
    plainly
      .unlinked(line)
      .replaceAll('*', '\u2217')
      .replaceAll('~', '\u223C')
      .replaceAll('`', '\u2019')
      .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\u02CD')
      .replace(/:(?=[^\s:]+:)/g, ':\u2060')
      .replace(/@(?=[\p{L}\p{N}])/gu, '@\u2060')
      .replace(/^(?=>)/gm, '\u2060')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;'),
};

const hostile = [
  '<!channel>',
  'https://evil.example',
  ' a  b ',
  '*x*',
  ':bomb:',
  '@here',
  '> q',
  'mailto:a@b.co',
  '1.5',
  'é.éa',
];
const lines = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 8 })), { maxLength: 6 })
    .map((all) => all.join('')),
);

describe('the quick ways', () => {
  it.each(['clean', 'unlinked', 'asText'] as const)('of %s lead where the long one does', (name) => {
    const quick = { clean, unlinked, asText }[name];
    fc.assert(
      fc.property(lines, (line) => {
        expect(quick(line)).toBe(plainly[name](line));
      }),
      { numRuns: 2_000 },
    );
  });

  it('of the calendar show what the platform shows, on days on which clocks change too', () => {
    const zones = ['Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
    const changes = ['2026-03-29T00:30:00Z', '2026-10-25T00:30:00Z', '2026-04-04T14:30:00Z', '2026-11-01T05:30:00Z'];
    const moments = fc.oneof(
      fc.integer({ min: -1_600_000_000_000, max: 4_000_000_000_000 }),
      fc
        .tuple(fc.constantFrom(...changes), fc.integer({ min: 0, max: 7_200_000 }))
        .map(([at, ms]) => Date.parse(at) + ms),
    );
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (ms, timeZone) => {
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(ms);
        expect(`${localDay(ms, timeZone)} ${localTime(ms, timeZone)}`).toBe(shown);
      }),
      { numRuns: 300 },
    );
  });
});
