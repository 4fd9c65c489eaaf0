import { expect, test } from 'vitest';
import { conditionsOfSecrets } from '../../../main/engine/alerts/of-secrets.ts';
import { usualAlertRules } from '../../../shared/alerts/rules.ts';
import { exactSystem } from '../../../shared/systems/exact.ts';
import { createHarness, type Harness } from '../../support/engine-harness.ts';

const day = 86_400_000;

/** A connection that was signed in to now; the harness's own are of practice. */
function signedIn({ store, clock }: Harness): void {
  const atUtc = new Date(clock.now()).toISOString();
  const parts = { system: 'exact', practice: false, settings: {}, lastCheck: null } as const;
  store.connections.save({ id: 'exact', name: 'Exact', ...parts, createdAtUtc: atUtc, updatedAtUtc: atUtc });
  store.secrets.put('exact', 'tokens', new Uint8Array([1]), atUtc);
}

test('a sign-in that nothing uses is told a week ahead, three days ahead and when it ends; using it ends the alert', async () => {
  const harness = createHarness();
  signedIn(harness);
  const found = () =>
    conditionsOfSecrets({ store: harness.store, clock: harness.clock }, usualAlertRules, [exactSystem]).map(
      ({ cause, details, newsUtc }) => ({ cause, days: details.days, isSignIn: details.isSignIn, newsUtc }),
    );
  expect(found()).toEqual([]);
  await harness.clock.advance(22 * day);
  expect(found()).toEqual([]);
  const news = new Set<string | undefined>();
  for (const left of [7, 6, 3, 1, 0, -1]) {
    await harness.clock.advance(30 * day - left * day - sinceSignIn(harness));
    expect(found()).toMatchObject([{ cause: 'exact/tokens', days: left, isSignIn: true }]);
    news.add(found()[0]?.newsUtc);
  }
  expect(news.size).toBe(3);
  signedIn(harness);
  expect(found()).toEqual([]);
});

function sinceSignIn({ store, clock }: Harness): number {
  const [secret] = store.secrets.names('exact');
  return clock.now() - Date.parse(secret?.replacedAtUtc ?? '');
}
