import { describe, expect, it } from 'vitest';
import { errorTexts } from '../../../shared/errors/codes.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { errorIn, errorWords } from '../../../shared/errors/error-language.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { databricksSystem } from '../../../shared/systems/databricks.ts';
import { exactSystem } from '../../../shared/systems/exact.ts';
import { slackSystem } from '../../../shared/systems/slack.ts';
import { workdaySystem } from '../../../shared/systems/workday.ts';
import { answerIn, reasonValue } from '../../../renderer/i18n/answers.ts';
import { localeOf } from '../../../renderer/lib/locale.ts';
import { EXACT_FAULTS } from '../../../sandbox/exact/faults.ts';
import { SLACK_FAULTS } from '../../../sandbox/slack/faults.ts';
import { WORKDAY_FAULTS } from '../../../sandbox/workday/faults.ts';
import { makeChanges } from '../../../sandbox/world/rounds.ts';
import { openWorld } from '../../../sandbox/world/world.ts';
import { databricksFaults } from '../../../sandbox/databricks/rest/faults.ts';
import { runOf, previewOf, rejected } from '../../support/fake-data.ts';
import { checkSteps } from '../../support/fake-systems.ts';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
const textsOf = (words: { text: string; effect?: string | undefined; next: string }) => [
  words.text,
  words.effect ?? '',
  words.next,
];

describe('errors in Dutch', () => {
  it.each(Object.entries(errorTexts))('%s has every sentence, with the same details in it', (code, english) => {
    const dutch = errorWords('nl', code);
    expect(dutch).not.toBeNull();
    if (dutch === null) return;
    expect(dutch.effect === undefined).toBe(english.effect === undefined);
    const used = new Set(textsOf(dutch).flatMap(placeholders));
    expect([...used].sort()).toEqual([...new Set(textsOf(english).flatMap(placeholders))].sort());
    if (code !== 'DATABRICKS_PLAN_CONFLICT' && code !== 'CLI_USAGE') expect(dutch.text).not.toBe(english.text);
  });

  it('are filled with their details, reasons included; what a system said stays', () => {
    const dto = (reason: string) =>
      toErrorDto(new AppError('DATABRICKS_SETTING_INVALID', 'config', { details: { field: 'host', reason } }));
    expect(errorIn('nl', dto('it is empty')).text).toBe(
      'De instelling “host” van de Databricks-verbinding kan niet worden gebruikt: het is leeg.',
    );
    expect(errorIn('nl', dto('PERMISSION_DENIED by x')).text).toContain('PERMISSION_DENIED by x');
    expect(errorIn('en', dto('it is empty'))).toEqual(dto('it is empty'));
    const unknown = { ...dto('x'), code: 'NEVER_HEARD_OF' };
    expect(errorIn('nl', unknown)).toEqual(unknown);
  });
});

describe('phrases in Dutch', () => {
  const descriptors = [workdaySystem, databricksSystem, slackSystem, exactSystem];
  const english = [
    ...descriptors.flatMap((system) => [
      ...system.fields.flatMap((field) => [
        field.label,
        field.help,
        field.whereToFind,
        ...(field.options ?? []).map((option) => option.label),
      ]),
      ...system.permissions.flatMap((one) => [one.grant, one.reason]),
      ...system.never,
    ]),
    ...[...WORKDAY_FAULTS, ...databricksFaults, ...SLACK_FAULTS, ...EXACT_FAULTS].map((fault) => fault.label),
  ].filter((text) => text !== undefined);
  // Menu paths of the vendor and plain names are the same in every language.
  const isName = (text: string) => /^Workday → [A-Z][\w -]+( → [A-Z][\w -]+)*$/.test(text) || !/[a-z] [a-z]/.test(text);

  it('cover every label, help, place, permission and fault', () => {
    expect(english.length).toBeGreaterThan(100);
    expect(english.filter((text) => !isName(text) && phraseIn('nl', text) === text)).toEqual([]);
  });

  it('cover everything that a round of changes in the practice world says', () => {
    const clock = { now: () => Date.UTC(2026, 10, 21, 9) };
    const world = openWorld({ seed: 3, scale: 1, clock });
    const said = [1, 2, 3].flatMap((round) => makeChanges(world, clock.now() + round * 1000));
    expect(said.length).toBeGreaterThan(30);
    expect(said.filter((sentence) => phraseIn('nl', sentence) === sentence)).toEqual([]);
  });

  it.each([
    [
      'changed since 2026-11-20 09:45 UTC, as of 2026-11-21 10:00 UTC',
      'gewijzigd sinds 2026-11-20 09:45 UTC, per 2026-11-21 10:00 UTC',
    ],
    ['1,204 supplier invoices', '1,204 inkoopfacturen'],
    ['1 purchase order', '1 inkooporder'],
    ['Adds 2 columns: region, region_name', 'Voegt 2 kolommen toe: region, region_name'],
    ['Domain “Process: Supplier - View”: Get', 'Domein “Process: Supplier - View”: Get'],
    ['Supplier A (b) is now called A. b*.', 'Leverancier A (b) heet nu A. b*.'],
    ['something nobody wrote', 'something nobody wrote'],
  ])('“%s” is “%s”', (text, dutch) => {
    expect(phraseIn('nl', text)).toBe(dutch);
    expect(phraseIn('en', text)).toBe(text);
  });
});

describe('an answer of the app in Dutch', () => {
  const formats = { numberFormat: 'language', dateFormat: 'language', negative: 'minus' } as const;
  const english = localeOf({ language: 'en', ...formats }, 'en-US');
  const dutch = localeOf({ language: 'nl', ...formats }, 'nl-NL');

  it('has the words of errors, reasons, streams and steps, and nothing else changed', () => {
    const run = answerIn(dutch, runOf('r1'));
    expect(run.streams.map((stream) => stream.label)).toContain('Inkoopfacturen');
    expect(run.streams.map(({ counts, totals }) => ({ counts, totals }))).toEqual(
      runOf('r1').streams.map(({ counts, totals }) => ({ counts, totals })),
    );
    expect(
      answerIn(dutch, checkSteps(true)).some(
        (step) => step.error?.text.startsWith('Workday heeft de aanmelding') === true,
      ),
    ).toBe(true);
    expect(answerIn(dutch, rejected)[0]?.reasons[0]?.text).not.toBe(rejected[0]?.reasons[0]?.text);
  });

  it('names in a reason what people call the value, where they call it more', () => {
    const reason = { code: 'ALLOCATION_ACCOUNT_BLOCKED', field: 'lines[2].gl_account', value: '4900', expected: null };
    const said = { ...reason, called: '4900 Oude kosten (Amstel)', text: '…', next: '…' };
    expect(answerIn(dutch, said).text).toContain('grootboekrekening 4900 Oude kosten (Amstel), die is geblokkeerd');
    expect(answerIn(english, said).text).toContain('GL account 4900 Oude kosten (Amstel), which is blocked');
  });

  it('leaves records of the source, and everything in English, as they came', () => {
    const preview = previewOf('supplier_invoices');
    expect(answerIn(dutch, preview).items.map(({ source, header, changes }) => ({ source, header, changes }))).toEqual(
      preview.items.map(({ source, header, changes }) => ({ source, header, changes })),
    );
    const answers = [runOf('r1'), checkSteps(true), preview.items.map((item) => ({ ...item, reasons: [] }))];
    for (const answer of answers) expect(answerIn(english, answer)).toBe(answer);
  });

  it('writes the amounts and fields that reasons name as the reader does, and no other value', () => {
    const reasonOf = (code: string, field: string, value: string, expected: string) => ({
      ...{ code, field, value, expected, text: '', next: '' },
    });
    const unbalanced = reasonOf('RECORD_UNBALANCED', 'total_ledger_debits', '11597.58', '-11597');
    expect(answerIn(english, unbalanced)).toMatchObject({
      text: 'Debits are 11,597.58, credits are -11,597: the journal does not balance.',
      value: '11597.58',
    });
    const parentheses = localeOf(
      { language: 'en', ...formats, numberFormat: '1.234,56', negative: 'parentheses' },
      'en',
    );
    expect(answerIn(parentheses, unbalanced).text).toContain('Debits are 11.597,58, credits are (11.597):');
    const tooFine = reasonOf(
      'RECORD_DECIMAL_DOES_NOT_FIT',
      'lines[3].extended_amount',
      '1190.12345678',
      'DECIMAL(38,6)',
    );
    expect(answerIn(dutch, tooFine).text).toMatch(/^“Lines 3: extended amount” is 1\.190,12345678.*DECIMAL\(38,6\)/);
    expect(reasonValue(tooFine, dutch)).toBe('1.190,12345678');
    const key = reasonOf('RECORD_KEY_DIFFERS', 'invoice_number', '40017.50', '40017.51');
    expect(answerIn(english, key).text).toBe(
      '“Invoice number” is “40017.50”, but the record itself is known as “40017.51”.',
    );
  });
});
