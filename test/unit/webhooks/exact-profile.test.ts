import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { exactProfile } from '../../../main/webhooks/exact-profile.ts';
import { memberSpans } from '../../../main/webhooks/member-bytes.ts';

const secret = 'sim-webhook-secret';
// The vectors of the two reference pages.
const vector =
  '{"Content":{"Topic":"PurchaseOrders","ClientId":"78c73eec-2882-459d-b3f4-83a21a49591a","Division":2256995,"Action":"Update","Key":"11111111-2222-3333-4444-555555555555","ExactOnlineEndpoint":"https://start.exactonline.nl/api/v1/2256995/purchaseorder/PurchaseOrders(guid\'11111111-2222-3333-4444-555555555555\')","EventCreatedOn":"2026-11-21T10:15:30.123"},"HashCode":"A0242813FD402AD799D76BDF77BEEADAA471A215DFE2F1A23864B5546C081A14"}';
const other =
  '{"Content":{"Topic":"SalesInvoices","ClientId":"{11111111-2222-3333-4444-555555555555}","Division":1234567,"Action":"Update","Key":"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee","ExactOnlineEndpoint":"https://start.exactonline.nl/api/v1/1234567/salesinvoice/SalesInvoices(guid\'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee\')","EventCreatedOn":"2026-11-21T09:15:00.123"},"HashCode":"9977261F12DBE247BB1DF0AAF690422A1D1252815CB97BE3918D4FBF0F1BF10E"}';

const judge = (body: string | Buffer, secrets: readonly string[] = [secret]) =>
  exactProfile.judge({ body: Buffer.from(body), header: () => undefined }, secrets, 0);
const sign = (content: string) => createHmac('sha256', secret).update(content).digest('hex').toUpperCase();
const content = (fields: object = {}) =>
  JSON.stringify({
    Topic: 'Items',
    ClientId: 'c',
    Division: 1,
    Action: 'Update',
    Key: 'K',
    EventCreatedOn: 'then',
    ...fields,
  });

test('takes what was signed with the secret: the vectors of the reference', () => {
  expect(judge(vector)).toMatchObject({
    kind: 'event',
    event: {
      topic: 'PurchaseOrders',
      division: '2256995',
      key: '11111111-2222-3333-4444-555555555555',
      action: 'update',
      eventCreatedOn: '2026-11-21T10:15:30.123',
      clientId: '78c73eec-2882-459d-b3f4-83a21a49591a',
    },
  });
  expect(judge(other, ['test-webhook-secret'])).toMatchObject({
    kind: 'event',
    event: { topic: 'SalesInvoices', clientId: '11111111-2222-3333-4444-555555555555' },
  });
});

test('takes either secret while one takes the place of the other, and none that is neither', () => {
  expect(judge(vector, ['new', secret]).kind).toBe('event');
  expect(judge(vector, [secret, 'old']).kind).toBe('event');
  expect(judge(vector, ['new', 'old'])).toEqual({ kind: 'refused', fault: 'signature-wrong' });
  expect(judge(vector, [])).toEqual({ kind: 'refused', fault: 'signature-wrong' });
});

test('answers the empty validation, with or without a secret', () => {
  expect(judge('')).toEqual({ kind: 'validation' });
  expect(judge('', [])).toEqual({ kind: 'validation' });
});

test('a newline behind the body, spaces around, and the signature first are as good', () => {
  const hash = sign(content());
  expect(judge(`${vector}\r\n`).kind).toBe('event');
  expect(judge(`{"HashCode":"${hash}","Content":${content()}}`).kind).toBe('event');
  expect(judge(` { "Extra" : [1,{"a":"}"}] , "Content" :  ${content()} , "HashCode" : "${hash}" } `).kind).toBe(
    'event',
  );
});

test('what was signed is taken byte for byte: spaces and escapes inside it are part of it', () => {
  const pretty = `{\n  "Topic": "Items", "ClientId": "c", "Division": "7", "Action": "DELETE",\n "Key": "{AB}", "Note": "a \\"} brace", "EventCreatedOn": "\\u20ac €" }`;
  const taken = judge(`{"Content":${pretty},"HashCode":"${sign(pretty)}"}`);
  expect(taken).toMatchObject({
    kind: 'event',
    event: { division: '7', key: 'ab', action: 'delete', eventCreatedOn: '€ €' },
  });
  const anew = JSON.stringify(JSON.parse(pretty));
  expect(judge(`{"Content":${anew},"HashCode":"${sign(pretty)}"}`)).toMatchObject({ fault: 'signature-wrong' });
});

test('an altered byte, another order, lower case, base64 and a signature over the whole body are refused', () => {
  const own = content();
  const whole = `{"Content":${own}}`;
  const wrong = { kind: 'refused', fault: 'signature-wrong' };
  expect(judge(vector.replace('2256995', '2256996'))).toEqual(wrong);
  const { Topic, ...rest } = JSON.parse(own) as Record<string, unknown>;
  expect(judge(`{"Content":${JSON.stringify({ ...rest, Topic })},"HashCode":"${sign(own)}"}`)).toEqual(wrong);
  expect(judge(`{"Content":${own},"HashCode":"${sign(own).toLowerCase()}"}`)).toEqual(wrong);
  const base64 = createHmac('sha256', secret).update(own).digest('base64');
  expect(judge(`{"Content":${own},"HashCode":"${base64}"}`)).toEqual(wrong);
  expect(judge(`{"Content":${own},"HashCode":"${sign(whole)}"}`)).toEqual(wrong);
});

test('a missing signature is told apart from a wrong one, and what is no such body from both', () => {
  const missing = { kind: 'refused', fault: 'signature-missing' };
  expect(judge(`{"Content":${content()}}`)).toEqual(missing);
  expect(judge(`{"Content":${content()},"HashCode":""}`)).toEqual(missing);
  expect(judge(`{"Content":${content()},"HashCode":null}`)).toEqual(missing);
  const unreadable = { kind: 'refused', fault: 'unreadable' };
  for (const body of ['x', '[]', '{', '{"Content":', '{"Content":{"a":1}', '{"HashCode":"A"}', `${vector}{}`, 'null']) {
    expect(judge(body), body).toEqual(unreadable);
  }
  expect(judge('{"Content":1,"HashCode":"A"}')).toEqual({ kind: 'refused', fault: 'signature-wrong' });
  const strange = content({ Division: 'x' });
  expect(judge(`{"Content":${strange},"HashCode":"${sign(strange)}"}`)).toEqual(unreadable);
});

test('a name that comes twice is refused: two readers would see two things', () => {
  const own = content();
  const twice = `{"Content":${own},"Content":${content({ Key: 'other' })},"HashCode":"${sign(own)}"}`;
  expect(judge(twice)).toEqual({ kind: 'refused', fault: 'unreadable' });
  expect(judge(twice.replace('"Content"', '"\\u0043ontent"'))).toEqual({ kind: 'refused', fault: 'unreadable' });
});

test('finds members by their brackets, and gives up on what is nested without end', () => {
  const text = '{"a":[{"b":"]\\\\"}],"c":-1.5e3,"d":true}';
  const found = memberSpans(text);
  expect([...(found ?? [])].map(([name, { start, end }]) => [name, text.slice(start, end)])).toEqual([
    ['a', '[{"b":"]\\\\"}]'],
    ['c', '-1.5e3'],
    ['d', 'true'],
  ]);
  expect(memberSpans(`{"a":${'['.repeat(70)}${']'.repeat(70)}}`)).toBeNull();
  expect(memberSpans('{"a":[}}')).toBeNull();
  expect(memberSpans('{"a":"b')).toBeNull();
  expect(memberSpans('{"a" 1}')).toBeNull();
});
