import type { MessageState } from '../../shared/messages/message.ts';
import type { MessageRule } from '../../shared/messages/rule.ts';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { createMessagingHarness, type MessagingHarness } from './messaging-harness.ts';
import { billRule } from './messaging-integration.ts';

/** A rule that waits for a change of status, to one of these where there are any. */
export const statusChanged = (to: string[] = []): MessageRule =>
  billRule({ id: 'status', name: 'Status', conditions: [{ kind: 'changed', fact: 'status', to }] });

/** A rule over companies whose documents come to 5,000 or more. */
export const byCompany = billRule({
  id: 'company',
  name: 'Companies',
  view: 'companies',
  layout: 'gl-discrepancy',
  conditions: [{ kind: 'amount-at-least', fact: 'amount', thresholds: [{ currency: 'EUR', amount: '5000' }] }],
});

/** After a first run with one small bill: the rules have had their first pass, and nothing matched. */
export async function begun(
  rules: readonly MessageRule[] = [billRule()],
  streams = ['bills'],
): Promise<MessagingHarness> {
  const harness = createMessagingHarness({ rules, streams });
  harness.bill('small', '1');
  await harness.sync();
  return harness;
}

/** Lets the subject's latest alert be as if the post office had done this. */
export function settle({ store }: MessagingHarness, subject: string, state: MessageState, rule = 'large'): void {
  const alert = store.messages.latestAlert('flow', rule, subject);
  const atUtc = '2026-11-21T12:30:00.000Z';
  const receipt = { channel: 'C1', ts: '1.0', permalink: null };
  const change = state === 'posted' ? { state, receipt, postedAtUtc: atUtc } : { state };
  store.messages.move(alert?.id ?? '', ['queued', 'held'], change, { atUtc, event: 'posted' });
}

/** What the trail says of the rules that a run applied, entry by entry. */
export function audit({ store }: MessagingHarness, runId: string): AuditEntry['details'][] {
  return store.audit.of(runId, 'run.rules-applied').map(({ details }) => details);
}
