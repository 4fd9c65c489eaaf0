import { mkdtempSync, existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { composeEngine, type ComposedEngine } from '../../../main/engine/compose.ts';
import { closedLogs } from '../../../main/log/log-file.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { retentionLimit } from '../../../shared/model/retention.ts';
import { createSeededRandom, createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

let clock: VirtualClock;
let store: Store;
let composed: ComposedEngine;
let logs: string;

beforeEach(() => {
  clock = createVirtualClock();
  store = openStore(':memory:');
  logs = mkdtempSync(join(tmpdir(), 'mlc-logs-'));
  const random = createSeededRandom();
  const keys = { dataKey: random.bytes(32), practiceKey: random.bytes(32) };
  composed = composeEngine({ store, clock, random, environment: {}, logs: closedLogs(logs), ...keys });
});
afterEach(async () => {
  await composed.close();
  store.close();
  rmSync(logs, { recursive: true, force: true });
});

it('keeps to the retention time by itself: a minute after its start, and day by day', async () => {
  const lastAtUtc = async () => (await ask(composed.engine, 'retention.get', {})).lastSweep?.atUtc;
  const started = clock.now();
  const old = join(logs, 'ml-connector.log.1');
  const passLimit = Date.parse(retentionLimit('10-years', started + 2 * day) ?? '');
  writeFileSync(old, 'older than ten years');
  utimesSync(old, new Date(passLimit - day), new Date(passLimit - day));
  composed.startUpkeep();
  await clock.advance(minute - 1);
  expect(await lastAtUtc()).toBeUndefined();
  await clock.advance(1);
  await composed.engine.services.retention.kick();
  expect(await lastAtUtc()).toBe(new Date(started + minute).toISOString());
  expect(existsSync(old)).toBe(false);
  for (let hour = 0; hour < 24; hour += 1) await clock.advance(60 * minute);
  await composed.engine.services.retention.kick();
  expect(await lastAtUtc()).toBe(new Date(started + minute + day).toISOString());
});

it('ends with the engine', async () => {
  composed.startUpkeep();
  await clock.untilSleeping();
  await composed.close();
  expect(clock.sleeping).toBe(0);
});
