import type { DigestReason, IncidentState } from '../occasions.ts';

/** Between the parts of a line, in every language. */
export const SEPARATOR = ' · ';

function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Words of the messages that are posted, in English. None of them is a mark of Slack's own. */
export const english = {
  yes: 'yes',
  no: 'no',
  notKnown: 'not known',
  onHold: 'on hold',
  theSource: 'The source',

  /** Decimal text as it is shown with groups of three and a point: the same in the language's own marks. */
  number: (shown: string) => shown,
  /** A calendar day, `2026-11-21`. */
  date: (day: string) => day,
  /** `2026-10`. */
  month: (year: string, month: number) => `${MONTHS[month - 1] ?? ''} ${year}`,
  /** Values that the app itself gives to a fact, in other languages; what is not here stays as it is. */
  own: {} as Readonly<Record<string, string>>,

  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
  inDays: (days: number) => `in ${String(days)} days`,
  daysAgo: (days: number) => `${String(days)} days ago`,
  daysLate: (days: number) => counted(days, 'day late', 'days late'),
  due: (day: string) => `due ${day}`,

  invoice: (number: string) => `Invoice ${number}`,
  run: (run: string) => `Payment run ${run}`,
  payment: (payment: string) => `Payment ${payment}`,
  journal: (number: string) => `Journal ${number}`,
  payments: (count: string) => `${count} ${count === '1' ? 'payment' : 'payments'}`,
  exceptions: (count: number) => counted(count, 'exception', 'exceptions'),
  ledgerAccount: (account: string) => `GL ${account} vs subledger`,
  ledgerAgrees: (account: string) => `GL ${account} agrees with its subledger`,
  ledgerDifference: (account: string, difference: string) => `GL ${account} vs subledger: difference ${difference}`,
  debitCredit: (debit: string, credit: string) => `debit ${debit}, credit ${credit}`,
  difference: (difference: string) => `difference ${difference}`,

  updated: 'Updated',
  isNow: (label: string, now: string) => `${label}: ${now}`,
  changedTo: (label: string, before: string, after: string) => `${label}: ${before} → ${after}`,
  changed: (name: string, changes: readonly string[]) =>
    changes.length === 0 ? `${name} changed` : [name, ...changes].join(SEPARATOR),
  runExceptions: (label: string, count: number) => `${label}: ${counted(count, 'exception', 'exceptions')}`,
  inForce: (rule: string, count: number, noun: string) =>
    `Rule “${rule}” begins: ${String(count)} ${noun} ${count === 1 ? 'matches' : 'match'} already`,
  inForceNote:
    'They were there before the rule began, so they are not posted one by one. New matches are posted as they come.',
  inForceAnew: (rule: string, count: number, noun: string) =>
    `Rule “${rule}” was changed: ${String(count)} ${noun} ${count === 1 ? 'matches' : 'match'} and ${count === 1 ? 'was' : 'were'} not told yet`,
  inForceAnewNote:
    'They were there before the rule was changed, so they are not posted one by one. What was told before stays up to date.',
  overdue: (count: number) => `${counted(count, 'invoice', 'invoices')} overdue`,
  digest: (reason: DigestReason, count: number, noun: string, since: string | null) => {
    const from = since === null ? '' : ` since ${since}`;
    switch (reason) {
      case 'digest-time':
        return `${String(count)} ${noun}${from}`;
      case 'quiet-hours':
        return `${String(count)} ${noun} during quiet hours${from}`;
      case 'daily-cap':
        return `${String(count)} ${noun} over the daily limit${from}`;
      case 'overflow':
        return `${String(count)} more ${noun}${from}`;
    }
  },
  more: (count: number) => `and ${String(count)} more: open ml-connector`,
  moreValues: (count: number) => `and ${String(count)} more`,

  /** What calls for messages about the flow's own health, where a rule's name stands. */
  health: 'Falling behind',
  incident: (state: IncidentState, source: string, behind: number, promise: number) => {
    const minutes = `${String(behind)} min`;
    switch (state) {
      case 'begun':
        return `${source} polling is ${minutes} behind (limit ${String(promise)})`;
      case 'goes-on':
        return `${source} polling is still ${minutes} behind (limit ${String(promise)})`;
      case 'recovered':
        return `${source} polling has recovered: it was ${minutes} behind (limit ${String(promise)})`;
    }
  },
  causes: {
    stopped: 'The last run was stopped by a person.',
    noRun: 'No run has been started since then.',
    underWay: (since: string) => `The run that began at ${since} has not ended yet.`,
  },
  deadMan: (source: string, flow: string, since: string) => `No data from ${source} since ${since} (${flow})`,
  deadManNote: (promise: number) =>
    `ml-connector promised to read it every ${String(promise)} min and has not pushed this message back. ` +
    'The computer that it runs on may be asleep, switched off or without a network.',
  test: 'Test message from ml-connector',
  testNote: 'Nothing happened in your finance system. Messages of this flow can be posted here.',

  approve: 'Approve',
  query: 'Query',
  asks: (source: string) => `Approve and Query are recorded in ml-connector; nothing is written to ${source}`,
  decided: (decision: 'approve' | 'query', who: string, at: string) =>
    `${decision === 'approve' ? 'Approved' : 'Queried'} by ${who} at ${at}`,
  tooOld:
    'No decision was recorded: what this message said is no longer kept in ml-connector after its retention period. Look at it in the source.',
  beforeTheChange: (decided: string) => `${decided}, before this change`,
  recorded: (source: string) => `Recorded in ml-connector; nothing was written to ${source}`,

  openIn: (source: string) => `Open in ${source}`,
  asOf: (moment: string) => `as of ${moment}`,
  batch: (id: string) => `batch ${id}`,
  delivery: (id: string) => `delivery ${id}`,
  resent: 're-sent by hand',
  isTest: 'test',
  never: 'never',

  labels: {
    account: 'Account',
    accounts: 'Ledger accounts',
    accountingDate: 'Accounting date',
    amount: 'Amount',
    amountDue: 'Amount due',
    approver: 'Approver',
    cause: 'Cause',
    company: 'Company',
    controlMovement: 'Movement of the account',
    count: 'Matches',
    credit: 'Credit',
    currency: 'Currency',
    date: 'Date',
    debit: 'Debit',
    difference: 'Difference',
    documentMovement: 'Movement of its documents',
    due: 'Due',
    entries: 'Entries that differ',
    entry: 'Entry',
    exceptions: 'Exceptions',
    flow: 'Flow',
    glAccounts: 'GL accounts',
    invoice: 'Invoice',
    invoices: 'Invoices',
    invoiceDate: 'Invoice date',
    journal: 'Journal',
    lastSuccess: 'Last success',
    late: 'Late',
    method: 'Method',
    nextTry: 'Next try',
    oldest: 'Oldest',
    paid: 'Paid',
    payFrom: 'Paid from',
    payment: 'Payment',
    paymentDate: 'Payment date',
    payments: 'Payments',
    period: 'Period',
    problem: 'Problem',
    purchaseOrder: 'PO',
    rule: 'Rule',
    run: 'Run',
    status: 'Status',
    supplier: 'Supplier',
    supplierNumber: 'Supplier’s number',
    team: 'Team',
    terms: 'Payment terms',
    total: 'Total',
  },
};

/** The words of one language. */
export type Texts = typeof english;
