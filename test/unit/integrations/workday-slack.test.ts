import { describe, expect, it } from 'vitest';
import { fieldCatalog } from '../../../main/connectors/workday/fields.ts';
import { workdayDatabricks } from '../../../main/integrations/workday-databricks/integration.ts';
import { workdaySlack } from '../../../main/integrations/workday-slack/integration.ts';
import { joinParts, splitParts } from '../../../main/integrations/workday-slack/links.ts';
import { mappingRisks } from '../../../shared/mapping/type-rules.ts';
import { validateMapping } from '../../../shared/mapping/validate.ts';
import { checkRule } from '../../../shared/messages/check-rule.ts';
import { viewDescriptorSchema } from '../../../shared/messages/facts.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { messageRuleSchema } from '../../../shared/messages/rule.ts';

const { streams, messaging } = workdaySlack;
const { views = [], templates = [] } = messaging ?? {};
const columnsOf = (stream: (typeof streams)[number]) =>
  [stream.defaultMapping.header, ...stream.defaultMapping.lines].flatMap((table) =>
    table.columns.map((column) => ({ ...column, table: table.table })),
  );

describe('the streams of Workday to Slack', () => {
  it('are those that the other destination knows under the same names, documents before what pays and books them', () => {
    expect(streams.map(({ id }) => id)).toEqual([
      'supplier_invoices',
      'supplier_invoice_adjustments',
      'payments',
      'journal_entries',
    ]);
    const known = workdayDatabricks.streams.map(({ id }) => id);
    expect(known).toEqual(expect.arrayContaining(streams.map(({ id }) => id)));
  });

  it.each(streams.map((stream) => [stream.id, stream] as const))(
    '%s uses only fields that are there, in types that hold them',
    (id, { defaultMapping }) => {
      const catalog = fieldCatalog[id] ?? [];
      expect(validateMapping(defaultMapping, catalog)).toEqual([]);
      // A status that is not listed is no risk: it does not count, by intention.
      expect(mappingRisks(defaultMapping, catalog)).toEqual([]);
    },
  );

  it.each(streams.map((stream) => [stream.id, stream] as const))(
    '%s takes nothing of bank accounts, tax, addresses, persons and free text',
    (_, stream) => {
      const forbidden =
        /bank|iban|account_number|tax_id|address|email|phone|memo|note|check_number|attachment|worker|employee/i;
      const taken = columnsOf(stream).map(({ column, path }) => `${column} ${path}`);
      expect(taken.filter((name) => forbidden.test(name))).toEqual([]);
      expect(columnsOf(stream).filter(({ type }) => type.kind === 'json')).toEqual([]);
    },
  );

  it.each(streams.map((stream) => [stream.id, stream] as const))(
    '%s sums amounts that are there by company, in a currency of the same table',
    (_, stream) => {
      const column = (table: string, name: string) =>
        columnsOf(stream).find((one) => one.table === table && one.column === name);
      expect(stream.totals.amounts.length).toBeGreaterThan(1);
      for (const amount of stream.totals.amounts) {
        expect(column(amount.table, amount.column)?.type).toEqual({ kind: 'decimal', precision: 38, scale: 6 });
        if (amount.currencyColumn !== null) expect(column(amount.table, amount.currencyColumn)?.required).toBe(true);
      }
      expect(column(stream.defaultMapping.header.table, stream.totals.companyColumn ?? '')?.required).toBe(true);
    },
  );
});

describe('the views of Workday to Slack', () => {
  it.each(views.map((view) => [view.id, view] as const))('%s describes itself completely', (_, view) => {
    const { id, label, noun, nounPlural, facts, layouts } = view;
    expect(() => viewDescriptorSchema.parse({ id, label, noun, nounPlural, facts, layouts })).not.toThrow();
    const names = facts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(facts.map((fact) => fact.label)).size).toBe(names.length);
    for (const { type, currencyFact } of facts) {
      expect(currencyFact !== undefined).toBe(type === 'money');
      if (currencyFact !== undefined) expect(facts.find(({ name }) => name === currencyFact)?.type).toBe('text');
    }
    expect(facts.some(({ told }) => told === true)).toBe(true);
    expect(streams.map((stream) => stream.id)).toEqual(expect.arrayContaining([...view.streams]));
  });

  it('have proposals that are whole rules once they have a channel', () => {
    for (const template of templates) {
      const rule = {
        ...template,
        enabled: true,
        timeZone: 'Europe/Amsterdam',
        channel: { id: 'C1', name: 'finance', sharedConfirmed: false },
      };
      expect(() => messageRuleSchema.parse(rule)).not.toThrow();
      const view = views.find(({ id }) => id === template.view);
      expect(checkRule(rule, view)).toEqual([]);
    }
    expect(templates.map(({ id }) => id)).toEqual([
      'high-value-invoices',
      'overdue-invoices',
      'payment-runs',
      'unbalanced-journals',
      'gl-discrepancies',
    ]);
  });
});

describe('what the editor shows of views and proposals', () => {
  it('has a Dutch word for each', () => {
    const same = new Set(['Status', 'Status: id', 'Credit']);
    const words = [
      ...views.flatMap(({ label, noun, nounPlural, facts }) => [
        label,
        noun,
        nounPlural,
        ...facts.map((one) => one.label),
      ]),
      ...templates.map(({ name }) => name),
    ].filter((word) => !same.has(word));
    expect(words.filter((word) => phraseIn('nl', word) === word)).toEqual([]);
  });
});

describe('a joined name', () => {
  it.each([[['a', 'b']], [['a|b', '%7C', '']], [['%', '|%25|', 'é|']]])('of %j gives its parts back', (parts) => {
    expect(splitParts(joinParts(...parts))).toEqual(parts);
  });

  it('differs for different parts', () => {
    expect(joinParts('a|b', 'c')).not.toBe(joinParts('a', 'b|c'));
  });
});
