import { describe, expect, it } from 'vitest';
import { chromiumError } from '../../../main/http/chromium-errors.ts';
import { isBypassed, routeTo } from '../../../main/http/proxy-route.ts';
import { httpErrors } from '../../../shared/errors/codes/http.ts';
import { vaultErrors } from '../../../shared/errors/codes/vault.ts';

describe('sentences', () => {
  it('differ for every cause, and every one says what to do', () => {
    const texts = Object.values({ ...httpErrors, ...vaultErrors });
    expect(new Set(texts.map((entry) => entry.text)).size).toBe(texts.length);
    for (const entry of texts) expect(entry.next.length).toBeGreaterThan(20);
  });
});

describe('Chromium’s failures', () => {
  it.each([
    ['net::ERR_INTERNET_DISCONNECTED', 'HTTP_NO_NETWORK'],
    ['net::ERR_NAME_NOT_RESOLVED', 'HTTP_NAME_NOT_FOUND'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'HTTP_TLS_UNTRUSTED'],
    ['net::ERR_CERT_DATE_INVALID', 'HTTP_TLS_EXPIRED'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'HTTP_TLS_WRONG_NAME'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'HTTP_TLS_REFUSED'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'HTTP_PROXY_UNREACHABLE'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'HTTP_PROXY_NO_WAY'],
    ['net::ERR_PROXY_AUTH_UNSUPPORTED', 'HTTP_PROXY_SIGN_IN_FAILED'],
    ['net::ERR_HTTP2_PROTOCOL_ERROR', 'HTTP_CONNECTION_CUT'],
    ['net::ERR_PAC_SCRIPT_FAILED', 'HTTP_PROXY_SETTING'],
    ['net::ERR_CONNECTION_RESET', 'HTTP_CONNECTION_CUT'],
    ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'HTTP_ANSWER_CUT'],
    ['planted text', 'HTTP_FAILED'],
  ])('%s is %s', (message, code) => {
    const error = chromiumError(message, 'h.example.test');
    expect(error.code).toBe(code);
    expect(JSON.stringify(error.details)).not.toContain('planted');
  });
});

describe('NO_PROXY', () => {
  it.each([
    ['https://a.example.test/', 'example.test', true],
    ['https://example.test/', '.example.test', true],
    ['https://notexample.test/', 'example.test', false],
    ['https://a.example.test/', '*.example.test', true],
    ['https://a.example.test/', '*', true],
    ['https://a.example.test:8443/', 'example.test:8443', true],
    ['https://a.example.test/', 'example.test:8443', false],
    ['https://10.1.2.3/', '10.0.0.0/8', true],
    ['https://11.1.2.3/', '10.0.0.0/8', false],
    ['https://10.1.2.3/', '10.0.0.0/99', false],
    ['https://[fd00::1]/', 'fd00::/8', true],
    ['https://a.example.test/', 'other.test,, A.EXAMPLE.TEST', true],
    ['https://a.example.test/', '', false],
  ])('%s with “%s”: %s', (url, list, expected) => {
    expect(isBypassed(new URL(url), list)).toBe(expected);
  });
});

describe('the proxy of the environment', () => {
  const route = (environment: Record<string, string>, url = 'https://a.example.test/') =>
    routeTo(new URL(url), { kind: 'environment' }, environment);

  it('is read in either case, with ALL_PROXY as the last resort', () => {
    expect(route({ HTTPS_PROXY: 'http://p.test:3128' }).proxy?.name).toBe('p.test:3128');
    expect(route({ https_proxy: 'p.test:3128', ALL_PROXY: 'http://q.test' }).proxy?.name).toBe('p.test:3128');
    expect(route({ all_proxy: 'http://q.test' }).proxy?.name).toBe('q.test:80');
    expect(route({ HTTP_PROXY: 'http://p.test' })).toEqual({ proxy: null, decidedBy: 'none' });
  });

  it('reads a password that is percent-encoded, and one that is not', () => {
    const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
    expect(route({ https_proxy: 'http://ann:p%40ss@p.test' }).proxy?.authorization).toBe(basic('ann:p@ss'));
    expect(route({ https_proxy: 'http://ann:100%25x@p.test' }).proxy?.authorization).toBe(basic('ann:100%x'));
  });

  it.each(['https://127.0.0.1/', 'https://localhost/', 'https://[::1]/', 'https://a.localhost/'])(
    'is never used for %s',
    (url) => {
      expect(route({ https_proxy: 'http://p.test' }, url).proxy).toBeNull();
    },
  );
});
