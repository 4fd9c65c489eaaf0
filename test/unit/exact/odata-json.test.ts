import { describe, expect, it } from 'vitest';
import { EnvelopeError, quoteNumbers, readEnvelope } from '../../../main/connectors/exact/odata-json.ts';

describe('an answer of Exact', () => {
  it('keeps every number as the text that stood there, and everything else as it is', () => {
    const text =
      '{"d":{"results":[{"AmountDC":1250.50,"Rate":1.000000,"Small":1E-05,"Debt":-0.30,"Count":3,"Timestamp":"84213377",' +
      '"Date":"\\/Date(1795228800000)\\/","Name":"Invoice 12.50 \\"net\\" \\\\","Blocked":false,"Cost":null}]}}';
    expect(readEnvelope(text).rows).toEqual([
      {
        AmountDC: '1250.50',
        Rate: '1.000000',
        Small: '1E-05',
        Debt: '-0.30',
        Count: '3',
        Timestamp: '84213377',
        Date: '/Date(1795228800000)/',
        Name: 'Invoice 12.50 "net" \\',
        Blocked: false,
        Cost: null,
      },
    ]);
  });

  it('loses no digit of what a double cannot hold', () => {
    const text = '{"d":[{"A":12345678901234567890.123456789,"T":9007199254740993,"M":922337203685477.5807}]}';
    expect(readEnvelope(text).rows[0]).toEqual({
      A: '12345678901234567890.123456789',
      T: '9007199254740993',
      M: '922337203685477.5807',
    });
  });

  it.each([
    ['a page', '{"d":{"results":[{"ID":"a"}],"__next":"https://x/next"}}', ['a'], 'https://x/next'],
    ['the last page', '{"d":{"results":[{"ID":"a"},{"ID":"b"}]}}', ['a', 'b'], null],
    ['a bare list', '{"d":[{"ID":"a"}]}', ['a'], null],
    ['one record', '{"d":{"ID":"a"}}', ['a'], null],
    ['no record', '{"d":{"results":[]}}', [], null],
    ['with a mark before it', '\uFEFF {"d":[{"ID":"a"}]}', ['a'], null],
  ])('is understood as %s', (_shape, text, ids, next) => {
    const envelope = readEnvelope(text);
    expect(envelope.rows.map((row) => row['ID'])).toEqual(ids);
    expect(envelope.next).toBe(next);
  });

  it('says how many there are where it was asked for', () => {
    expect(readEnvelope('{"d":{"__count":"1240","results":[]}}').count).toBe(1240);
    expect(readEnvelope('{"d":{"__count":17,"results":[]}}').count).toBe(17);
    expect(readEnvelope('{"d":{"results":[]}}').count).toBeNull();
  });

  it('has expanded lines as a list, and neither what describes a row nor what was not expanded', () => {
    const text =
      '{"d":{"results":[{"__metadata":{"uri":"u"},"EntryID":"e","Lines":{"results":[{"__metadata":{},"AmountDC":1.10}]},' +
      '"Other":{"__deferred":{"uri":"u"}},"None":{"results":[]}}]}}';
    expect(readEnvelope(text).rows).toEqual([{ EntryID: 'e', Lines: [{ AmountDC: '1.10' }], None: [] }]);
  });

  it.each([
    ['', 'it is empty'],
    ['<?xml version="1.0"?><feed/>', 'it is XML'],
    ['{"d":{"results":[{"ID":"a","Amount":12', 'it is not JSON'],
    ['{"error":{}}', 'it has no “d”'],
    ['{"d":["text"]}', 'a row is not an object'],
  ])('that cannot be read says why: %s', (text, reason) => {
    expect(() => readEnvelope(text)).toThrow(EnvelopeError);
    expect(() => readEnvelope(text)).toThrow(reason);
  });
});

it('quotes the same numbers as the parser finds, whatever stands around them', () => {
  const hostile = {
    'key 1': '2',
    '': -0.5,
    nested: [[1, [2e21]], { '"': 3, '\\': '\\"4' }],
    text: '"5" \\\\ 6\n7',
    z: [true, null],
  };
  const text = JSON.stringify(hostile, null, 2);
  const expected = JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? context?.source : value,
  ) as unknown;
  expect(JSON.parse(quoteNumbers(text))).toEqual(expected);
});
