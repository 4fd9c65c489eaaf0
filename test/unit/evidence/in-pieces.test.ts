import { describe, expect, test } from 'vitest';
import { entriesAtOnce } from '../../../main/engine/evidence/audit-slice.ts';
import { gather, rejectedAtOnce } from '../../../main/engine/evidence/gather.ts';
import { inPieces } from '../../../main/engine/evidence/in-pieces.ts';
import { makeEvidencePack, makeEvidencePackInPieces } from '../../../main/engine/evidence/make-pack.ts';
import { allAtOnce, type Pieces } from '../../../shared/evidence/pieces.ts';
import { rejectedPieces, linesAtOnce } from '../../../shared/evidence/tables.ts';
import { sha256Hex, sha256Pieces } from '../../../shared/evidence/sha256.ts';
import { verifyPack } from '../../../shared/evidence/verify.ts';
import { writeZip, zipPieces } from '../../../shared/evidence/zip.ts';
import type { EvidenceRequest } from '../../../shared/model/evidence.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

const never = new AbortController().signal;

function count<T>(work: Pieces<T>): { readonly pieces: number; readonly value: T } {
  for (let pieces = 0; ; pieces += 1) {
    const step = work.next();
    if (step.done === true) return { pieces, value: step.value };
    expect(step.value).toBeGreaterThanOrEqual(0);
    expect(step.value).toBeLessThanOrEqual(1);
  }
}

/** A run that rejected more records than are read at a stretch, in a trail longer than that. */
async function large(records: number): Promise<{ harness: Harness; request: EvidenceRequest }> {
  const harness = createHarness();
  for (let n = 0; n < records; n += 1) {
    const id = `INV-${String(n).padStart(6, '0')}`;
    harness.source.put(id, { ...invoice(id, ['1'], '1'), company: '' });
  }
  const run = await harness.sync();
  const at = new Date(harness.clock.now()).toISOString();
  harness.store.transaction(() => {
    for (let n = 0; n < 3 * entriesAtOnce; n += 1) harness.store.audit.append(at, 'export.config', 'export', { n });
  });
  // The next run's entries end the range: what is in between belongs to it.
  const period = { kind: 'period', flowId: 'flow', fromDay: at.slice(0, 10), toDay: at.slice(0, 10), timeZone: 'UTC' };
  expect(run.streams[0]?.counts.rejected).toBe(records);
  return { harness, request: { scope: period as EvidenceRequest['scope'], language: 'en' } };
}

describe('a pack in pieces', () => {
  test('reads no more than a stretch of lines at a time, and says the same as the one made without a pause', async () => {
    const records = 3 * rejectedAtOnce;
    const { harness, request } = await large(records);
    const { pieces, value } = count(gather(harness.store, request.scope));
    expect(value.rejected).toHaveLength(records);
    expect(value.slice.facts.shown + value.slice.facts.digests).toBeGreaterThan(3 * entriesAtOnce);
    expect(pieces).toBeGreaterThanOrEqual(records / rejectedAtOnce + value.slice.facts.shown / entriesAtOnce);
    const { services } = harness.engine;
    const shares: number[] = [];
    const pack = await makeEvidencePackInPieces(services, request, {
      signal: never,
      onShare: (one) => shares.push(one),
    });
    expect(verifyPack(pack.bytes).checks.filter(({ state }) => state !== 'passed')).toEqual([]);
    expect(Math.max(...shares)).toBeGreaterThan(0.5);
    const { files } = makeEvidencePack(services, request).manifest;
    const own = (name: string) => files.find((file) => file.name === name)?.sha256;
    for (const { name, sha256 } of pack.manifest.files) {
      // The trail and the summary have grown by the note of the first pack.
      if (name !== 'audit.ndjson' && name !== 'summary.html') expect([name, sha256]).toEqual([name, own(name)]);
    }
  });

  test('lets other work go on, and is read anew where that changed what it says', async () => {
    const { harness, request } = await large(rejectedAtOnce);
    const { services } = harness.engine;
    let turns = 0;
    const other = setInterval(() => (turns += 1), 0);
    let isChanged = false;
    const onShare = () => {
      if (isChanged) return;
      isChanged = true;
      const at = new Date(harness.clock.now()).toISOString();
      harness.store.transaction(() => harness.store.audit.append(at, 'flow.saved', 'flow', { meanwhile: true }));
    };
    const pack = await makeEvidencePackInPieces(services, request, { signal: never, onShare });
    clearInterval(other);
    expect(turns).toBeGreaterThan(0);
    const text = new TextDecoder().decode(pack.bytes);
    expect(text).toContain('meanwhile');
    expect(pack.manifest.audit.head.number).toBe(harness.store.audit.head().number - 1);
  });

  test('is broken off when the app ends', async () => {
    const { harness, request } = await large(1);
    const stop = new AbortController();
    const making = makeEvidencePackInPieces(harness.engine.services, request, {
      signal: stop.signal,
      onShare: () => {
        stop.abort(new Error('the app ends'));
      },
    });
    await expect(making).rejects.toThrow('the app ends');
  });

  test('is hashed, listed and packed a stretch of bytes or lines at a time', async () => {
    const bytes = new Uint8Array(3 * 1_048_576 + 5).fill(7);
    const hashed = count(sha256Pieces(bytes));
    expect(hashed).toEqual({ pieces: 12, value: sha256Hex(bytes) });
    const zipped = count(zipPieces([{ name: 'a', bytes }]));
    expect(zipped.pieces).toBe(4);
    expect(sha256Hex(zipped.value)).toBe(sha256Hex(writeZip([{ name: 'a', bytes }])));
    const line = { runId: 'r', stream: 's', key: null, label: 'l', state: 'open', code: 'C', field: '', value: null };
    const lines = Array.from({ length: 3 * linesAtOnce }, (_, n) => {
      const at = '2026-11-21T10:00:00.000Z';
      return { ...line, expected: null, text: String(n), firstSeenAtUtc: at, lastSeenAtUtc: at };
    });
    expect(count(rejectedPieces(lines)).pieces).toBe(3);
    expect(await inPieces(rejectedPieces(lines), never)).toBe(allAtOnce(rejectedPieces(lines)));
  });
});
