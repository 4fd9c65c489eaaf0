import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { selfChecks } from '../../../main/engine/diagnostics/self-checks.ts';
import { selfCheckIds } from '../../../shared/model/diagnostics.ts';
import { diagnosticsPhrases } from '../../../shared/phrases/nl/diagnostics.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';

const folder = join(import.meta.dirname, '../../../main/engine/diagnostics');
const source = readdirSync(folder)
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
const said = [...source.matchAll(/\bsay\(\s*'([^']+)'/g)].map((match) => match[1] ?? '');
/** Versions alone: the same in every language. */
const asItIs = /^ml-connector \{app\}/;

test('the checks are those of the list, in its order', () => {
  expect(selfChecks.map(({ id }) => id)).toEqual([...selfCheckIds]);
});

test('every sentence, name and description has its Dutch, with the same facts in it', () => {
  expect(said.length).toBeGreaterThan(50);
  const english = [...said, ...selfChecks.flatMap(({ label, description }) => [label, description])];
  const phrases: Readonly<Record<string, string>> = diagnosticsPhrases;
  const known = (text: string) => phrases[text] ?? (phraseIn('nl', text) === text ? undefined : phraseIn('nl', text));
  expect(english.filter((text) => known(text) === undefined && !asItIs.test(text))).toEqual([]);
  const facts = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  for (const [text, dutch] of Object.entries(phrases)) expect(facts(dutch), text).toEqual(facts(text));
});

test('a finding is translated with what is in it', () => {
  const english =
    'Of 3 batches looked at, 1 are not sound; the first is of “Facturen”: its rows are not those that were staged.';
  expect(phraseIn('nl', english)).toBe(
    'Van 3 bekeken batches zijn er 1 niet in orde; de eerste is van “Facturen”: de rijen zijn niet die welke zijn klaargezet.',
  );
  expect(phraseIn('nl', 'At the check of “Workday” on 2026-11-20 08:00 UTC: Differs by 2 s.')).toBe(
    'Bij de controle van “Workday” op 2026-11-20 08:00 UTC: Verschilt 2 s.',
  );
});
