import { messageKinds, messageStates, type MessageKind } from '../../shared/messages/message.ts';
import { dispositions } from '../../shared/model/record.ts';
import type { Run, RunStream } from '../../shared/model/run.ts';
import type { ComparedTotals } from '../../shared/model/totals.ts';
import { displayAmount } from '../../shared/money/display.ts';
import type { DemoRule } from './demo-json.ts';
import { formatTable, oneLine, type TextColumn } from './text-table.ts';

/** A run as text: per stream the line of counts that adds up, and the control totals per company and currency. */
export function formatRunTable(run: Run): string {
  const ended = run.endedAtUtc === null ? 'still running' : `ended ${run.endedAtUtc}`;
  const head = `${oneLine(run.flowName)}: ${stateWords(run)} (run ${run.id}, started ${run.startedAtUtc}, ${ended})`;
  const error = run.error === null ? [] : [`${run.error.text} ${run.error.next}`];
  return [[head, ...error].join('\n'), ...run.streams.map(streamText)].join('\n\n');
}

/** What became of the messages that each rule called for: “called for 12 = posted 3 + covered 9 ✓ reconciled”. */
export function formatRules(rules: readonly DemoRule[]): string {
  return rules
    .map((rule) => {
      const parts = messageStates
        .filter((state) => rule[state] > 0)
        .map((state) => `${state} ${String(rule[state])}${state === 'posted' ? kindsOf(rule) : ''}`);
      const mark = rule.reconciled ? '✓ reconciled' : '✗ not settled';
      const sum = parts.length === 0 ? '0' : parts.join(' + ');
      return `Messages, ${oneLine(rule.rule)}: called for ${String(rule.calledFor)} = ${sum}  ${mark}`;
    })
    .join('\n');
}

/** What was posted, by kind: “ (1 summary, 2 messages, 1 update, 1 reply)”. */
function kindsOf({ kinds }: DemoRule): string {
  const parts = messageKinds.flatMap((kind) => {
    const count = kinds[kind] ?? 0;
    const [one, several] = kindWords[kind];
    return count === 0 ? [] : [`${String(count)} ${count === 1 ? one : several}`];
  });
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

const kindWords: Readonly<Record<MessageKind, readonly [one: string, several: string]>> = {
  alert: ['message', 'messages'],
  update: ['update', 'updates'],
  reply: ['reply', 'replies'],
  digest: ['list', 'lists'],
  'back-fill': ['summary of what was there', 'summaries of what was there'],
  incident: ['incident', 'incidents'],
  test: ['test', 'tests'],
};

function stateWords(run: Run): string {
  return run.state === 'succeeded-with-rejections' ? 'succeeded, with rejected records' : run.state;
}

function streamText(stream: RunStream): string {
  const lines = [`${stream.label}: ${countsLine(stream)}`];
  for (const { reason, count } of stream.excludedBy) lines.push(`  excluded ${String(count)}: ${oneLine(reason)}`);
  if (stream.announced !== null) lines.push(`  the source announced ${String(stream.announced)}`);
  if (stream.heldAgain !== undefined) lines.push(`  held before and judged again ${String(stream.heldAgain)}`);
  if (stream.gone !== undefined) {
    lines.push(`  gone at the source ${String(stream.gone.gone)}, marked as deleted ${String(stream.gone.marked)}`);
  }
  if (stream.error !== null) lines.push(`  ${stream.error.text} ${stream.error.next}`);
  lines.push(...differenceLines(stream.differences));
  if (stream.totals.length > 0) lines.push(totalsTable(stream.totals));
  if (stream.landedAtUtc !== null) lines.push(`  landed totals computed by the destination at ${stream.landedAtUtc}`);
  return lines.join('\n');
}

/** “INV-7 total: delivered 1190, at the destination 1190.01”. */
function differenceLines(named: RunStream['differences']): string[] {
  if (named === undefined) return [];
  const lines = named.items.map(({ label, field, ours, theirs }) => {
    if (field === null) return `  differs: ${oneLine(label)}: ${theirs ?? 'not at the destination'}`;
    return `  differs: ${oneLine(label)} ${field}: delivered ${ours ?? 'nothing'}, at the destination ${theirs ?? 'nothing'}`;
  });
  return named.complete ? lines : [...lines, '  there may be more records that differ'];
}

/** “read 12 = loaded 10 + … + waiting 0 ✓ reconciled”; a sum that does not hold is said, not hidden. */
export function countsLine(stream: RunStream): string {
  const { counts } = stream;
  const accounted = dispositions.reduce((sum, name) => sum + counts[name], 0);
  const parts = dispositions.map((name) => `${name} ${String(counts[name])}`).join(' + ');
  const sum = `read ${String(counts.read)} ${accounted === counts.read ? '=' : '≠'} ${parts}`;
  const mark = { true: '✓ reconciled', false: '✗ not reconciled', null: '… not compared yet' }[
    String(stream.reconciled)
  ];
  return `${sum}  ${mark ?? ''}`.trimEnd();
}

function totalsTable(totals: readonly ComparedTotals[]): string {
  // What is zero everywhere is left out, so that the usual run fits a terminal; what is not zero is always shown.
  const shown = dispositions.filter((name) => totals.some((one) => !/^-?0*(\.0*)?$/.test(one[name])));
  const right = (title: string): TextColumn => ({ title, align: 'right' });
  const columns: TextColumn[] = [
    { title: 'company' },
    { title: 'amount' },
    { title: 'currency' },
    right('source'),
    ...shown.map(right),
    right('landed'),
    { title: '' },
  ];
  const rows = totals.map((one) => {
    const money = (amount: string): string => displayAmount(amount, one.currency);
    return [
      oneLine(one.company),
      one.amount,
      oneLine(one.currency),
      money(one.source),
      ...shown.map((name) => money(one[name])),
      one.landed === null ? 'not known' : money(one.landed),
      one.agrees ? '✓' : '✗',
    ];
  });
  return formatTable(columns, rows, '  ');
}
