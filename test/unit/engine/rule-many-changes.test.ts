import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../../main/store/store.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import {
  copyStore,
  createMessagingHarness,
  messagingHarnessOn,
  type MessagingHarness,
} from '../../support/messaging-harness.ts';
import { billRule } from '../../support/messaging-integration.ts';
import { audit, byCompany, settle } from '../../support/messaging-steps.ts';

const many = 600;
const moved: MessageRule = { ...byCompany, conditions: [{ kind: 'changed', fact: 'amount', to: [] }] };

function bills({ bill }: MessagingHarness, total: string, change: Readonly<Record<string, string>> = {}): void {
  for (let n = 0; n < many; n += 1) bill(`b${String(n).padStart(4, '0')}`, total, change);
}

/** Lets time pass whenever somebody looks at the clock: as if everything took long. */
function pass({ clock }: MessagingHarness, ms: number): void {
  const now = clock.now.bind(clock);
  let passed = 0;
  clock.now = () => now() + (passed += ms);
}

/** A rule over a company of many bills whose message is posted. */
async function told(rules: readonly MessageRule[], storeFile?: string): Promise<MessagingHarness> {
  const harness = createMessagingHarness({ rules, ...(storeFile === undefined ? {} : { storeFile }) });
  bills(harness, '1');
  await harness.sync();
  bills(harness, '2');
  await harness.sync();
  settle(harness, 'company|CO-100', 'posted', rules[0]?.id);
  return harness;
}

describe('more changes than one transaction looks at', () => {
  test('are one change of the subject that they make up', async () => {
    const harness = await told([moved]);
    expect(harness.messages()).toEqual(['alert company|CO-100 posted']);
    bills(harness, '3');
    const run = await harness.sync();
    expect(harness.messages()).toEqual([
      'alert company|CO-100 posted',
      'update company|CO-100 queued',
      'reply company|CO-100 queued',
    ]);
    const counted = audit(harness, run.id).map(({ considered, updates }) => ({ considered, updates }));
    expect(counted.reduce((sum, one) => sum + Number(one.considered), 0)).toBe(many);
    expect(counted.reduce((sum, one) => sum + Number(one.updates), 0)).toBe(1);
    expect(harness.store.book.count('flow', false)).toBe(0);
  });

  test('are told with the version before all of them', async () => {
    const harness = await told([moved]);
    bills(harness, '3');
    await harness.sync();
    const reply = harness.store.messages
      .childrenOf(harness.store.messages.latestAlert('flow', 'company', 'company|CO-100')?.id ?? '')
      .find(({ kind }) => kind === 'reply');
    expect(reply?.body.text).toContain('1,200.00');
    expect(reply?.body.text).toContain('1,800.00');
  });

  test('call for one message each where each is its own subject', async () => {
    const harness = createMessagingHarness({ rules: [billRule(), moved] });
    bills(harness, '1');
    await harness.sync();
    bills(harness, '1000');
    await harness.sync();
    const alerts = harness.messages().filter((one) => one.startsWith('alert b'));
    expect(alerts).toHaveLength(many);
    expect(new Set(alerts).size).toBe(many);
    expect(harness.messages().filter((one) => one.includes('company|'))).toEqual(['alert company|CO-100 queued']);
  });

  test('keep nobody waiting longer than a step may take, however few they are', async () => {
    const harness = createMessagingHarness({ rules: [billRule(), moved] });
    const few = (total: string): void => {
      for (let n = 0; n < 40; n += 1) harness.bill(`b${String(n).padStart(4, '0')}`, total);
    };
    few('1');
    await harness.sync();
    few('1000');
    pass(harness, 8);
    const run = await harness.sync();
    const steps = audit(harness, run.id).map(({ considered, alerts }) => Number(considered) + Number(alerts));
    // 25 ms of a clock that stands 8 ms further on each look.
    expect(Math.max(...steps)).toBeLessThanOrEqual(4);
    expect(steps.reduce((sum, one) => sum + one, 0)).toBe(40 + 41);
    expect(harness.messages().filter((one) => one.startsWith('alert'))).toHaveLength(41);
    expect(harness.store.book.count('flow', false)).toBe(0);
  });

  test('are one change also where the process ends between two transactions', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mlc-many-'));
    const before = await told([moved], join(folder, 'before.db'));
    bills(before, '3');
    pass(before, 1 / 8);
    const { store } = before;
    // The data file after each transaction of the pass, as a power failure would leave it.
    const copies: string[] = [];
    const append = store.audit.append.bind(store.audit);
    store.audit.append = (...values) => {
      if (values[1] === 'run.rules-applied') {
        const copy = join(folder, `copy-${String(copies.length)}.db`);
        copyStore(join(folder, 'before.db'), copy);
        copies.push(copy);
      }
      return append(...values);
    };
    await before.sync();
    expect(copies.length).toBeGreaterThan(2);
    for (const copy of copies) {
      const again = messagingHarnessOn({ ...before, store: openStore(copy), isPosting: false });
      bills(again, '4');
      await again.sync();
      const kinds = again.messages().map((one) => one.split(' ')[0]);
      expect(kinds.filter((kind) => kind === 'alert')).toHaveLength(1);
      expect(again.store.book.count('flow', false)).toBe(0);
    }
  });
});
