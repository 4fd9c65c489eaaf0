import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bundle } from '../../../main/engine/diagnostics/bundle.ts';
import { safeLine } from '../../../main/engine/diagnostics/bundle-logs.ts';
import { Diagnostics } from '../../../main/engine/diagnostics/diagnostics.ts';
import { createRedactor } from '../../../main/engine/diagnostics/redactor.ts';
import { openStore } from '../../../main/store/store.ts';
import { createLogger } from '../../../main/log/logger.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { readZip } from '../../../shared/evidence/zip.ts';
import type { RequestLogEntry } from '../../../main/http/request-log.ts';
import { databricksSystem } from '../../../shared/systems/databricks.ts';
import { workdaySystem } from '../../../shared/systems/workday.ts';
import { invoice } from '../../support/engine-harness.ts';
import { Installation } from './installation.ts';

/** What must not be in a bundle, wherever it may have got to. */
const planted = {
  password: 'Zomer-in-Zeeland-2026!',
  refreshToken: 'rt.9f8e7d6c5b4a39281706',
  proxyPassword: 'pr0xy&<geheim>"',
  bearer: 'dapi0123456789abcdef0123',
  supplier: 'Bakkerij Van der Meulen',
  invoice: 'INV-2026-77813',
  amount: '48213.77',
  tenant: 'acmefinance_prd',
  host: 'wd3-acmefinance.workday.com',
  ownHost: 'erp.acmefinance.example',
  connection: 'Acme Finance productie',
  flow: 'Crediteuren Acme Finance',
  login: 'isu_acme_finance',
  user: 'j.devries',
  computer: 'LAPTOP-FIN-042',
  person: 'U07ANNADEJONG',
} as const;

const account = { user: planted.user, home: `/home/${planted.user}`, computer: planted.computer };
const atUtc = '2026-11-21T11:00:00.000Z';
const everything = Object.values(planted).join(' ');

let here: Installation;
let made: Bundle;
const request = { checkId: undefined, signal: new AbortController().signal };

async function plant(): Promise<void> {
  const { store, source, destination } = here.harness;
  const workday = store.connections.get('workday');
  const flow = store.flows.get('flow');
  if (workday === null || flow === null) throw new Error('nothing to plant in');
  const error = toErrorDto(
    new AppError('WORKDAY_FAULT', 'record', {
      details: { value: everything, field: planted.supplier, reason: everything },
    }),
  );
  const step = { id: 'sign-in', label: everything, state: 'failed' as const, durationMs: 1, detail: everything, error };
  const clockStep = {
    ...step,
    id: 'clock',
    state: 'passed' as const,
    detail: `Differs by 1 s ${everything}`,
    error: null,
  };
  const otherStep = { ...step, id: planted.supplier, error: { ...error, code: planted.invoice } };
  store.connections.save({
    ...workday,
    name: planted.connection,
    practice: false,
    settings: {
      host: planted.host,
      tenant: planted.tenant,
      username: planted.login,
      version: planted.bearer,
      auth: planted.password,
      invoiceDays: '90',
      [planted.supplier]: planted.amount,
    },
    lastCheck: { atUtc, ok: false, steps: [step, clockStep, otherStep] },
  });
  here.alter(`UPDATE connections SET practice = 0 WHERE id = 'workday'`);
  here.secrets.save({ id: 'workday', practice: false }, 'password', planted.password);
  here.secrets.save({ id: 'workday', practice: false }, 'refreshToken', planted.refreshToken);
  here.secrets.save({ id: 'network', practice: false }, `password of ${planted.login}`, planted.proxyPassword);
  store.values.put(
    'network',
    {
      proxy: { kind: 'address', address: `http://${planted.ownHost}:8080`, username: planted.login },
      extraCaFile: `/home/${planted.user}/${planted.supplier}.pem`,
    },
    atUtc,
  );
  store.flows.save({
    ...flow,
    name: planted.flow,
    streams: flow.streams.map((one) => ({
      ...one,
      exclusions: [
        { reason: `Not ${planted.supplier}`, path: 'company', test: 'is', values: [planted.supplier, planted.amount] },
      ],
    })),
    paused: { reason: everything, error, atUtc },
  });
  source.put(planted.invoice, invoice(planted.invoice, [planted.amount], planted.amount), 'invoices', planted.supplier);
  store.flows.save({ ...flow, name: planted.flow });
  destination.faults.push('auth');
  await here.harness.sync();
  plantInRuns(error);
  plantInLogs();
}

function plantInRuns(error: ReturnType<typeof toErrorDto>): void {
  const { store } = here.harness;
  const [run] = store.runs.page({}, { sort: [], offset: 0, limit: 1 }).items;
  if (run === undefined) throw new Error('no run');
  const [stream] = run.streams;
  if (stream === undefined) throw new Error('no stream');
  store.runs.setState(run.id, 'failed', atUtc, error);
  store.requests.add(run.id, requestOf());
  here.meddle((db) => {
    db.prepare(`UPDATE runs SET flow_name = ? WHERE id = ?`).run(everything, run.id);
  });
}

function requestOf(): RequestLogEntry {
  return {
    atUtc,
    connectionId: 'workday',
    purpose: everything,
    method: 'POST',
    host: planted.host,
    attempt: 1,
    status: 200,
    ms: 12,
    bytesSent: 1,
    bytesReceived: 2,
    error: planted.supplier,
  };
}

function plantInLogs(): void {
  const lines: string[] = [];
  const log = createLogger({ clock: here.harness.clock, destination: { write: (line: string) => lines.push(line) } });
  const foreign = new Error(everything);
  foreign.stack = `Error: ${everything}\n    at deliver (/home/${planted.user}/ml-connector/main/engine/deliver.ts:10:5)\n    at ${planted.supplier} (/srv/${planted.tenant}/other.js:1:1)`;
  log.warn('call.failed', { method: 'runs.start', flowId: 'flow', label: planted.supplier }, foreign);
  log.warn(
    'batch.failed',
    { runId: everything, stream: planted.supplier, connectionId: planted.connection },
    new AppError('RECORD_DECIMAL_DOES_NOT_FIT', 'record', {
      details: { value: planted.amount, status: 400, field: planted.supplier },
    }),
  );
  log.info('run.ended', { runId: 'aaaaaaaa-0000-4000-8000-000000000001', flowId: 'flow', state: 'succeeded' });
  log.info('http.request', { ...requestOf(), error: null });
  const own = [
    JSON.stringify({ level: 'info', at: atUtc, event: everything, runId: planted.amount }),
    JSON.stringify({
      level: everything,
      at: everything,
      event: 'run.ended',
      state: planted.supplier,
      bytes: everything,
    }),
    everything,
  ];
  appendFileSync(
    join(here.logFolder, 'ml-connector.log'),
    `${[...lines.map((one) => one.trim()), ...own].join('\n')}\n`,
  );
  writeFileSync(join(here.logFolder, 'ml-connector.log.1'), `${own.join('\n')}\n${lines.join('')}`);
}

function bundle(): Promise<Bundle> {
  const systems = [workdaySystem, databricksSystem];
  const services = { ...here.services(), systems, recentRequests: () => [requestOf()] };
  const host = { ...here.host, account };
  return new Diagnostics(services, host).bundle(request);
}

/** In each of the forms in which a text travels. */
function formsOf(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const base64 = Buffer.from(text).toString('base64').replaceAll('=', '');
  return [text, json, base64, encodeURIComponent(text), encodeURIComponent(text).replaceAll('%20', '+')];
}

const contentOf = (made: Bundle, name: string): string =>
  new TextDecoder().decode(readZip(made.bytes).find((one) => one.name === name)?.bytes);

describe('the support bundle', () => {
  beforeAll(async () => {
    here = await Installation.open();
    await plant();
    made = await bundle();
  });

  afterAll(async () => {
    await here.close();
  });

  test('holds nothing of what was planted, in no form, in no byte', () => {
    const text = Buffer.from(made.bytes).toString('utf8').toLowerCase();
    const found = Object.entries(planted).filter(([, value]) =>
      formsOf(value).some((form) => text.includes(form.toLowerCase())),
    );
    expect(found).toEqual([]);
    // Words of names and figures, apart from each other.
    for (const part of ['meulen', 'bakkerij', '48213', '77813', 'acme', 'devries', 'zeeland', 'crediteuren']) {
      expect(text, part).not.toContain(part);
    }
  });

  test('would have been caught: what was planted is where the bundle is made from', async () => {
    const { store } = here.harness;
    const report = await here.diagnostics({ account }).run(request);
    expect(JSON.stringify(report)).toContain(planted.connection);
    expect(JSON.stringify(store.connections.list())).toContain(planted.tenant);
    expect(JSON.stringify(store.runs.page({}, { sort: [], offset: 0, limit: 9 }))).toContain(planted.amount);
    expect(here.host.secretValues()).toEqual(expect.arrayContaining([planted.password, planted.refreshToken]));
  });

  test('holds what support needs', () => {
    expect(made.files.map(({ name }) => name)).toEqual([
      'contents.txt',
      'report.txt',
      'report.json',
      'versions.json',
      'configuration.json',
      'runs.json',
      'requests.ndjson',
      'data-file.json',
      'log-1.ndjson',
      'log-2.ndjson',
    ]);
    expect(made.files.map(({ bytes }) => bytes)).toEqual(readZip(made.bytes).map(({ bytes }) => bytes.length));
    expect(contentOf(made, 'report.txt')).toContain('D9   FAILED');
    expect(contentOf(made, 'report.txt')).toContain('The last check of “connection 2”');
    expect(JSON.parse(contentOf(made, 'configuration.json'))).toMatchObject({
      connections: [
        {
          called: 'connection 2',
          host: 'host 1 (workday.com)',
          stored: 2,
          settings: { tenant: '(set)', username: '(set)', version: '(set)', signIn: '(set)', invoiceDays: '90' },
        },
        { called: 'connection 1' },
      ],
      flows: [{ called: 'flow 1', schedule: { kind: 'manual' }, streams: [{ id: 'invoices', enabled: true }] }],
      network: { proxy: 'address', extraCaFile: true },
    });
    const runs = JSON.parse(contentOf(made, 'runs.json')) as { state: string; error: string }[];
    expect(runs).toHaveLength(2);
    expect(runs.find(({ state }) => state === 'failed')).toMatchObject({
      error: 'WORKDAY_FAULT',
      streams: [{ stream: 'invoices', counts: { read: expect.any(Number) } }],
    });
    expect(JSON.parse(contentOf(made, 'data-file.json'))).toMatchObject({
      condition: 'ready',
      tables: expect.arrayContaining([{ name: 'runs', rows: 2 }]),
    });
    expect(contentOf(made, 'requests.ndjson')).toContain('"host":"host 1 (workday.com)"');
    const log = contentOf(made, 'log-1.ndjson');
    expect(log).toContain('"code":"RECORD_DECIMAL_DOES_NOT_FIT"');
    expect(log).toContain('"frames":["deliver main/engine/deliver.ts:10:5"]');
    expect(log).toContain('"runId":"aaaaaaaa-0000-4000-8000-000000000001"');
    expect(log).toContain('{"linesLeftOut":2}');
    expect(contentOf(made, 'contents.txt')).toContain('Never in it: amounts, names of suppliers');
  });

  test('is an entry of the audit trail, with its hash', () => {
    const [entry] = here.harness.store.audit.of('export', 'export.support-bundle');
    expect(entry?.details).toEqual({ format: 'zip', files: 10, bytes: made.bytes.length, sha256: made.sha256 });
  });

  test('is made while the file is open for reading only, and then leaves no entry', async () => {
    const own = await Installation.open();
    own.harness.store.close();
    own.flipBytes();
    const harness = own.harness.continueOn(openStore(own.dataFile));
    const { condition } = harness.store;
    const services = { ...own.services(), deps: { ...own.services().deps, store: harness.store } };
    const damaged = await new Diagnostics(services, own.host).bundle(request);
    harness.store.close();
    await own.release();
    rmSync(own.folder, { recursive: true });
    expect(condition.error?.code).toBe('STORE_CORRUPT');
    expect(contentOf(damaged, 'report.txt')).toContain('D2   FAILED');
    expect(JSON.parse(contentOf(damaged, 'data-file.json'))).toMatchObject({ condition: 'STORE_CORRUPT' });
    expect(contentOf(damaged, 'report.txt').match(/^D\d+/gm)).toHaveLength(14);
  });

  test('is made of a damaged data file too, and says what could not be', async () => {
    here.flipBytes();
    const { store } = here.harness;
    const broken = { ...here.services(), recentRequests: () => [] };
    const runs = new Proxy(store.runs, {
      get: () => () => {
        throw new AppError('STORE_CORRUPT', 'internal');
      },
    });
    const services = { ...broken, deps: { ...broken.deps, store: { ...store, runs } } };
    const damaged = await new Diagnostics(services, here.host).bundle({
      checkId: undefined,
      signal: new AbortController().signal,
    });
    expect(JSON.parse(contentOf(damaged, 'runs.json'))).toEqual({ notMade: 'STORE_CORRUPT' });
    expect(contentOf(damaged, 'report.txt')).toContain('D2   FAILED');
  });
});

describe('lines of the log', () => {
  test.each([
    ['{"event":"run.ended","state":"succeeded","secretNote":"x"}', '{"event":"run.ended","state":"succeeded"}'],
    ['{"event":"run.ended","ms":12.5,"status":"200"}', '{"event":"run.ended"}'],
    ['{"event":"made.up","state":"succeeded"}', null],
    ['["run.ended"]', null],
    ['{"event":"run.ended"', null],
  ])('%s becomes %s', (line, safe) => {
    expect(safeLine(line)).toEqual(safe === null ? null : JSON.parse(safe));
  });
});

describe('the second net', () => {
  const redact = createRedactor({ secrets: [planted.password], account });

  test.each([
    [`/home/${planted.user}/x`, '~/x'],
    [`C:\\Users\\piet\\x`, 'C:\\Users\\[user]\\x'],
    ['/Users/piet/Library', '/Users/[user]/Library'],
    [`open by ${planted.user.toUpperCase()} on laptop-fin-042.corp`, 'open by [user] on [computer].corp'],
    [`it said ${planted.password}`, 'it said [redacted]'],
    ['Authorization: Bearer abcdefghijkl', 'Authorization: [redacted]'],
    ['j.devriesland', 'j.devriesland'],
  ])('%s becomes %s', (text, safe) => {
    expect(redact({ text })).toEqual({ text: safe });
  });
});
