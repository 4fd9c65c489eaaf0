import type { SelfCheckOutcome, SelfCheckReport, SelfCheckResult } from '../../../shared/model/diagnostics.ts';
import { momentText } from './say.ts';

const words: Readonly<Record<SelfCheckResult, string>> = {
  ok: 'OK',
  warning: 'WARNING',
  failed: 'FAILED',
  'not-known': 'NOT KNOWN',
};

/** The report as plain text that a person can read without the app. */
export function reportText(report: SelfCheckReport): string {
  const count = (result: SelfCheckResult): number => report.checks.filter((one) => one.result === result).length;
  return [
    `ml-connector ${report.version}: self-checks of ${momentText(report.madeAtUtc)} UTC`,
    `${String(count('failed'))} failed, ${String(count('warning'))} with a warning, ${String(count('ok'))} ok, ${String(count('not-known'))} not known`,
    '',
    ...report.checks.flatMap(checkLines),
  ].join('\n');
}

function checkLines({ id, label, description, result, detail, next }: SelfCheckOutcome): string[] {
  const indent = ' '.repeat(16);
  return [
    `${id.padEnd(5)}${words[result].padEnd(11)}${label}`,
    `${indent}${detail}`,
    ...(next === null ? [] : [`${indent}What to do: ${next}`]),
    `${indent}(${description})`,
    '',
  ];
}

/** What every bundle says of itself, first of all. */
export function contentsText(files: readonly string[], madeAtUtc: string): string {
  return [
    `Support bundle of ml-connector, made on ${momentText(madeAtUtc)} UTC`,
    '',
    'In it:',
    ...files.map((name) => `  ${name.padEnd(22)}${meanings[name.replace(/\d+/, '*')] ?? ''}`),
    '',
    'Never in it: amounts, names of suppliers and customers, invoice numbers, contents of records and messages, addresses and',
    'names of the systems, names that people gave to connections and flows, passwords, tokens and other secrets, the name of the',
    'account and of the computer, and the audit trail. Connections, flows and hosts go by numbers; runs by their ids.',
    '',
  ].join('\n');
}

const meanings: Readonly<Record<string, string>> = {
  'report.txt': 'the self-checks, to read',
  'report.json': 'the same as data',
  'versions.json': 'versions of the app and of what it runs on',
  'configuration.json': 'kinds, schedules and numbers of the connections and flows',
  'runs.json': 'the last 200 runs with their counts',
  'requests.ndjson': 'requests: operation, status, time and size',
  'data-file.json': 'format and size of the data file, rows of each table',
  'log-*.ndjson': 'the log: events, ids, counts and codes',
};
