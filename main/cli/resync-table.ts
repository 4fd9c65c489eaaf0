import type { RangeMeaning, ResyncPlan, ResyncView } from '../../shared/resync/resync.ts';
import { dispositions } from '../../shared/model/record.ts';
import { displayAmount } from '../../shared/money/display.ts';
import { formatTable, oneLine } from './text-table.ts';

/** What the days of a range mean, in words. */
const meanings: Readonly<Record<RangeMeaning, string>> = {
  'invoice-date': 'by invoice date',
  'order-date': 'by the date of the order',
  'payment-date': 'by payment date',
  'accounting-date': 'by accounting date',
  'document-date': 'by the date of the document',
  'change-date': 'by the day of the last change (UTC)',
  whole: 'whole, because it has no dates',
};

/** What a re-sync would do, as text. */
export function formatResyncPlan(plan: ResyncPlan): string {
  const known = plan.known === null ? '' : ` ${String(plan.known)} records that landed are dated in it.`;
  return [
    `${plan.label} would be read ${meanings[plan.rangeBy]}, in ${String(plan.parts.length)} part(s). The cursor is not moved.${known}`,
    ...plan.parts.map(({ from, to }) => `  ${from} to ${to}`),
    plan.canFindGone
      ? 'Records that the source no longer has can be looked for (--find-deleted).'
      : 'Records that the source no longer has cannot be looked for: the days are not a date of the document.',
  ].join('\n');
}

/** A re-sync as text: its parts, the line of counts that adds up, and the control totals over all parts. */
export function formatResync(resync: ResyncView): string {
  const { sum } = resync;
  const counts = dispositions.map((name) => `${name} ${String(sum.counts[name])}`).join(' + ');
  const head = `${oneLine(resync.flowName)}: re-sync of ${resync.label}, ${resync.from} to ${resync.to}, ${meanings[resync.rangeBy]}: ${resync.state} (${resync.id})`;
  const lines = [
    head,
    `read ${String(sum.counts.read)} of ${String(sum.announced)} announced = ${counts}`,
    ...(resync.findGone
      ? [`gone at the source: ${String(sum.gone)}, marked as deleted: ${String(sum.markedDeleted)}`]
      : []),
    partsTable(resync),
  ];
  for (const part of resync.parts) {
    if (part.error !== null) lines.push(`  part ${String(part.number)}: ${part.error.text} ${part.error.next}`);
    if (part.state === 'asks') lines.push(asksText(part));
  }
  if (sum.totals.length > 0) lines.push(totalsTable(resync));
  return lines.join('\n');
}

function asksText({ number, gone }: ResyncView['parts'][number]): string {
  const names = (gone?.examples ?? []).map((one) => oneLine(one.label)).join(', ');
  return `  part ${String(number)}: ${String(gone?.gone ?? 0)} of ${String(gone?.known ?? 0)} records are gone at the source (${names}). Say what is to become of them: --mark-deleted REASON, or --keep REASON.`;
}

function partsTable({ parts }: ResyncView): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  return formatTable(
    [
      { title: 'part' },
      { title: 'from' },
      { title: 'to' },
      { title: 'state' },
      ...['announced', 'read', 'loaded', 'unchanged', 'rejected', 'deleted', 'attempts'].map(right),
      { title: 'next attempt' },
    ],
    parts.map((part) => [
      String(part.number),
      part.from,
      part.to,
      part.state,
      part.announced === null ? '' : String(part.announced),
      ...(['read', 'loaded', 'unchanged', 'rejected'] as const).map((name) => String(part.counts?.[name] ?? '')),
      part.gone === null ? '' : String(part.gone.marked),
      String(part.attempts),
      part.nextAttemptAtUtc ?? '',
    ]),
    '  ',
  );
}

function totalsTable({ sum }: ResyncView): string {
  return formatTable(
    [
      { title: 'company' },
      { title: 'amount' },
      { title: 'currency' },
      { title: 'source', align: 'right' },
      { title: 'landed', align: 'right' },
      { title: '' },
    ],
    sum.totals.map((one) => [
      oneLine(one.company),
      one.amount,
      oneLine(one.currency),
      displayAmount(one.source, one.currency),
      one.landed === null ? 'not known' : displayAmount(one.landed, one.currency),
      one.agrees ? '✓' : '✗',
    ]),
    '  ',
  );
}
