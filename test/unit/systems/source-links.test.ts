import { describe, expect, it } from 'vitest';
import { settingProblems, sourceLinks } from '../../../shared/systems/source-links.ts';

const host = 'workday.acme.example';
const wid = '0b1946ed00000000000000000000002a';
const settings = (documentLink: string, documentLinkHost = host, tenant = 'acme_dpt1') => ({
  tenant,
  documentLink,
  documentLinkHost,
});
const linkOf = (template: string, key = wid, stream = 'supplier_invoices'): string | null =>
  sourceLinks('workday', settings(template))?.to(stream, key) ?? null;
const problemOf = (...of: Parameters<typeof settings>) => settingProblems('workday', settings(...of))[0] ?? null;

describe('the address of a document', () => {
  it('is filled in, in its path, its query or behind the mark', () => {
    expect(linkOf(`https://${host}/{tenant}/d/{kind}/{wid}.htmld`)).toBe(
      `https://${host}/acme_dpt1/d/supplier-invoice/${wid}.htmld`,
    );
    expect(linkOf(`https://${host}/open?id={wid}&again={wid}`)).toBe(`https://${host}/open?id=${wid}&again=${wid}`);
    expect(linkOf(`https://${host}/#/{kind}/{wid}`, wid, 'journal_entries')).toBe(
      `https://${host}/#/journal-entry/${wid}`,
    );
  });

  it('is of documents with a Workday id alone', () => {
    const template = `https://${host}/{wid}`;
    for (const key of ['', 'inv-1', `${wid}0`, `../${wid}`, `${wid}\n`, 'USD|6000'])
      expect(linkOf(template, key)).toBeNull();
    for (const stream of ['gl_accounts', 'constructor', 'payment_runs', ''])
      expect(linkOf(template, wid, stream)).toBeNull();
  });

  it('is nowhere while nobody wrote one, whatever host stands beside it', () => {
    expect(problemOf('', '')).toBeNull();
    expect(problemOf('  ', 'evil.example')).toBeNull();
    expect(sourceLinks('workday', settings('', 'evil.example'))).toBeNull();
    expect(sourceLinks('slack', settings(`https://${host}/{wid}`))).toBeNull();
  });

  it('has its host confirmed by writing it once more, in whatever letters', () => {
    const template = `https://Workday.ACME.example/{wid}`;
    expect(sourceLinks('workday', settings(template, ' WORKDAY.acme.example '))?.host).toBe(host);
    expect(problemOf(template, '')).toMatchObject({ field: 'documentLinkHost' });
    for (const other of ['acme.example', `${host}:443`, `https://${host}`, `${host}.evil.example`, `x.${host}`]) {
      expect(problemOf(template, other)).toEqual({
        field: 'documentLinkHost',
        reason: 'it is not the host of the address',
      });
      expect(sourceLinks('workday', settings(template, other))).toBeNull();
    }
  });

  it.each([
    ['plain http', `http://${host}/{wid}`],
    ['another scheme', 'javascript:alert("{wid}")'],
    ['no scheme', `${host}/{wid}`],
    ['a scheme inside', `https:${host}/{wid}`],
    ['a user', `https://user@${host}/{wid}`],
    ['a user and a password', `https://user:pass@${host}/{wid}`],
    ['another host behind a user', `https://${host}@evil.example/{wid}`],
    ['another host behind a backslash', `https://${host}\\@evil.example/{wid}`],
    ['a port', `https://${host}:8443/{wid}`],
    ['the usual port, written out', `https://${host}:443/{wid}`],
    ['a placeholder as host', 'https://{wid}/x'],
    ['a placeholder in the host', `https://{tenant}.${host}/{wid}`],
    ['no path', `https://${host}{wid}`],
    ['an IPv4 address', 'https://10.0.0.1/{wid}'],
    ['a number as host', 'https://2130706433/{wid}'],
    ['an IPv6 address', 'https://[::1]/{wid}'],
    ['this computer', 'https://localhost/{wid}'],
    ['a percent in the host', 'https://workday%2Eacme.example/{wid}'],
    ['letters of another script', 'https://wоrkday.acme.example/{wid}'],
    ['a blank', `https://${host}/a b/{wid}`],
    ['a line break', `https://${host}/\n{wid}`],
    ['a mark that turns text around', `https://${host}/\u202E{wid}`],
    ['what Slack reads as a link', `https://${host}/{wid}|Workday>`],
    ['a quotation mark', `https://${host}/"{wid}`],
    ['no id', `https://${host}/invoices`],
    ['an unknown placeholder', `https://${host}/{wid}/{amount}`],
    ['a placeholder in other letters', `https://${host}/{WID}`],
    ['a brace that is left over', `https://${host}/{wid}}`],
    ['a brace that is not closed', `https://${host}/{wid`],
    ['a brace inside a brace', `https://${host}/{{wid}}`],
    ['too much', `https://${host}/{wid}/${'x'.repeat(1000)}`],
  ])('is refused with %s', (_, template) => {
    expect(problemOf(template)).toMatchObject({ field: 'documentLink' });
    expect(sourceLinks('workday', settings(template))).toBeNull();
  });

  it('is refused where it names a tenant that is not known', () => {
    expect(problemOf(`https://${host}/{tenant}/{wid}`, host, '')).toMatchObject({ field: 'documentLink' });
    expect(problemOf(`https://${host}/{wid}`, host, '')).toBeNull();
  });
});
