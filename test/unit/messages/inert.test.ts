import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMrkdwn } from '../../../sandbox/slack/page/mrkdwn.ts';
import { cut } from '../../../shared/messages/cut.ts';
import { asText, clean, isolated, readable } from '../../../shared/messages/inert.ts';
import { hostileNames, meaningful } from '../../support/message-subjects.ts';

const nasty = fc.oneof(
  fc.constantFrom(...hostileNames),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...meaningful) }),
);
const anything = fc.array(nasty, { maxLength: 4 }).map((parts) => parts.join(''));

describe('clean', () => {
  it.each([
    ['first\r\nsecond\u2028third\u0000\tend', 'first second third end'],
    ['\u202Eevil\u202C \u200Fmark', 'evil mark'],
    ['zero\u200Bwidth\u2060\uFEFFname', 'zerowidth name'],
    ['half \uD800 of', 'half \uFFFD of'],
    ['private \uE000', 'private \uFFFD'],
    ['\u3164\u2800\u115F', ''],
    ['  a \u00A0 b  ', 'a b'],
    ['Zürich Çelik Łódź 東京', 'Zürich Çelik Łódź 東京'],
  ])('makes %j one visible line', (value, expected) => {
    expect(clean(value)).toBe(expected);
  });

  it('lowers towers of accents', () => {
    expect(clean(`a${'\u0301'.repeat(5000)}b`)).toBe(`a${'\u0301'.repeat(4)}b`);
  });

  it('leaves nothing unseen or broken, and changes nothing the second time', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const seen = clean(value);
        expect(seen).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/u);
        expect(seen.isWellFormed()).toBe(true);
        expect(clean(seen)).toBe(seen);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('names that run from right to left', () => {
  it('are kept apart from what stands around them', () => {
    expect(isolated('שלום 12')).toBe('\u2068שלום 12\u2069');
    expect(isolated('Acme')).toBe('Acme');
  });
});

describe('text for Slack', () => {
  it('escapes the three characters that it knows, and nothing else', () => {
    expect(asText('a & b <c> "d" \'e\'')).toBe('a &amp; b &lt;c&gt; "d" \'e\'');
  });

  it('keeps what formats nothing', () => {
    expect(asText('INV_2026_0042 · EUR -84,200.00 · 14:00')).toBe('INV_2026_0042 · EUR -84,200.00 · 14:00');
  });

  it.each(['> quoted', 'x\n>>> more'])('quotes nothing: %j', (value) => {
    expect(asText(value)).not.toMatch(/^&gt;/m);
  });

  it.each([':tada:', 'a :+1: b', ':flag-nl:', '10:30:45'])('names no emoji: %s', (value) => {
    expect(asText(value)).not.toMatch(/:[^\s:\u2060]+:/u);
  });

  it.each(['Booking.com B.V.', 'https://evil.example', 'www.evil.example', 'a@evil.example', 'mailto:x@y'])(
    'leaves no address whole: %s',
    (value) => {
      expect(asText(value)).not.toMatch(/\p{L}\.\p{L}{2}|:\/\/|mailto:\w|@\w/iu);
    },
  );

  it('is read by Slack without calls, links or formats, whatever the source wrote', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (value, isClean) => {
        const text = asText(`Supplier: ${isClean ? clean(value) : value} · EUR 1.00`);
        const { pings, links, formats } = readMrkdwn(text);
        expect({ pings, links, formats }).toEqual({ pings: [], links: [], formats: [] });
        expect(text).not.toMatch(/[<>]|@(?:here|channel|everyone)/);
      }),
      { numRuns: 2000 },
    );
  });

  it('is readable again for people', () => {
    expect(readable(asText('R&D <Acme.com> pays @here'))).toBe('R&D <Acme.com> pays @here');
  });
});

describe('cut', () => {
  it('keeps what fits, and marks what does not', () => {
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdefg', 6)).toBe('abcde…');
    expect(cut('abc defg', 5)).toBe('abc…');
  });

  it('never cuts inside what people see as one character', () => {
    const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';
    expect(cut(family.repeat(3), 10)).toBe(`${family}…`);
    expect(cut('e\u0301'.repeat(3), 4)).toBe('e\u0301…');
    expect(cut(family, 4)).toBe('…');
  });

  it('never gives more than it may, nor half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (value, max) => {
        const shown = cut(value, max);
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(shown.isWellFormed()).toBe(true);
        expect(value.startsWith(shown.replace(/…$/, ''))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
