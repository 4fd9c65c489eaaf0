import { buildPack, type BuiltPack, type PackParts } from '../../shared/evidence/build-pack.ts';
import { auditGenesis, contentDigest, entryHash, linkHash } from '../../shared/evidence/audit-hash.ts';
import { canonicalJson } from '../../shared/mapping/canonical-json.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import type { ComparedTotals } from '../../shared/model/totals.ts';
import { sha256Hex } from '../../shared/evidence/sha256.ts';
import { invoiceMapping } from './engine-harness.ts';

const actor = { kind: 'person', account: 'j.visser', machine: 'FIN-LT-0231', where: 'window' } as const;
const at = '2026-10-05T08:00:00.000Z';

function sums(source: string, loaded: string, rejected: string, landed: string): ComparedTotals {
  const nothing = { unchanged: '0', excluded: '0', held: '0', waiting: '0' };
  return {
    company: '=CO-100',
    amount: 'total',
    currency: 'EUR',
    source,
    loaded,
    rejected,
    ...nothing,
    landed,
    agrees: true,
  };
}

/** Parts of a pack as small as one can be that has something of everything. */
export function smallParts(change: (parts: PackParts) => PackParts = (parts) => parts): PackParts {
  const mappingSha256 = sha256Hex(canonicalJson(invoiceMapping as unknown as JsonValue) ?? '');
  const entries = [
    { event: 'run.started', subject: 'run-1', details: '{"flow":"flow-1"}' },
    { event: 'batch.staged', subject: 'batch-1', details: `{"payload":"${'ab'.repeat(32)}"}` },
    { event: 'batch.staged', subject: 'of-others', details: '{"payload":"not shown"}' },
    { event: 'run.ended', subject: 'run-1', details: '{"state":"succeeded-with-rejections"}' },
  ];
  let previousHash = auditGenesis;
  const lines = entries.map((one, index) => {
    const entry = { number: index + 1, atUtc: at, ...one, actor: JSON.stringify(actor) };
    const content = contentDigest(entry, sha256Hex) ?? '';
    const hash = entryHash(previousHash, entry, sha256Hex);
    const isDigest = one.subject === 'of-others';
    const line = { ...(isDigest ? { number: entry.number, content } : entry), previousHash, hash };
    if (isDigest && linkHash(previousHash, content, sha256Hex) !== hash) throw new Error('digest');
    previousHash = hash;
    return line;
  });
  const totals = [sums('120.10', '100.05', '20.05', '100.050000')];
  return change({
    manifest: {
      format: 'ml-connector-evidence',
      formatVersion: 1,
      app: { name: 'ml-connector', version: '0.1.0' },
      madeAtUtc: '2026-11-01T09:00:00.000Z',
      madeBy: actor,
      language: 'en',
      scope: { kind: 'run', runId: 'run-1' },
      flow: { id: 'flow-1', name: 'Invoices <AP>', setup: null },
      connections: [
        { role: 'source', id: 'c1', name: 'Workday', system: 'workday', practice: false, settings: { tenant: 'acme' } },
      ],
      runs: [
        {
          id: 'run-1',
          trigger: 'manual',
          state: 'succeeded-with-rejections',
          startedAtUtc: at,
          endedAtUtc: at,
          errorCode: null,
          streams: [
            {
              stream: 'invoices',
              label: 'Invoices',
              window: 'all',
              asOfUtc: at,
              announced: 2,
              counts: { read: 2, loaded: 1, unchanged: 0, excluded: 0, rejected: 1, held: 0, waiting: 0 },
              excludedBy: [],
              reconciled: true,
              windowTotals: totals,
              totals,
              landedAtUtc: at,
              errorCode: null,
            },
          ],
        },
      ],
      batches: [
        {
          id: 'batch-1',
          runId: 'run-1',
          stream: 'invoices',
          sequence: '1',
          documents: 1,
          rows: 2,
          state: 'acknowledged',
          attempts: 1,
          payloadSha256: 'ab'.repeat(32),
          mappingVersion: 1,
          mappingSha256,
          auditHead: lines[1]?.hash ?? '',
          asOfUtc: at,
          stagedAtUtc: at,
          landedAtUtc: at,
        },
      ],
      rejected: { records: 1, byReason: [{ stream: 'invoices', code: 'RECORD_VALUE_MISSING', records: 1 }] },
      audit: { shown: 3, digests: 1, gapless: true, first: 1, last: 4, head: { number: 4, hash: previousHash } },
      extras: [],
    },
    rejected: [
      {
        runId: 'run-1',
        stream: 'invoices',
        key: 'k2',
        label: '=HYPERLINK("x")',
        state: 'open',
        code: 'RECORD_VALUE_MISSING',
        field: 'total',
        value: null,
        expected: 'a "decimal", or\r\nnothing',
        text: 'The field total is empty.',
        firstSeenAtUtc: at,
        lastSeenAtUtc: at,
      },
    ],
    mappings: [{ sha256: mappingSha256, stream: 'invoices', mapping: invoiceMapping }],
    audit: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    extras: [],
    sealOf: () => ({ keyId: '0123456789abcdef', hmac: 'cd'.repeat(32) }),
  });
}

export function smallPack(change?: (parts: PackParts) => PackParts): BuiltPack {
  return buildPack(smallParts(change));
}
