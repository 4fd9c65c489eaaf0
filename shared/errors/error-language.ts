import type { Language } from '../model/settings.ts';
import { phraseIn } from '../phrases/phrases.ts';
import type { ErrorDetails } from './app-error.ts';
import type { ErrorDto } from './error-dto.ts';
import { fillText, type ErrorText } from './error-text.ts';
import { allocationErrors } from './nl/allocation.ts';
import { appErrors } from './nl/app.ts';
import { cliErrors } from './nl/cli.ts';
import { databricksErrors } from './nl/databricks.ts';
import { engineErrors } from './nl/engine.ts';
import { exactErrors } from './nl/exact.ts';
import { evidenceErrors } from './nl/evidence.ts';
import { httpErrors } from './nl/http.ts';
import { messageErrors } from './nl/messages.ts';
import { proofErrors } from './nl/proof.ts';
import { recordErrors } from './nl/record.ts';
import { heldErrors } from './nl/held.ts';
import { resyncErrors } from './nl/resync.ts';
import { replayErrors } from './nl/replay.ts';
import { installationErrors } from './nl/installation.ts';
import { slackErrors } from './nl/slack.ts';
import { storeErrors } from './nl/store.ts';
import { vaultErrors } from './nl/vault.ts';
import { writeBackErrors } from './nl/write-back.ts';
import { webhookErrors } from './nl/webhooks.ts';
import { workdayErrors } from './nl/workday.ts';

type Words = Pick<ErrorText, 'text' | 'effect' | 'next'>;

const dutch: Readonly<Record<string, Words>> = {
  ...appErrors,
  ...cliErrors,
  ...engineErrors,
  ...evidenceErrors,
  ...replayErrors,
  ...writeBackErrors,
  ...messageErrors,
  ...proofErrors,
  ...recordErrors,
  ...resyncErrors,
  ...heldErrors,
  ...storeErrors,
  ...httpErrors,
  ...vaultErrors,
  ...webhookErrors,
  ...workdayErrors,
  ...databricksErrors,
  ...exactErrors,
  ...allocationErrors,
  ...slackErrors,
  ...installationErrors,
};
const catalogues: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<string, Words>>>> = { nl: dutch };

/** The error in the words of a language: by its code, filled with its details. A code without words there stays as it came. */
export function errorIn(language: Language, error: ErrorDto): ErrorDto {
  if (language === 'en') return error;
  const words = catalogues[language][error.code];
  if (words === undefined) return error;
  const details = detailsIn(language, error.details);
  return {
    ...error,
    text: fillText(words.text, details),
    ...(words.effect === undefined ? {} : { effect: fillText(words.effect, details) }),
    next: fillText(words.next, details),
  };
}

/** Words of one code in a language, placeholders unfilled; null where the language has none. */
export function errorWords(language: Language, code: string): Words | null {
  return language === 'en' ? null : (catalogues[language][code] ?? null);
}

/** Reasons and names of things are sentences of the app; what a system or a person wrote stays as it is. */
function detailsIn(language: Language, details: ErrorDetails): ErrorDetails {
  const changed = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === 'string' ? phraseIn(language, value) : value,
  ]);
  return Object.fromEntries(changed) as ErrorDetails;
}
