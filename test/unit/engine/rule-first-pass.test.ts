import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import { createMessagingHarness } from '../../support/messaging-harness.ts';
import { billRule } from '../../support/messaging-integration.ts';
import { audit, begun, byCompany, settle, statusChanged } from '../../support/messaging-steps.ts';

describe('the first pass of a rule', () => {
  test('covers all that match by one summary, and posts none of them one by one', async () => {
    const harness = createMessagingHarness({ rules: [billRule()] });
    harness.bill('a', '1000');
    harness.bill('b', '999.99');
    harness.bill('c', '2500.50', { currency: 'EUR' });
    harness.bill('d', '2500', { currency: 'USD' });
    await harness.sync();
    expect(harness.messages()).toEqual([
      'alert a covered back-fill',
      'alert c covered back-fill',
      'back-fill large queued',
    ]);
    const summary = harness.store.messages.get(
      harness.store.messages.latestAlert('flow', 'large', 'a')?.coveredBy ?? '',
    );
    expect(summary).toMatchObject({ kind: 'back-fill', amounts: [{ currency: 'EUR', amount: '3500.5' }] });
    expect(summary?.body.text).toContain('2');
    expect(harness.store.book.count('flow', false)).toBe(0);
  });

  test('says nothing where nothing matches', async () => {
    expect((await begun()).messages()).toEqual([]);
  });

  test('does not look for changes: a first version did not change', async () => {
    const harness = createMessagingHarness({ rules: [statusChanged()] });
    harness.bill('a', '5', { status: 'Approved' });
    await harness.sync();
    expect(harness.messages()).toEqual([]);
  });

  test('is had by a rule that is added later, over everything there is', async () => {
    const harness = createMessagingHarness();
    harness.bill('a', '1000');
    await harness.sync();
    harness.setRules([billRule()]);
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a covered back-fill', 'back-fill large queued']);
    await harness.sync();
    expect(harness.messages()).toHaveLength(2);
  });

  test('is had anew by a rule that was off, for what nobody was told of', async () => {
    const harness = await begun();
    harness.bill('told', '1000');
    await harness.sync();
    settle(harness, 'told', 'posted');
    harness.setRules([billRule({ enabled: false })]);
    harness.bill('missed', '7000');
    await harness.sync();
    expect(harness.messages()).toEqual(['alert told posted']);
    harness.setRules([billRule()]);
    await harness.sync();
    expect(harness.messages()).toEqual([
      'alert told posted',
      'alert missed covered back-fill',
      'back-fill large queued',
    ]);
  });

  test('waits until every stream that its view is made of was read whole', async () => {
    const harness = createMessagingHarness({ rules: [byCompany, billRule()], streams: ['bills', 'credits'] });
    harness.bill('a', '9000');
    harness.source.beforePage = (_page, stream) =>
      stream === 'credits' ? Promise.reject(new AppError('HTTP_CONNECTION_CUT', 'transient')) : Promise.resolve();
    const failed = await harness.sync();
    expect(failed.state).toBe('incomplete');
    expect(harness.messages()).toEqual(['alert a covered back-fill', 'back-fill large queued']);
    expect(audit(harness, failed.id).at(-1)).toMatchObject({ rulesWaiting: ['company'] });
    harness.source.beforePage = () => Promise.resolve();
    await harness.sync();
    expect(harness.messages().slice(2)).toEqual(['alert company|CO-100 covered back-fill', 'back-fill company queued']);
  });

  test('is not had in a run that reads only chosen records, nor in one of other streams', async () => {
    const harness = createMessagingHarness({ streams: ['bills', 'credits'] });
    harness.bill('a', '1000');
    await harness.sync();
    harness.setRules([billRule()]);
    await harness.sync({ onlyKeys: { stream: 'bills', keys: ['a'] } });
    await harness.sync({ streams: ['credits'] });
    expect(harness.messages()).toEqual([]);
    await harness.sync({ streams: ['bills'] });
    expect(harness.messages()).toEqual(['alert a covered back-fill', 'back-fill large queued']);
  });

  test('is had anew when the flow begins to read another stream of the view', async () => {
    const harness = createMessagingHarness({ rules: [byCompany] });
    harness.bill('a', '3000');
    harness.bill('old', '4000', {}, 'credits');
    await harness.sync();
    expect(harness.messages()).toEqual([]);
    const flow = harness.store.flows.get('flow');
    if (flow === null) throw new Error('the flow is gone');
    harness.store.flows.save({ ...flow, streams: flow.streams.map((one) => ({ ...one, enabled: true })) });
    await harness.sync();
    expect(harness.messages()).toEqual(['alert company|CO-100 covered back-fill', 'back-fill company queued']);
  });

  test('goes through more than one transaction looks at', async () => {
    const harness = createMessagingHarness({ rules: [billRule()] });
    harness.source.pageSize = 700;
    for (let n = 0; n < 1_203; n += 1) harness.bill(`k${String(n).padStart(4, '0')}`, n % 2 === 0 ? '1000' : '1');
    await harness.sync();
    const messages = harness.messages();
    expect(messages.filter((one) => one.endsWith('covered back-fill'))).toHaveLength(602);
    expect(messages.filter((one) => !one.endsWith('covered back-fill'))).toEqual(['back-fill large queued']);
    const summary = harness.store.messages.latestAlert('flow', 'large', 'k0000')?.coveredBy ?? '';
    expect(harness.store.messages.get(summary)?.amounts).toEqual([{ currency: 'EUR', amount: '602000' }]);
    await harness.sync();
    expect(harness.messages()).toHaveLength(603);
  });
});
