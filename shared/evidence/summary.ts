import { fillText } from '../errors/error-text.ts';
import { dispositions } from '../model/record.ts';
import type { EvidenceManifest, EvidenceRun, EvidenceStream } from './manifest.ts';
import { summaryTexts, type SummaryTexts } from './summary-texts.ts';
import { stagedSum } from './tables.ts';

type Facts = Omit<EvidenceManifest, 'files'>;
type Cell = string | number | null;

interface Words {
  readonly text: SummaryTexts;
  readonly language: string;
}

/** The page for people: one HTML file without anything from outside, made for paper as well. */
export function summaryHtml(facts: Facts): string {
  const words = { text: summaryTexts(facts.language), language: facts.language };
  const { text } = words;
  const title = `${text.title} · ${facts.flow.name}`;
  const parts = [
    headOf(facts, words),
    section(text.runs, runsTable(facts, words)),
    section(text.counts, countsTable(facts, words)),
    section(text.totals, totalsTable(facts, words, 'windowTotals')),
    section(text.position, totalsTable(facts, words, 'totals')),
    section(text.excludedTitle, excludedTable(facts, words)),
    section(text.rejectedTitle, rejectedTable(facts, words)),
    section(text.batches, batchesPart(facts, words)),
    section(text.trail, trailPart(facts, words)),
    facts.extras.length === 0 ? '' : section(text.further, extrasPart(facts)),
    section(text.check, paragraph(text.checkText)),
  ];
  return `<!doctype html>
<html lang="${escaped(facts.language)}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body><main>${parts.join('\n')}</main></body></html>
`;
}

const style = `body{font:14px/1.5 system-ui,sans-serif;color:#16202c;margin:0}main{max-width:72rem;margin:0 auto;padding:2rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem;break-after:avoid}p{margin:.25rem 0;max-width:60rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.5rem}dt{color:#4b5a6b}dd{margin:0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:.2rem .5rem;border-bottom:1px solid #ccd5df;text-align:left;vertical-align:top}
th{font-weight:600}thead{display:table-header-group}tr{break-inside:avoid}td.n,th.n{text-align:right;white-space:nowrap}.bad{color:#a3121f;font-weight:600}
code{overflow-wrap:anywhere}@media print{main{padding:0;max-width:none}body{font-size:10px}@page{margin:15mm;size:landscape}}`;

function headOf(facts: Facts, { text }: Words): string {
  const { scope, madeBy, connections } = facts;
  const what =
    scope.kind === 'run'
      ? text.ofRun
      : fillText(text.ofPeriod, { from: scope.fromDay, to: scope.toDay, timeZone: scope.timeZone });
  const who = fillText(madeBy.kind === 'person' ? text.by : text.byApp, {
    account: madeBy.account,
    machine: madeBy.machine,
  });
  const rows: [string, string][] = [
    [text.flow, facts.flow.name],
    ...connections.map((one): [string, string] => [
      one.role === 'source' ? text.source : text.destination,
      one.practice ? `${one.name} (${text.practice})` : one.name,
    ]),
    [text.made, `${moment(facts.madeAtUtc)} UTC ${who}`],
    [text.app, `${facts.app.name} ${facts.app.version}`],
    [text.result, resultText(facts.runs, text)],
  ];
  const list = rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('');
  return `<h1>${escaped(text.title)} ${escaped(what)}</h1><dl>${list}</dl>`;
}

function resultText(runs: readonly EvidenceRun[], text: SummaryTexts): string {
  if (runs.length === 0) return text.noRuns;
  const odd = runs.filter((run) => !run.state.startsWith('succeeded')).length;
  return odd === 0 ? text.allReconciled : fillText(text.notReconciled, { count: odd, all: runs.length });
}

function runsTable({ runs }: Facts, { text }: Words): string {
  const head = [text.started, text.ended, text.trigger, text.state];
  return table(
    head,
    runs.map((run) => [moment(run.startedAtUtc), moment(run.endedAtUtc), run.trigger, run.state]),
    [],
    text,
  );
}

function countsTable({ runs }: Facts, words: Words): string {
  const { text } = words;
  const head = [
    text.started,
    text.stream,
    text.window,
    text.read,
    ...dispositions.map((name) => text[name]),
    text.reconciled,
  ];
  const rows = streams(runs).map(([run, one]) => [
    moment(run.startedAtUtc),
    one.label,
    one.window,
    number(one.counts.read, words),
    ...dispositions.map((name) => number(one.counts[name], words)),
    one.reconciled === true ? text.yes : text.no,
  ]);
  return table(head, rows, [3, 4, 5, 6, 7, 8, 9], text);
}

function totalsTable({ runs }: Facts, words: Words, which: 'totals' | 'windowTotals'): string {
  const { text } = words;
  const head = [
    text.started,
    text.stream,
    text.company,
    text.amount,
    text.currency,
    text.atSource,
    text.staged,
    text.landed,
    text.agrees,
  ];
  const rows = streams(runs).flatMap(([run, one]) =>
    one[which].map((sums) => [
      moment(run.startedAtUtc),
      one.label,
      sums.company,
      sums.amount,
      sums.currency,
      number(sums.source, words),
      number(stagedSum(sums), words),
      number(sums.landed, words),
      sums.agrees ? text.yes : text.no,
    ]),
  );
  return table(head, rows, [5, 6, 7], text);
}

function excludedTable({ runs }: Facts, words: Words): string {
  const rows = streams(runs).flatMap(([run, one]) =>
    one.excludedBy.map(({ reason, count }) => [moment(run.startedAtUtc), one.label, reason, number(count, words)]),
  );
  const { text } = words;
  return table([text.started, text.stream, text.reason, text.records], rows, [3], text);
}

function rejectedTable({ rejected }: Facts, words: Words): string {
  const { text } = words;
  const rows = rejected.byReason.map(({ stream, code, records }) => [stream, code, number(records, words)]);
  return table([text.stream, text.reason, text.records], rows, [2], text);
}

function batchesPart({ batches }: Facts, words: Words): string {
  const { text } = words;
  const records = batches.reduce((sum, one) => sum + one.documents, 0);
  const said = fillText(text.batchesText, { count: number(batches.length, words), records: number(records, words) });
  const rows = batches.map((one) => [
    one.stream,
    number(one.documents, words),
    moment(one.asOfUtc),
    moment(one.stagedAtUtc),
    moment(one.landedAtUtc),
    one.state,
  ]);
  const head = [text.stream, text.records, text.asOf, text.stagedAt, text.landedAt, text.state];
  return paragraph(said) + table(head, rows, [1], text);
}

function trailPart({ audit }: Facts, words: Words): string {
  const said = fillText(words.text.trailText, {
    shown: number(audit.shown, words),
    digests: number(audit.digests, words),
    number: number(audit.head.number, words),
    hash: audit.head.hash,
  });
  return paragraph(said) + (audit.gapless ? '' : paragraph(words.text.gaps));
}

function extrasPart({ extras }: Facts): string {
  return `<ul>${extras.map(({ name, title }) => `<li>${escaped(title)} (<code>${escaped(name)}</code>)</li>`).join('')}</ul>`;
}

function streams(runs: readonly EvidenceRun[]): [EvidenceRun, EvidenceStream][] {
  return runs.flatMap((run) => run.streams.map((one): [EvidenceRun, EvidenceStream] => [run, one]));
}

function section(title: string, content: string): string {
  return `<section><h2>${escaped(title)}</h2>${content}</section>`;
}

function paragraph(content: string): string {
  return `<p>${escaped(content)}</p>`;
}

function table(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  numbers: readonly number[],
  text: SummaryTexts,
): string {
  if (rows.length === 0) return paragraph(text.none);
  const align = (column: number): string => (numbers.includes(column) ? ' class="n"' : '');
  const cell = (value: Cell, column: number): string =>
    `<td${value === text.no ? ' class="bad"' : align(column)}>${escaped(String(value ?? '–'))}</td>`;
  const heads = head.map((one, column) => `<th scope="col"${align(column)}>${escaped(one)}</th>`).join('');
  const lines = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table>`;
}

function moment<At extends string | null>(atUtc: At): string | At {
  return atUtc === null ? atUtc : atUtc.slice(0, 19).replace('T', ' ');
}

/** Exact, with the signs of the language between thousands and before decimals; at least two decimals for an amount that has any. */
function number(value: string | number | null, { language }: Words): string | null {
  if (value === null) return null;
  const [, sign = '', whole = '', , decimals = ''] = /^(-?)(\d+)(\.(\d+))?$/.exec(String(value)) ?? [];
  if (whole === '') return String(value);
  const [thousands, point] = language === 'nl' ? ['.', ','] : [',', '.'];
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, thousands);
  const kept = decimals.replace(/0+$/, '');
  return `${sign}${grouped}${decimals === '' ? '' : `${point}${kept.padEnd(2, '0')}`}`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(content: string): string {
  return content.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
