import type { OutputOf } from '../../shared/contract/contract.ts';
import type { SelfCheckOutcome } from '../../shared/model/diagnostics.ts';
import { minutesFromNow } from './fake-data.ts';

const looked = { result: 'ok', next: null, error: null, durationMs: 12 } as const;

/** A check of each result, in the sentences of the app. */
export const fakeChecks: readonly SelfCheckOutcome[] = [
  {
    ...looked,
    id: 'D1',
    label: 'Data folder',
    description: 'Writes, reads back and removes a small trial file, and asks how much space is free.',
    detail: 'The folder /home/operator/.local/share/ml-connector can be written; 69 GB are free.',
  },
  {
    ...looked,
    id: 'D5',
    label: 'Audit trail',
    description:
      'Recomputes the hash of every entry from the first one on, and looks whether they lead to the newest batch.',
    result: 'failed',
    detail: 'The chain of hashes breaks at entry 41.',
    next: 'Keep the data folder as it is and tell whoever is responsible for internal control.',
    durationMs: 1840,
  },
  {
    ...looked,
    id: 'D7',
    label: 'Clock',
    description:
      'Compares this computer’s clock with what servers said at the last connection checks, and with the audit trail.',
    result: 'not-known',
    detail: 'No server has told its time yet.',
    next: 'Check a connection: one of its lines compares the clocks.',
  },
  {
    ...looked,
    id: 'D9',
    label: 'Connections',
    description: 'Looks at the last check of each connection and its age. Asks no system.',
    result: 'warning',
    detail: '“Databricks production” was never checked.',
    next: 'Open the connection and check it.',
  },
];

const bundle: OutputOf<'diagnostics.bundle'> = {
  fileName: 'ml-connector-support-2026-11-21-1200.zip',
  sha256: 'ab'.repeat(32),
  bytes: 8,
  parts: 1,
  files: [
    { name: 'contents.txt', kind: 'contents.txt', bytes: 934 },
    { name: 'report.txt', kind: 'report.txt', bytes: 2946 },
    { name: 'log-1.ndjson', kind: 'log-*.ndjson', bytes: 148_230 },
  ],
};

export const diagnosticsAnswers = {
  'diagnostics.run': () => ({ madeAtUtc: minutesFromNow(0), version: '0.1.0', checks: [...fakeChecks] }),
  'diagnostics.bundle': () => bundle,
  'diagnostics.bundle-part': () => ({ base64: btoa('a bundle') }),
};
