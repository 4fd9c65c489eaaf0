import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { startMeddlingProxy, type MeddlingProxy, type PassingRequest } from '../../support/meddling-proxy.ts';
import { PracticeApp } from '../../support/practice-app.ts';

const WRONG = 'Wr0ng <secret> & "more"';

let folder: string;
let app: PracticeApp;
let toWorkday: MeddlingProxy;
/** Everything that opens a door: what is configured, and what the systems handed out on the way. */
const secrets = new Set<string>();
const bankData = new Set<string>();
/** All that crossed the contract: results, errors, events. */
const crossed: string[] = [];

function noteSecretsOf({ headers, path, body }: PassingRequest): void {
  const authorization = headers.authorization ?? '';
  const value = authorization.replace(/^(Bearer|Basic) /, '');
  if (value !== '') secrets.add(value);
  if (path.endsWith('/token')) secrets.add(new URLSearchParams(body).get('refresh_token') ?? WRONG);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-secrets-'));
  app = await PracticeApp.start({ storeFile: join(folder, 'store.sqlite') });
  toWorkday = await startMeddlingProxy(app.workday.address);
  await app.editConnection('workday', { settings: { host: toWorkday.address } });
  app.engine.subscribe(null, (event) => crossed.push(JSON.stringify(event)));
  const watch = (request: PassingRequest): 'pass' => {
    noteSecretsOf(request);
    return 'pass';
  };
  app.proxy.meddle = watch;
  toWorkday.meddle = watch;
  for (const system of [app.workday, app.databricks]) {
    for (const value of Object.values(system.secrets)) secrets.add(value);
  }
  secrets.add(WRONG);
  for (let index = 0; index < app.world.count('supplier'); index += 1) {
    bankData.add(app.world.current('supplier', index).iban);
  }
  // Accounts of payments, and what is paid to workers.
  bankData.add('PRACTICE-BANK');
  bankData.add('PRACTICE-PAYROLL');
  await runEverything();
});
afterAll(async () => {
  await app.close();
  await toWorkday.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Good runs and failing ones, with every way of signing in. */
async function runEverything(): Promise<void> {
  const note = async (work: Promise<unknown>): Promise<void> => {
    crossed.push(JSON.stringify(await work));
  };
  const resume = (): Promise<unknown> => ask(app.engine, 'flows.resume', { id: app.flowId });
  await note(app.sync());
  for (const stream of ['suppliers', 'supplier_invoices']) {
    await note(app.engine.call('preview.run', { flowId: app.flowId, stream, limit: 20 }));
  }
  await app.editConnection('workday', { settings: { auth: 'oauth' } });
  app.fault('workday', 'refresh-token-rotates');
  app.change();
  await note(app.sync());
  app.fault('databricks', 'lost-answer', true, 20);
  app.change();
  await note(app.sync());
  app.calmDown();
  app.proxy.meddle = (request) => {
    noteSecretsOf(request);
    return 'pass';
  };
  for (const [system, name] of [
    ['workday', 'refreshToken'],
    ['databricks', 'clientSecret'],
  ] as const) {
    app.change();
    await app.editConnection(system, { secrets: { [name]: WRONG } });
    await note(app.sync());
    await note(app.engine.call('connections.list', {}));
    if (system === 'workday') await app.editConnection('workday', { settings: { auth: 'user-password' } });
    else await app.editConnection('databricks', { secrets: { [name]: app.databricks.secrets[name] ?? '' } });
    await resume();
  }
  await app.editConnection('workday', { secrets: { password: WRONG } });
  await note(app.sync());
  await resume();
  await note(app.engine.call('runs.list', { filter: {}, sort: [], offset: 0, limit: 100 }));
  await note(app.engine.call('rejected.list', { filter: {}, sort: [], limit: 500, offset: 0 }));
  await note(app.engine.call('audit.list', { filter: {}, sort: [], offset: 0, limit: 500 }));
  await note(app.engine.call('flows.overview', {}));
  await note(app.engine.call('config.export', {}));
}

/** A secret as it might be written down: plain, and in the spellings of XML, JSON, addresses and Base64. */
function spellings(secret: string): string[] {
  const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [
    secret,
    xml,
    xml.replaceAll('"', '&quot;'),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    base64,
  ];
}

function findIn(text: string, needles: Iterable<string>): string[] {
  return [...needles].flatMap(spellings).filter((needle) => text.includes(needle));
}

/** Every cell of every table as text, packed ones unpacked. */
function storeTexts(): string[] {
  const db = new DatabaseSync(join(folder, 'store.sqlite'), { readOnly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return tables.flatMap(({ name }) =>
      db
        .prepare(`SELECT * FROM "${String(name)}"`)
        .all()
        .flatMap((row) => Object.values(row).map((cell) => (cell instanceof Uint8Array ? unpack(cell) : String(cell)))),
    );
  } finally {
    db.close();
  }
}

function unpack(bytes: Uint8Array): string {
  try {
    return zstdDecompressSync(bytes).toString('utf8');
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

describe('secrets', () => {
  test('were really used and handed out while this was watched', () => {
    // Both passwords and the wrong one, bearer tokens of both systems, and refresh tokens that rotated.
    expect(secrets.size).toBeGreaterThan(10);
    expect(findIn('a practice <&> "pass" b', secrets)).toEqual([app.workday.secrets['password']]);
    expect(crossed.length).toBeGreaterThan(20);
    const codes = ['WORKDAY_AUTH_INVALID', 'WORKDAY_TOKEN_REFUSED', 'DATABRICKS_LOGIN_REFUSED', 'HTTP_CONNECTION_CUT'];
    expect(codes.filter((code) => !crossed.join('\n').includes(code))).toEqual([]);
  });

  test('are in no result, error, event, audit entry or exported configuration', () => {
    expect(findIn(crossed.join('\n'), secrets)).toEqual([]);
  });

  test('are nowhere in the bytes of the data folder', () => {
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
    expect(bytes.join('').length).toBeGreaterThan(100_000);
    expect(findIn(bytes.join('\n'), secrets)).toEqual([]);
  });

  test('are in no cell of the store, unpacked', () => {
    const texts = storeTexts().join('\n');
    // The store really holds what was read: a supplier's name is found.
    expect(texts.includes(JSON.stringify(app.world.current('supplier', 1).name).slice(1, -1))).toBe(true);
    expect(findIn(texts, secrets)).toEqual([]);
  });

  test('are in no table of the warehouse', async () => {
    expect(findIn(await warehouseText(), secrets)).toEqual([]);
  });
});

/** Every row of every table that the app made, as text. */
async function warehouseText(): Promise<string> {
  const tables = await app.rows(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'finance' ORDER BY ALL",
  );
  expect(tables.length).toBeGreaterThan(20);
  const texts: string[] = [];
  for (const [name] of tables) {
    for (const row of await app.rows(`SELECT * FROM {${name ?? ''}}`)) texts.push(...row.map((cell) => cell ?? ''));
  }
  return texts.join('\n');
}

describe('bank data', () => {
  test('is in no cell of the store and in no table of the warehouse', async () => {
    const landed = await warehouseText();
    expect(landed.includes(app.world.current('supplier', 1).name ?? '?')).toBe(true);
    expect(findIn(landed, bankData)).toEqual([]);
    expect(findIn(storeTexts().join('\n'), bankData)).toEqual([]);
    expect(findIn(crossed.join('\n'), bankData)).toEqual([]);
  });

  test('and attachments are never asked for', () => {
    const asked = app.workday.requests.filter(({ attachmentsAsked }) => attachmentsAsked);
    expect(asked).toEqual([]);
    expect(app.workday.requests.map(({ operation }) => operation)).toContain('Get_Payments');
    expect(app.workday.requests.flatMap(({ bankAsked }) => bankAsked)).toEqual([]);
  });
});
