import { describe, expect, it } from 'vitest';
import { withDecision } from '../../../shared/messages/decided.ts';
import {
  firstLine,
  renderAlert,
  renderBackFill,
  renderDeadMan,
  renderDigest,
  renderIncident,
  renderOverdue,
  renderReply,
  renderUpdate,
  type RenderContext,
} from '../../../shared/messages/render.ts';
import { english } from '../../../shared/messages/texts/en.ts';
import { dutch } from '../../../shared/messages/texts/nl.ts';
import { toldChanges } from '../../../shared/messages/told.ts';
import { context as inEnglish, invoice, invoices, ruleOf } from '../../support/message-subjects.ts';

const context: RenderContext = { ...inEnglish, language: 'nl' };
const rule = ruleOf({});
const view = { ...invoices, noun: 'invoice', nounPlural: 'invoices' };
const asked = { ...rule, approvals: { approvers: [{ id: 'U0PRACT02', name: 'A. Jansen' }] } };
const decision = { decision: 'approve', userName: 'A. Jansen', decidedAtUtc: '2026-11-21T13:03:00Z' } as const;

describe('messages in Dutch', () => {
  it('say an invoice with amounts and days as they are written there', () => {
    const body = renderAlert({ rule, view, subject: invoice, context });
    expect(firstLine(body)).toBe(
      'Factuur INV-1042 · Acme Ltd · EUR 84.200,00 · vervaldatum 05-12-2026 (over 14 dagen)',
    );
    expect(body.text).toContain('Leverancier: Acme Ltd');
    expect(body.text).not.toMatch(/\b(?:Amount|Due|Supplier|delivery)\b/);
  });

  it('say what changed, in the view’s own words', () => {
    const before = { ...invoice.facts, amount: '90000', due_date: '2026-11-30', on_hold: true };
    const changes = toldChanges(view, before, { ...invoice.facts, on_hold: false }, 'nl');
    expect(changes).toEqual(
      expect.arrayContaining([
        { label: 'Bedrag', before: 'EUR 90.000,00', after: 'EUR 84.200,00' },
        { label: 'Vervaldatum', before: '30-11-2026', after: '05-12-2026' },
      ]),
    );
    const input = { rule, view, subject: invoice, changes, earlier: [decision], context };
    expect(renderUpdate(input).text).toMatch(
      /Bijgewerkt\n(?:.*\n)*Goedgekeurd door A. Jansen op .*, vóór deze wijziging/,
    );
    expect(firstLine(renderReply(input))).toContain('Factuur INV-1042 · Bedrag: EUR 90.000,00 → EUR 84.200,00');
  });

  it('say many in one', () => {
    const subjects = [invoice, invoice];
    const digest = renderDigest({ rule, view, subjects, reason: 'overflow', since: '2026-11-21T13:00:00Z', context });
    expect(firstLine(digest)).toBe('Nog 2 facturen sinds 14:00 · EUR 168.400,00');
    const amounts = [{ currency: 'EUR', amount: '2610200' }];
    const summary = renderBackFill({ rule, view, count: 1, amounts, subjects: [invoice], context });
    expect(firstLine(summary)).toMatch(/gaat in: 1 factuur voldoet al · EUR 2\.610\.200,00$/);
    const late = { ...context, today: '2026-12-06' };
    expect(firstLine(renderOverdue({ rule, view, subjects: [invoice], context: late }))).toMatch(/^1 factuur over de/);
  });

  it('say that reading falls behind', () => {
    const flow = { flowName: 'Workday → Slack', sourceName: 'Workday', lastSuccessUtc: '2026-11-21T13:00:00Z' };
    const incident = { ...flow, behindMinutes: 42, promiseMinutes: 15, cause: null, nextTryUtc: null, context };
    expect(firstLine(renderIncident({ ...incident, state: 'begun' }))).toBe(
      'Het lezen van Workday loopt 42 min achter (limiet 15)',
    );
    expect(
      renderDeadMan({ ...flow, promiseMinutes: 15, timeZone: 'Europe/Amsterdam', language: 'nl', mark: 'ref-1' }),
    ).toMatch(/^Geen gegevens van Workday sinds 21-11-2026 14:00 Europe\/Amsterdam/);
  });

  it('that were asked in one language are decided on in the other', () => {
    const body = renderAlert({ rule: asked, view, subject: invoice, context: inEnglish });
    expect(JSON.stringify(body.blocks)).toContain('Approve and Query');
    const decided = withDecision(body, {
      decision,
      timeZone: 'Europe/Amsterdam',
      sourceName: 'Workday',
      language: 'nl',
    });
    const shown = JSON.stringify(decided.blocks);
    expect(shown).not.toContain('Approve and Query');
    expect(shown).toContain('Goedgekeurd door A. Jansen op 21-11-2026 14:03 Europe/Amsterdam');
    expect(shown).toContain('er is niets geschreven naar Workday');
  });

  it('have words of their own for every English one', () => {
    const flat = (value: unknown, path = ''): [string, string][] =>
      typeof value === 'string'
        ? [[path, value]]
        : typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([key, one]) => flat(one, `${path}.${key}`))
          : [];
    const own = new Map(flat(dutch));
    const same = flat(english).filter(([path, text]) => own.get(path) === text);
    expect(same.map(([path]) => path).sort()).toEqual(
      ['credit', 'flow', 'run', 'status', 'team']
        .map((one) => `.labels.${one}`)
        .concat('.isTest')
        .sort(),
    );
  });
});
