import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XmlError } from '../../../main/connectors/workday/xml/xml-error.ts';
import { cutAt, documents, shares } from './xml-documents.ts';
import { ourEvents, saxesEvents } from './xml-events.ts';

function problemOf(pieces: readonly string[]): string | null {
  try {
    ourEvents(pieces);
    return null;
  } catch (error) {
    if (error instanceof XmlError) return error.problem;
    throw error;
  }
}

/** `<?target?data?>`: XML wants a blank behind the target, saxes does not. */
function saxesIsLenient(document: string): boolean {
  return /<\?[^\s?]+\?[^>]/.test(document);
}

describe('the XML reader beside saxes', () => {
  it('tells the same of every well-formed document, wherever it is cut', () => {
    fc.assert(
      fc.property(documents, shares, (document, places) => {
        const expected = saxesEvents(document);
        expect(expected).not.toBeNull();
        expect(ourEvents(cutAt(document, places))).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
  });

  it('tells the same when it is told one character at a time', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(ourEvents(document.split(''))).toEqual(saxesEvents(document));
      }),
      { numRuns: 150 },
    );
  });

  it('tells the same when elements are recalled instead of read', () => {
    fc.assert(
      fc.property(fc.array(documents, { minLength: 2, maxLength: 4 }), shares, (inner, places) => {
        const bare = inner.map((document) => document.replace(/<\?xml[^>]*\?>/, ''));
        const document = `<r>${[...bare, ...bare].map((text) => `<ref a="1">${text}</ref>`).join('')}</r>`;
        expect(ourEvents(cutAt(document, places), 'ref')).toEqual(saxesEvents(document));
      }),
      { numRuns: 300 },
    );
  });

  it('accepts nothing that saxes refuses, after one character is changed, taken out or put in', () => {
    const damage = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('', '<', '>', '&', ';', '"', "'", '/', '=', ' ', '\u0001', ']]>', '<!--', '<a>', '</a>', '?>', '<?xml ?>'), fc.boolean()); // oxfmt-ignore
    fc.assert(
      fc.property(documents, damage, shares, (document, [share, put, replaces], places) => {
        const at = Math.floor(share * document.length);
        const damaged = document.slice(0, at) + put + document.slice(at + (replaces || put === '' ? 1 : 0));
        const expected = saxesEvents(damaged);
        const problem = problemOf(cutAt(damaged, places));
        if (expected === null) expect(problem).not.toBeNull();
        else if (problem === null) expect(ourEvents([damaged])).toEqual(expected);
        else expect(problem === 'refused' || saxesIsLenient(damaged)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the XML reader', () => {
  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', 'refused'],
    ['an entity of its own', '<a>&e;</a>', 'refused'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>', 'refused'],
    ['XML 1.1', '<?xml version="1.1"?><a/>', 'refused'],
    ['a document nested too deeply', '<a>'.repeat(101) + '</a>'.repeat(101), 'refused'],
    ['a half document', '<a><b>1</b>', 'truncated'],
    ['a half tag', '<a><b at', 'truncated'],
    ['nothing', '', 'truncated'],
    ['blanks only', ' \n', 'truncated'],
    ['two root elements', '<a/><b/>', 'malformed'],
    ['crossed tags', '<a><b></a></b>', 'malformed'],
    ['an end tag with more letters', '<a></ab>', 'malformed'],
    ['an attribute twice', '<a b="1" b="2"/>', 'malformed'],
    ['a forbidden character', '<a>\u0000</a>', 'malformed'],
    ['a forbidden reference', '<a>&#0;</a>', 'malformed'],
    ['a surrogate as a reference', '<a>&#xD800;</a>', 'malformed'],
  ])('does not read %s', (_, document, problem) => {
    expect(problemOf([document])).toBe(problem);
    expect(problemOf(document.split(''))).toBe(problem);
  });

  it('refuses a tag that never ends before it fills the memory', () => {
    const piece = 'x'.repeat(1024 * 1024);
    expect(problemOf(['<a b="', piece, piece, piece, piece, piece])).toBe('refused');
  });
});
