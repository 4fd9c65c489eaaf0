import { expect, it } from 'vitest';
import { sourceHosts } from '../../../main/api/host/source-hosts.ts';
import type { Connection } from '../../../shared/model/connection.ts';

const connectionOf = (system: Connection['system'], settings: Connection['settings']): Connection => ({
  ...{ id: system, name: system, system, practice: false, settings, secrets: [], lastCheck: null },
  ...{ createdAtUtc: '2026-11-21T00:00:00.000Z', updatedAtUtc: '2026-11-21T00:00:00.000Z' },
});

const hostsOf = (...connections: Connection[]): Promise<readonly string[]> =>
  sourceHosts({ call: () => Promise.resolve({ ok: true, value: connections }) });

it('the browser is led to the hosts of documents and to those at which people sign in, if they are not Exact’s own', async () => {
  expect(
    await hostsOf(
      connectionOf('workday', {
        documentLink: 'https://workday.acme.example/open/{wid}',
        documentLinkHost: 'workday.acme.example',
      }),
      connectionOf('exact', { host: ' https://Gateway.acme.example:8443 ' }),
      connectionOf('exact', { host: 'start.exactonline.nl' }),
      connectionOf('exact', { host: 'http://127.0.0.1:8931' }),
    ),
  ).toEqual(['workday.acme.example', 'gateway.acme.example:8443']);
});

it('nothing is opened for a site that cannot be used, nor for what another system is given as its host', async () => {
  const wrong = ['', 'gateway.acme.example', 'http://gateway.acme.example', 'https://start.exactonline.evil'];
  expect(await hostsOf(...wrong.map((host) => connectionOf('exact', { host })), connectionOf('exact', {}))).toEqual([]);
  expect(await hostsOf(connectionOf('databricks', { host: 'https://gateway.acme.example' }))).toEqual([]);
});
