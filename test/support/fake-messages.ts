import type { NewMessage } from '../../main/engine/messages/queue.ts';
import type { Subject } from '../../shared/messages/facts.ts';

/** An invoice as a subject of rules. */
export function subjectOf(key: string, amount = '100.00'): Subject {
  return {
    key,
    label: `INV ${key}`,
    facts: { number: key, amount, currency: 'EUR' },
    items: [],
    amounts: [{ currency: 'EUR', amount }],
    sourceTime: null,
    link: null,
  };
}

/** An alert about an invoice, ready to go, unless `part` says otherwise. */
export function newMessage(id: string, part: Partial<NewMessage> = {}): NewMessage {
  const subject = part.subject === undefined ? subjectOf(part.subjectKey ?? id) : part.subject;
  return {
    id,
    flowId: 'flow',
    connectionId: 'slack',
    ruleId: 'rule',
    ruleName: 'Rule',
    runId: null,
    view: 'supplier_invoices',
    subjectKey: id,
    label: `INV ${id}`,
    kind: 'alert',
    layout: 'invoice',
    state: 'queued',
    reason: null,
    channel: { id: 'C1', name: 'finance' },
    body: { text: `Invoice ${id}`, blocks: [{ type: 'divider' }] },
    amounts: [],
    parentId: null,
    notBeforeUtc: null,
    coveredBy: null,
    createdAtUtc: '2026-11-21T12:00:00.000Z',
    ...part,
    subject,
  };
}
