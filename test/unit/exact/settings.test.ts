import { describe, expect, it } from 'vitest';
import { chosenDivisions, readSettings } from '../../../main/connectors/exact/settings.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Connection } from '../../../shared/model/connection.ts';

function read(settings: Readonly<Record<string, string>>): ReturnType<typeof readSettings> {
  const connection: Connection = {
    id: 'c',
    name: 'c',
    system: 'exact',
    practice: false,
    settings: { host: 'start.exactonline.nl', clientId: 'id', redirectUri: 'https://x.example/exact', ...settings },
    secrets: [],
    lastCheck: null,
    createdAtUtc: '2026-11-21T00:00:00.000Z',
    updatedAtUtc: '2026-11-21T00:00:00.000Z',
  };
  return readSettings(connection);
}

const fieldOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof AppError ? error.details['field'] : error;
  }
};

describe('settings of a connection to Exact', () => {
  it.each([
    ['start.exactonline.nl', 'https://start.exactonline.nl'],
    ['https://start.exactonline.co.uk/docs/MenuPortal.aspx?_Division_=1', 'https://start.exactonline.co.uk'],
    ['http://127.0.0.1:8931', 'http://127.0.0.1:8931'],
    ['https://ledger-gateway.example', 'https://ledger-gateway.example'],
    [' https://Gateway.acme.example:8443/ ', 'https://gateway.acme.example:8443'],
  ])('take the site from %s', (host, address) => {
    expect(read({ host }).address).toBe(address);
  });

  it.each([
    '',
    'start.exactonline.nl.evil.example',
    'https://exactonline.nl',
    'http://start.exactonline.nl',
    'https://user@start.exactonline.nl',
    'https://start.exactonline.nl:8443',
    'start.exactonline.evil',
    // Slips of the pen, also where the address is written out.
    'https://start.exactonline.evil',
    'https://start.exact-online.nl',
    'https://START.EXACTONLINE.NL.evil.example',
    'https://start.exactonline.nl.',
    // What is no site of Exact is written out, and nothing else.
    'gateway.acme.example',
    'gateway.acme.example:8443',
    'http://gateway.acme.example',
    'ftp://gateway.acme.example',
    'https://user@gateway.acme.example',
    'https://gateway.acme.example/ledger',
    'https://gateway.acme.example/?to=start.exactonline.nl',
  ])('send the secret to no other site: %s', (host) => {
    expect(fieldOf(() => read({ host }))).toBe('host');
  });

  it('know the companies, each once, and have defaults', () => {
    expect(read({ divisions: ' 2256995, 3,2256995;4 ' })).toMatchObject({
      divisions: [2_256_995, 3, 4],
      overlapMs: 300_000,
      callsPerMinute: 55,
      callsPerDay: 5000,
    });
    expect(fieldOf(() => read({ divisions: 'all' }))).toBe('divisions');
    expect(fieldOf(() => chosenDivisions(read({ divisions: '' })))).toBe('divisions');
  });

  it('keep the redirect URI as it was registered', () => {
    expect(read({ redirectUri: 'https://X.example/Exact?a=b' }).redirectUri).toBe('https://X.example/Exact?a=b');
    for (const redirectUri of ['', 'x', 'http://x.example', 'https://x.example/#a'])
      expect(fieldOf(() => read({ redirectUri }))).toBe('redirectUri');
  });
});
