import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSecretName, redactText, redactValue } from '../../../shared/redaction/redact.ts';

/** Secrets as systems hand them out: no blanks or quotes, long enough to be told from a word. */
const token = fc.stringMatching(/^[A-Za-z0-9+/_.~-]{12,40}$/).map((text) => `Zq9${text}`);
/** Passwords as people choose them. */
const password = fc
  .string({ unit: 'grapheme', minLength: 4, maxLength: 40 })
  .filter((text) => text.isWellFormed() && text.trim().length >= 4);

const xmlText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('redaction without knowing the secret', () => {
  it.each<[string, (secret: string) => string]>([
    ['a bearer header', (s) => `Authorization: Bearer ${s}`],
    ['a bearer in a sentence', (s) => `request with bearer ${s} failed`],
    ['basic credentials', (s) => `proxy-authorization: Basic ${s}`],
    [
      'a SOAP password',
      (s) => `<wsse:Username>u@t</wsse:Username><wsse:Password Type="x#PasswordText">${s}</wsse:Password>`,
    ],
    ['a SOAP password that is cut off', (s) => `<wsse:Password Type="x">${s}`],
    ['JSON', (s) => `{"client_secret": "${s}", "n": 1}`],
    ['JSON that is cut off', (s) => `{"n": 1, "refreshToken":"${s}`],
    ['a form', (s) => `grant_type=refresh_token&refresh_token=${s}&x=1`],
    ['a query', (s) => `GET https://h.example.test/p?a=1&access_token=${s}&b=2`],
    ['a signed link', (s) => `https://b.example.test/f?X-Amz-Signature=${s}`],
    ['credentials in an address', (s) => `https://ann:${s.replaceAll('/', '_')}@h.example.test/`],
    ['an OAuth answer', (s) => `http://127.0.0.1:47821/cb?state=${s}&code=${s}`],
    ['a cookie', (s) => `Set-Cookie: sid=${s}; Path=/`],
  ])('takes it out of %s', (_, write) => {
    fc.assert(
      fc.property(token, (secret) => {
        expect(redactText(write(secret))).not.toContain(secret.replaceAll('/', '_'));
        expect(redactText(write(secret))).not.toContain(secret);
      }),
    );
  });

  it('takes JWTs and private keys out of anything', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
    expect(redactText(`x ${jwt} y`)).toBe('x [redacted] y');
    expect(redactText('a -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- b')).toBe('a [redacted] b');
  });

  it('leaves what is not secret as it is', () => {
    for (const text of [
      'Get_Supplier_Invoices page 3 of 12: 300 rows, 1190.00 EUR',
      '{"count": 12, "page": "3", "supplier": "Müller & Söhne"}',
      '<wd:ID wd:type="WID">abc</wd:ID><wd:Currency>EUR</wd:Currency>',
      'https://h.example.test/ccx?page=3&count=999',
    ]) {
      expect(redactText(text)).toBe(text);
    }
  });
});

describe('redaction of known secrets', () => {
  it.each<[string, (secret: string) => string]>([
    ['as they are', (s) => `a ${s} b`],
    ['in XML', (s) => `<p>${xmlText(s)}</p>`],
    ['in JSON', (s) => JSON.stringify({ value: s })],
    ['percent-encoded', (s) => `x?v=${encodeURIComponent(s)}`],
    ['as a form', (s) => new URLSearchParams({ v: s }).toString()],
    ['percent-encoded in small letters', (s) => encodeURIComponent(s).replace(/%../g, (code) => code.toLowerCase())],
    ['in base64', (s) => Buffer.from(s).toString('base64')],
  ])('takes them out %s', (_, write) => {
    fc.assert(
      fc.property(password, (secret) => {
        const written = write(secret);
        const bare = write(secret).replace(secret, '');
        const result = redactText(written, [secret]);
        expect(result).not.toBe(written);
        expect(result.includes(secret) && !bare.includes(secret)).toBe(false);
      }),
    );
  });

  it('leaves nothing of a secret that holds another', () => {
    expect(redactText('x abcd-efgh-ijkl y', ['efgh', 'abcd-efgh-ijkl'])).toBe('x [redacted] y');
  });
});

describe('redaction of values', () => {
  it('never lets a planted secret through, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.object({ maxDepth: 3 }),
        token,
        fc.constantFrom('password', 'clientSecret', 'Authorization', 'x'),
        (value, secret, name) => {
          const planted = { ...value, [name]: [{ deep: secret }], note: `Bearer ${secret}`, [secret]: 1 };
          expect(JSON.stringify(redactValue(planted, [secret]))).not.toContain(secret);
        },
      ),
    );
  });

  it('redacts errors with their causes, and ends on cycles', () => {
    const cycle: Record<string, unknown> = { password: 'planted' };
    cycle['self'] = cycle;
    const error = new Error('with planted-secret', { cause: new Error('Bearer planted-secret') });
    const text = JSON.stringify(redactValue([cycle, error], ['planted-secret']));
    expect(text).not.toContain('planted');
    expect(text).toContain('[circular]');
  });

  it('keeps facts that a secret exists', () => {
    const facts = { hasSecret: true, password: null, rows: 3, state: 'failed', code: 'HTTP_STATUS' };
    expect(redactValue(facts)).toEqual(facts);
  });

  it.each([
    'password',
    'Client-Secret',
    'refresh_token',
    'accessToken',
    'Authorization',
    'X-Amz-Signature',
    'apiKey',
    'SAMLAssertion',
  ])('knows %s as a secret name', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(['name', 'count', 'currency', 'costCenter', 'statementId', 'tokens_used'])('knows %s as harmless', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});
