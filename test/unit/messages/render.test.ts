import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../shared/messages/facts.ts';
import type { MessageBody } from '../../../shared/messages/message.ts';
import {
  firstLine,
  plainOnly,
  renderAlert,
  renderAlertText,
  renderBackFill,
  renderDeadMan,
  renderDigest,
  renderExceptions,
  renderIncident,
  renderReply,
  renderTest,
  renderUpdate,
} from '../../../shared/messages/render.ts';
import type { LayoutId } from '../../../shared/messages/rule.ts';
import { context, invoice, invoices, subjectOf } from '../../support/message-subjects.ts';

const view = invoices;

function alert(layout: LayoutId, subject: Subject): MessageBody {
  return renderAlert({ rule: { name: 'Rule', layout }, view, subject, context });
}

/** All that a message shows, whatever block it stands in. */
function words(body: MessageBody): string {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) {
        if (name === 'text' && typeof one === 'string') texts.push(one);
        else walk(one);
      }
    }
  };
  walk(body.blocks);
  return texts.join('\n');
}

function types({ blocks }: MessageBody): unknown[] {
  return blocks.map(({ type }) => type);
}

describe('the first line', () => {
  it('of an invoice has number, supplier, amount and due date', () => {
    expect(firstLine(alert('invoice', invoice))).toBe(
      'Invoice INV-1042 · Acme Ltd · EUR 84,200.00 · due 2026-12-05 (in 14 days)',
    );
  });

  it.each([
    ['2026-11-21', 'due 2026-11-21 (today)'],
    ['2026-11-22', 'due 2026-11-22 (tomorrow)'],
    ['2026-11-20', 'due 2026-11-20 (1 day late)'],
    ['2026-11-01', 'due 2026-11-01 (20 days late)'],
  ])('says how far %s is', (due_date, expected) => {
    const line = firstLine(alert('invoice', { ...invoice, facts: { ...invoice.facts, due_date } }));
    expect(line).toMatch(new RegExp(`· ${expected.replace(/[()]/g, String.raw`\$&`)}$`));
  });

  it.each([
    ['84200', 'EUR', 'EUR 84,200.00'],
    ['84200.123456', 'EUR', 'EUR 84,200.123456'],
    ['9007199254740993.5', 'USD', 'USD 9,007,199,254,740,993.50'],
    ['-1310.22', 'EUR', 'EUR -1,310.22'],
    ['0.5', 'KWD', 'KWD 0.500'],
    ['1500000', 'JPY', 'JPY 1,500,000'],
  ])('shows the amount %s %s exactly', (amount, currency, shown) => {
    const line = firstLine(alert('invoice', { ...invoice, facts: { ...invoice.facts, amount, currency } }));
    expect(line).toContain(` · ${shown} · `);
  });

  it('of an invoice leaves out what is not known', () => {
    expect(firstLine(alert('invoice', subjectOf({ supplier: 'Acme Ltd' })))).toBe('Invoice INV-1042 · Acme Ltd');
  });

  it('keeps amount and due date whatever the length of the names', () => {
    const facts = { ...invoice.facts, invoice_number: 'N'.repeat(5000), supplier: 'S'.repeat(5000) };
    const line = firstLine(alert('invoice', { ...invoice, facts }));
    expect(line).toMatch(/^Invoice N+… · S+… · EUR 84,200\.00 · due 2026-12-05 \(in 14 days\)$/);
    expect(line.length).toBeLessThanOrEqual(150);
  });

  it('of a payment run has count, total of each currency, status and exceptions', () => {
    const run = subjectOf(
      { run: 'PR-88', payment_count: '43', status: 'Completed' },
      {
        items: [{ payment: 'P-1' }],
        amounts: [
          { currency: 'USD', amount: '1204330.55' },
          { currency: 'EUR', amount: '10' },
          { currency: 'USD', amount: '1' },
        ],
      },
    );
    expect(firstLine(alert('payment-run', run))).toBe(
      'Payment run PR-88 · 43 payments · EUR 10.00, USD 1,204,331.55 · Completed · 1 exception',
    );
  });

  it('of a payment has supplier, amount, day and status', () => {
    const facts = { payment: 'P-12', supplier: 'Acme Ltd', amount: '1310.22', currency: 'EUR' };
    const payment = subjectOf({ ...facts, payment_date: '2026-11-20', status: 'Completed' });
    expect(firstLine(alert('payment', payment))).toBe(
      'Payment P-12 · Acme Ltd · EUR 1,310.22 · 2026-11-20 (yesterday) · Completed',
    );
  });

  it('of a journal has its amount, or the difference of its sides', () => {
    const facts = { journal_number: 'J-7', company: 'GMS', currency: 'EUR', debit: '100', credit: '100.00' };
    const day = { accounting_date: '2026-11-21', status: 'Posted' };
    expect(firstLine(alert('journal', subjectOf({ ...facts, ...day, difference: '0.00' })))).toBe(
      'Journal J-7 · GMS · EUR 100.00 · 2026-11-21 (today) · Posted',
    );
    expect(firstLine(alert('journal', subjectOf({ ...facts, credit: '99', difference: '1' })))).toBe(
      'Journal J-7 · GMS · difference EUR 1.00',
    );
  });

  it('of a discrepancy has account, difference and period', () => {
    const facts = { account: '2100', difference: '1310.22', currency: 'EUR', period: '2026-10' };
    expect(firstLine(alert('gl-discrepancy', subjectOf(facts)))).toBe(
      'GL 2100 vs subledger: difference EUR 1,310.22 (Oct 2026)',
    );
    expect(firstLine(alert('gl-discrepancy', subjectOf({ ...facts, difference: '0.00' })))).toBe(
      'GL 2100 agrees with its subledger (Oct 2026)',
    );
  });
});

describe('an alert', () => {
  it.each([
    ['unpaid', '0', '84200', 'Payment\nunpaid\nAmount due EUR 84,200.00'],
    ['partially paid', '84000', '200', 'Payment\npartially paid\nPaid EUR 84,000.00\nAmount due EUR 200.00'],
    ['paid', '84200', '0.00', 'Payment\npaid\nPaid EUR 84,200.00'],
  ])('of an invoice that is %s says no amount that says nothing', (payment_status, paid_amount, amount_due, shown) => {
    const facts = { ...invoice.facts, payment_status, paid_amount, amount_due };
    expect(words(alert('invoice', { ...invoice, facts }))).toContain(shown);
  });

  it('is header, fields, small print and a button to the source, all plain', () => {
    const body = alert('invoice', invoice);
    expect(types(body)).toEqual(['header', 'section', 'context', 'actions']);
    expect(words(body)).toContain('Supplier\nAcme Ltd');
    expect(words(body)).toContain(
      'Workday · as of 2026-11-20 15:03 Europe/Amsterdam · batch b7f3a2c1 · delivery 9c0d1e2f',
    );
    expect(body.blocks.at(-1)).toMatchObject({
      elements: [{ type: 'button', text: { text: 'Open in Workday' }, url: 'https://workday.example/d/inst/1042' }],
    });
    expect(JSON.stringify(body.blocks)).not.toContain('mrkdwn');
  });

  it.each([
    ['http://workday.example/x'],
    ['https://user:pass@evil.example/'],
    ['javascript:alert(1)'],
    ['https://workday.example/a b'],
    ['https://workday.example/\u202Efdp'],
    ['https://workday.example\\@evil.example/'],
    [`https://workday.example/${'x'.repeat(3000)}`],
    [null],
  ])('has no button to %s', (link) => {
    expect(types(alert('invoice', { ...invoice, link }))).toEqual(['header', 'section', 'context']);
  });

  it('says all in its text too, which stands alone where the layout is refused', () => {
    const { text, blocks } = plainOnly(alert('invoice', invoice));
    expect(blocks).toEqual([]);
    for (const part of ['EUR 84,200.00', 'Status: Approved', 'GL accounts: 2100, 6000', 'delivery 9c0d1e2f']) {
      expect(text).toContain(part);
    }
  });

  it('has the same text where only that is wanted', () => {
    const input = { rule: { name: 'Rule', layout: 'invoice' as const }, view, subject: invoice, context };
    expect(renderAlertText(input)).toBe(renderAlert(input).text);
  });

  it('says of an invoice that it is on hold', () => {
    const body = alert('invoice', { ...invoice, facts: { ...invoice.facts, on_hold: true } });
    expect(words(body)).toContain('Status\nApproved, on hold');
  });

  it('has words for a source without a name', () => {
    const nameless = { ...context, sourceName: ' ' };
    const body = renderAlert({ rule: { name: 'Rule', layout: 'invoice' }, view, subject: invoice, context: nameless });
    expect(words(body)).toContain('Open in the source');
  });

  it('says that it was posted again by hand', () => {
    const again = { ...context, resent: true };
    const body = renderAlert({ rule: { name: 'Rule', layout: 'invoice' }, view, subject: invoice, context: again });
    expect(body.text).toContain('re-sent by hand');
    expect(words(body)).toContain('re-sent by hand');
  });

  it('names the entries of a discrepancy, and counts those beyond ten', () => {
    const items = Array.from({ length: 12 }, (_, index) => ({
      entry: `JE-${String(index)}`,
      accounting_date: '2026-10-31',
      amount: '10',
      currency: 'EUR',
      problem: 'Booked with another amount',
    }));
    const facts = { account: '2100', account_name: 'Accounts payable', difference: '120', currency: 'EUR' };
    const body = alert('gl-discrepancy', subjectOf(facts, { items }));
    expect(words(body)).toContain('JE-9\n2026-10-31\nEUR 10.00\nBooked with another amount');
    expect(words(body)).toContain('Account\n2100\nAccounts payable');
    expect(words(body)).not.toContain('JE-10');
    expect(words(body)).toContain('and 2 more: open ml-connector');
    const counted = alert('gl-discrepancy', subjectOf({ ...facts, entry_count: '80' }, { items }));
    expect(words(counted)).toContain('Entries that differ\n80');
    expect(words(counted)).toContain('and 70 more: open ml-connector');
  });
});

describe('a change', () => {
  const changes = [
    { label: 'Status', before: 'In progress', after: 'Approved' },
    { label: 'Amount', before: 'EUR 1.00', after: 'EUR 84,200.00' },
  ];
  const input = { rule: { name: 'Rule', layout: 'invoice' as const }, view, subject: invoice, context, changes };

  it('updates the whole message, which says so', () => {
    const body = renderUpdate(input);
    expect(firstLine(body)).toBe(firstLine(alert('invoice', invoice)));
    expect(types(body)).toEqual(['header', 'section', 'context', 'actions']);
    expect(body.text).toContain('Updated\nStatus: In progress → Approved\nAmount: EUR 1.00 → EUR 84,200.00');
    expect(words(body)).toContain('Updated\nStatus: In progress → Approved');
  });

  it('is told in the thread, in the first line where there is room', () => {
    expect(firstLine(renderReply({ ...input, changes: changes.slice(0, 1) }))).toBe(
      'Invoice INV-1042 · Status: In progress → Approved',
    );
    expect(renderReply(input).text).toContain('\nAmount: EUR 1.00 → EUR 84,200.00\n');
    expect(firstLine(renderReply({ ...input, changes: [] }))).toBe('Invoice INV-1042 changed');
  });
});

describe('exceptions of a payment run', () => {
  it('are a table for its thread', () => {
    const items = [
      { payment: 'P-9', supplier: 'Acme Ltd', amount: '12.5', currency: 'EUR', status: 'Failed', problem: 'No bank' },
    ];
    const subject = subjectOf({ run: 'PR-88' }, { items });
    const body = renderExceptions({ rule: { name: 'Rule', layout: 'payment-run' }, view, subject, context });
    expect(firstLine(body)).toBe('Payment run PR-88: 1 exception');
    expect(body.text).toContain('• P-9 · Acme Ltd · EUR 12.50 · Failed · No bank');
    expect(types(body)).toEqual(['header', 'table', 'context']);
  });
});

describe('a digest', () => {
  const digest = (count: number, reason: Parameters<typeof renderDigest>[0]['reason'], since: string | null) =>
    renderDigest({
      rule: { name: 'High-value invoices', layout: 'invoice' },
      view,
      subjects: Array<Subject>(count).fill(invoice),
      reason,
      since,
      context,
    });

  it.each([
    ['overflow', '2026-11-21T13:00:00Z', '31 more supplier invoices since 14:00 · EUR 2,610,200.00'],
    ['digest-time', '2026-11-20T13:00:00Z', '31 supplier invoices since 2026-11-20 14:00 · EUR 2,610,200.00'],
    ['quiet-hours', null, '31 supplier invoices during quiet hours · EUR 2,610,200.00'],
    ['daily-cap', null, '31 supplier invoices over the daily limit · EUR 2,610,200.00'],
  ] as const)('by %s says how many, since when and what they come to', (reason, since, expected) => {
    expect(firstLine(digest(31, reason, since))).toBe(expected);
  });

  it('shows at most twenty and says how many more there are', () => {
    const body = digest(31, 'overflow', null);
    const table = body.blocks.find(({ type }) => type === 'table');
    expect(table?.['rows']).toHaveLength(21);
    expect(words(body)).toContain('and 11 more: open ml-connector');
    expect(body.text).toContain('and 11 more: open ml-connector');
    expect(words(digest(20, 'overflow', null))).not.toContain('more: open');
  });

  it('of one speaks of one', () => {
    expect(firstLine(digest(1, 'digest-time', null))).toBe('1 supplier invoice · EUR 84,200.00');
  });
});

describe('a back-fill summary', () => {
  it('is one message with the number, the sums and the first few', () => {
    const body = renderBackFill({
      rule: { name: 'High-value invoices', layout: 'invoice' },
      view,
      count: 214,
      amounts: [
        { currency: 'USD', amount: '5' },
        { currency: 'EUR', amount: '2610200' },
      ],
      subjects: Array<Subject>(30).fill(invoice),
      context,
    });
    expect(firstLine(body)).toBe(
      'Rule “High-value invoices” begins: 214 supplier invoices match already · EUR 2,610,200.00, USD 5.00',
    );
    expect(body.text).toContain('not posted one by one');
    expect(words(body)).toContain('and 204 more: open ml-connector');
  });
});

describe('an incident', () => {
  const incident = {
    flowName: 'Workday → Slack',
    sourceName: 'Workday',
    lastSuccessUtc: '2026-11-21T13:00:00Z',
    behindMinutes: 42,
    promiseMinutes: 15,
    cause: 'Workday did not answer',
    nextTryUtc: '2026-11-21T14:05:00Z',
    context,
  };

  it.each([
    ['begun', 'Workday polling is 42 min behind (limit 15)'],
    ['goes-on', 'Workday polling is still 42 min behind (limit 15)'],
    ['recovered', 'Workday polling has recovered: it was 42 min behind (limit 15)'],
  ] as const)('that has %s says so', (state, expected) => {
    expect(firstLine(renderIncident({ ...incident, state }))).toBe(expected);
  });

  it('tells last success, cause and next try, in the time zone of its reader', () => {
    const { text } = renderIncident({ ...incident, state: 'begun' });
    expect(text).toContain('Last success: 2026-11-21 14:00 Europe/Amsterdam');
    expect(text).toContain('Cause: Workday did not answer');
    expect(text).toContain('Next try: 2026-11-21 15:05 Europe/Amsterdam');
    const never = renderIncident({ ...incident, state: 'begun', lastSuccessUtc: null, cause: null, nextTryUtc: null });
    expect(never.text).toContain('Last success: never');
    expect(never.text).not.toMatch(/Cause|Next try/);
  });

  it('that nobody can tell is told by the message kept scheduled', () => {
    const text = renderDeadMan({ ...incident, timeZone: 'Europe/Amsterdam', language: 'en', mark: 'ref-1' });
    expect(text.split('\n')[0]).toBe('No data from Workday since 2026-11-21 14:00 Europe/Amsterdam (Workday → Slack)');
    expect(text.split('\n').at(-1)).toBe('ref-1');
  });
});

describe('a test message', () => {
  it('marks itself as a test', () => {
    const body = renderTest({ teamHint: 'Acme Finance', context });
    expect(firstLine(body)).toBe('Test message from ml-connector');
    expect(body.text).toContain('Team: Acme Finance');
  });
});
