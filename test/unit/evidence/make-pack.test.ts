import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { makeEvidencePack } from '../../../main/engine/evidence/make-pack.ts';
import { isAppError } from '../../../shared/errors/app-error.ts';
import { sha256Hex } from '../../../shared/evidence/sha256.ts';
import { verifyPack } from '../../../shared/evidence/verify.ts';
import { readZip } from '../../../shared/evidence/zip.ts';
import type { EvidenceScope } from '../../../shared/model/evidence.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

const dataKey = new Uint8Array(32).fill(7);

async function withRuns(): Promise<{ harness: Harness; first: string; second: string }> {
  const harness = createHarness(['invoices', 'credits']);
  harness.source.put('INV-1', invoice('INV-1', ['60.00', '40.10'], '100.10'));
  harness.source.put('INV-2', { ...invoice('INV-2', ['7.00'], '7.00'), company: '' }, 'invoices', '=2+5');
  harness.source.put('CR-1', invoice('CR-1', ['-5.00'], '-5.00', 'USD'), 'credits');
  const first = await harness.sync();
  harness.source.put('INV-1', invoice('INV-1', ['60.00', '50.10'], '110.10'));
  const second = await harness.sync();
  return { harness, first: first.id, second: second.id };
}

function fileOf(bytes: Uint8Array, name: string): string {
  return new TextDecoder().decode(readZip(bytes).find((file) => file.name === name)?.bytes);
}

function failures(bytes: Uint8Array) {
  return verifyPack(bytes).checks.filter((check) => check.state !== 'passed');
}

function refused(work: () => unknown): string {
  try {
    work();
    return 'not refused';
  } catch (error) {
    return isAppError(error) ? error.code : String(error);
  }
}

describe('a pack of one run', () => {
  test('says what the run did, verifies, and is noted in the trail with its hash', async () => {
    const { harness, first } = await withRuns();
    const { services } = harness.engine;
    services.seal.open(dataKey);
    const head = harness.store.audit.head();
    const pack = makeEvidencePack(services, { scope: { kind: 'run', runId: first }, language: 'en' });
    expect(failures(pack.bytes)).toEqual([]);
    expect(pack.manifest.audit.head).toEqual(head);
    expect(pack.manifest.runs).toHaveLength(1);
    expect(pack.manifest.batches).toHaveLength(2);
    expect(pack.manifest.rejected).toMatchObject({ records: 1 });
    expect(fileOf(pack.bytes, 'totals.csv')).toMatch(
      /,invoices,window,CO-100,total,EUR,100\.1,100\.1,100\.1,0,0,0,0,0,100\.1,yes,/,
    );
    expect(fileOf(pack.bytes, 'rejected.csv')).toContain(`,'=2+5,`);
    expect(pack.manifest.batches.every((batch) => /^[0-9a-f]{64}$/.test(batch.payloadSha256))).toBe(true);
    expect(pack.manifest.batches.every((batch) => batch.landedAtUtc !== null)).toBe(true);
    expect(harness.store.audit.of('flow', 'evidence.made').map((entry) => entry.details)).toEqual([
      { file: pack.fileName, sha256: pack.sha256, runs: 1, run: first },
    ]);
    expect(pack.fileName).toMatch(/^evidence-invoices-run-\d{4}-\d\d-\d\d-\d{6}z\.zip$/);
    const { keyId, hmac } = verifyPack(pack.bytes).seal ?? {};
    const asked = {
      manifestSha256: pack.manifestSha256,
      keyId: keyId ?? '',
      hmac: hmac ?? '',
      packSha256: pack.sha256,
    };
    expect(await ask(harness.engine, 'evidence.own-seal', asked)).toMatchObject({ seal: 'own' });
    const forged = { ...asked, manifestSha256: '0'.repeat(64), packSha256: '0'.repeat(64) };
    expect(await ask(harness.engine, 'evidence.own-seal', forged)).toEqual({ seal: 'forged', madeAtUtc: null });
    const other = await ask(harness.engine, 'evidence.own-seal', { ...asked, keyId: 'f'.repeat(16) });
    expect(other.seal).toBe('other-key');
  });

  test('the same facts at the same moment give the same bytes; entries of others are there by digest only', async () => {
    const { harness, first } = await withRuns();
    const other = 'another flow says something';
    harness.store.audit.append(new Date(harness.clock.now()).toISOString(), 'flow.saved', 'another-flow', { other });
    const scope: EvidenceScope = { kind: 'run', runId: first };
    const one = makeEvidencePack(harness.engine.services, { scope, language: 'nl' });
    const two = createHarness();
    expect(two.store.runs.get(first)).toBeNull();
    expect(fileOf(one.bytes, 'audit.ndjson')).not.toContain(other);
    const again = makeEvidencePack(harness.engine.services, { scope, language: 'nl' });
    // Only the head of the trail has moved, by the first pack's own entry.
    const settled = (text: string) => text.replaceAll(/"head": \{[^}]*\}/g, '');
    expect(fileOf(again.bytes, 'totals.csv')).toBe(fileOf(one.bytes, 'totals.csv'));
    expect(settled(fileOf(again.bytes, 'manifest.json')).split('"files"')[0]).toBe(
      settled(fileOf(one.bytes, 'manifest.json')).split('"files"')[0],
    );
    expect(fileOf(one.bytes, 'summary.html')).toContain('Bewijspakket');
    expect(failures(again.bytes)).toEqual([]);
  });

  test('is refused for a run that is not there; further files are sealed with the rest', async () => {
    const { harness, second } = await withRuns();
    const { services } = harness.engine;
    const none = () => makeEvidencePack(services, { scope: { kind: 'run', runId: 'none' }, language: 'en' });
    expect(refused(none)).toBe('APP_NOT_FOUND');
    const extras = [{ name: 'tie-out.csv', title: 'Tie-out', content: 'account,amount\r\n' }];
    const pack = makeEvidencePack(services, { scope: { kind: 'run', runId: second }, language: 'en', extras });
    expect(fileOf(pack.bytes, 'tie-out.csv')).toBe('account,amount\r\n');
    expect(fileOf(pack.bytes, 'summary.html')).toContain('Tie-out');
    expect(failures(pack.bytes)).toEqual([]);
    const taken = [{ name: 'totals.csv', title: 'x', content: '' }];
    expect(
      refused(() =>
        makeEvidencePack(services, { scope: { kind: 'run', runId: second }, language: 'en', extras: taken }),
      ),
    ).toBe('RangeError: not a name for a file of a pack: totals.csv');
  });
});

describe('a pack of a period', () => {
  test('holds all runs of the flow in it, and the position once', async () => {
    const { harness, first, second } = await withRuns();
    const day = new Date(harness.clock.now()).toISOString().slice(0, 10);
    const scope = { kind: 'period', flowId: 'flow', fromDay: day, toDay: day, timeZone: 'UTC' } as const;
    const pack = makeEvidencePack(harness.engine.services, { scope, language: 'en' });
    expect(failures(pack.bytes)).toEqual([]);
    expect(pack.manifest.runs.map((run) => run.id)).toEqual([first, second]);
    const withPosition = pack.manifest.runs.map((run) => run.streams.filter((one) => one.totals.length > 0).length);
    expect(withPosition).toEqual([0, 2]);
    expect(pack.fileName).toBe(`evidence-invoices-${day}-${day}.zip`);
    const empty = makeEvidencePack(harness.engine.services, {
      scope: { ...scope, fromDay: '2001-01-01', toDay: '2001-01-31' },
      language: 'en',
    });
    expect(empty.manifest.runs).toEqual([]);
    expect(failures(empty.bytes)).toEqual([]);
  });

  test('days that are no period are refused', async () => {
    const { harness } = await withRuns();
    const period = (fromDay: string, toDay: string, timeZone = 'UTC') =>
      refused(() =>
        makeEvidencePack(harness.engine.services, {
          scope: { kind: 'period', flowId: 'flow', fromDay, toDay, timeZone },
          language: 'en',
        }),
      );
    expect(period('2026-10-31', '2026-10-01')).toBe('EVIDENCE_PERIOD');
    expect(period('2025-01-01', '2026-12-31')).toBe('EVIDENCE_PERIOD');
    expect(period('2026-02-01', '2026-02-30')).toBe('EVIDENCE_PERIOD');
    expect(period('2026-10-01', '2026-10-31', 'Nowhere/None')).toBe('EVIDENCE_PERIOD');
  });
});

test('a pack is fetched in parts, and no longer once two others were made', async () => {
  const { harness, first, second } = await withRuns();
  const make = (runId: string) =>
    ask(harness.engine, 'evidence.make', { scope: { kind: 'run', runId }, language: 'en' });
  const made = await make(first);
  const pieces: Buffer[] = [];
  for (let part = 0; part < made.parts; part += 1) {
    const { base64 } = await ask(harness.engine, 'evidence.part', { sha256: made.sha256, part });
    pieces.push(Buffer.from(base64, 'base64'));
  }
  const verdict = verifyPack(Uint8Array.from(Buffer.concat(pieces)));
  expect(verdict).toMatchObject({ isWhole: true });
  expect(sha256Hex(Buffer.concat(pieces))).toBe(made.sha256);
  await make(second);
  await harness.clock.advance(1_000);
  await make(second);
  await expect(ask(harness.engine, 'evidence.part', { sha256: made.sha256, part: 0 })).rejects.toMatchObject({
    code: 'APP_NOT_FOUND',
  });
});
