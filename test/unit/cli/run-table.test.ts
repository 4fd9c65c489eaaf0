import { describe, expect, it } from 'vitest';
import { runsToDemoJson } from '../../../main/cli/demo-json.ts';
import { countsLine, formatRules, formatRunTable } from '../../../main/cli/run-table.ts';
import { formatTable } from '../../../main/cli/text-table.ts';
import { runOf, stream } from './fake-app.ts';
import type { MessageCounts } from '../../../shared/messages/message.ts';

describe('formatRunTable', () => {
  it('adds the counts up and shows money to the right, without columns that are zero', () => {
    expect(formatRunTable(runOf())).toBe(
      [
        'Finance: succeeded (run r1, started 2026-11-21T09:59:00Z, ended 2026-11-21T10:00:00Z)',
        '',
        'Supplier invoices: read 5 = loaded 3 + unchanged 1 + excluded 0 + rejected 1 + held 0 + waiting 0  ✓ reconciled',
        '  the source announced 5',
        '  company  amount         currency     source     loaded  unchanged  rejected     landed',
        '  CO-100   invoice_total  EUR       12,345.50  12,000.00     300.00     45.50  12,300.00  ✓',
        '  landed totals computed by the destination at 2026-11-21T10:00:00Z',
      ].join('\n'),
    );
  });

  it('names the records behind totals that differ', () => {
    const items = [
      { key: 'k1', label: 'INV-1', field: 'invoice_total', ours: '1190', theirs: '1190.01' },
      { key: 'k2', label: 'INV-2', field: null, ours: null, theirs: null },
    ];
    const shown = formatRunTable(runOf({ streams: [{ ...stream, differences: { items, complete: false } }] }));
    expect(shown).toContain('differs: INV-1 invoice_total: delivered 1190, at the destination 1190.01');
    expect(shown).toContain('differs: INV-2: not at the destination');
    expect(shown).toContain('there may be more');
  });

  it('says when the counts do not add up', () => {
    const counts = { ...stream.counts, read: 6 };
    expect(countsLine({ ...stream, counts, reconciled: false })).toContain('read 6 ≠');
    expect(countsLine({ ...stream, counts, reconciled: false })).toContain('✗ not reconciled');
  });

  it('keeps a source’s control characters out of the terminal', () => {
    expect(formatRunTable(runOf({ flowName: 'a\u001b[2Jb' }))).not.toContain('\u001b');
  });
});

describe('formatTable', () => {
  it('aligns names that are twice as wide', () => {
    const lines = formatTable(
      [{ title: 'name' }, { title: 'n', align: 'right' }],
      [
        ['株式', '1'],
        ['abcd', '22'],
      ],
    ).split('\n');
    expect(lines).toEqual(['name   n', '株式   1', 'abcd  22']);
  });
});

describe('runsToDemoJson', () => {
  it('has exactly the shape the README promises', () => {
    expect(runsToDemoJson([{ run: runOf() }])).toEqual({
      reconciled: true,
      flows: [
        {
          flow: 'Finance',
          streams: [
            {
              stream: 'supplier_invoices',
              read: 5,
              loaded: 3,
              unchanged: 1,
              excluded: 0,
              rejected: 1,
              held: 0,
              waiting: 0,
              reconciled: true,
              totals: stream.totals,
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['a run failed', [runOf({ state: 'failed' })]],
    ['a stream was not compared', [runOf({ streams: [{ ...stream, reconciled: null }] })]],
    ['one of two streams differs', [runOf({ streams: [stream, { ...stream, reconciled: false }] })]],
    ['nothing was run', []],
  ])('is not reconciled when %s', (_, runs) => {
    expect(runsToDemoJson(runs.map((run) => ({ run }))).reconciled).toBe(false);
  });

  const countsOf = (states: MessageCounts['states'], calledFor: number): MessageCounts => ({
    ruleId: 'r',
    ruleName: 'High-value invoices',
    calledFor,
    states,
    postedByKind: [
      { kind: 'alert', messages: 2 },
      { kind: 'back-fill', messages: 1 },
    ],
    amounts: [],
  });

  it('says of each rule what became of its messages', () => {
    const states: MessageCounts['states'] = [
      { state: 'posted', messages: 3 },
      { state: 'covered', messages: 9 },
    ];
    const { reconciled, flows } = runsToDemoJson([{ run: runOf(), rules: [countsOf(states, 12)] }]);
    expect(reconciled).toBe(true);
    const rules = flows[0]?.messages ?? [];
    expect(rules).toMatchObject([{ rule: 'High-value invoices', calledFor: 12, posted: 3, covered: 9, failed: 0 }]);
    expect(formatRules(rules)).toBe(
      'Messages, High-value invoices: called for 12 = posted 3 (2 messages, 1 summary of what was there) + covered 9  ✓ reconciled',
    );
  });

  it.each([
    ['a message may have been posted', countsOf([{ state: 'unknown', messages: 1 }], 1)],
    ['a message failed', countsOf([{ state: 'failed', messages: 1 }], 1)],
    ['a message is missing', countsOf([{ state: 'posted', messages: 1 }], 2)],
  ])('is not reconciled when %s', (_, counts) => {
    expect(runsToDemoJson([{ run: runOf(), rules: [counts] }]).reconciled).toBe(false);
  });
});
