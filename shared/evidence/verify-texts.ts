import { fillText } from '../errors/error-text.ts';
import type { Language } from '../model/settings.ts';
import type { ProblemCode } from './pack-problem.ts';
import type { PackCheck, PackCheckId } from './verify.ts';

interface Words {
  readonly checks: Readonly<Record<PackCheckId, string>>;
  readonly problems: Readonly<Record<ProblemCode, string>>;
  readonly whole: string;
  readonly notWhole: string;
  readonly notReached: string;
}

const en: Words = {
  checks: {
    archive: 'The file is an archive as the app writes it, byte for byte',
    seal: 'The seal fits the manifest',
    files: 'Every file is as the manifest lists it, and there is no other',
    manifest: 'The manifest has a form that is known here',
    tables: 'The tables say what the manifest says',
    sums: 'Counts and sums add up, and what is said to have landed agrees',
    mappings: 'The mappings are those that the batches were made by',
    audit: 'The entries of the audit trail chain, and the batches are as they were staged',
  },
  problems: {
    archive: 'It is not an evidence pack, or a byte outside its files was changed, added or taken away.',
    seal: 'SEAL was changed.',
    missing: 'The file {file} is missing, or not in its place.',
    added: 'The file {file} does not belong to the pack.',
    changed: 'The file {file} was changed, or comes from another pack.',
    order: 'A file is there twice, or files were moved.',
    malformed: 'A file has another form than the app writes.',
    format: 'It is not an evidence pack.',
    version:
      'The pack has the format {found}; this verifier knows {known}. Use the verifier of the version that made it.',
    table: '{file} does not say what the manifest says.',
    count: 'Run {run}, {stream}: the records accounted for are not as many as were read.',
    sum: 'Run {run}, {stream}: {amount} {company} {currency} does not add up to what the source said.',
    landed: 'Run {run}, {stream}: {amount} {company} {currency} is said to agree, but what landed is another amount.',
    rejected: 'The list of rejected records is not as long as the manifest says.',
    mapping: 'The mapping with the hash {hash} is missing or was changed.',
    entry: 'Entry {number} of the audit trail was changed.',
    chain: 'Entry {number} of the audit trail does not follow the one before it.',
    slice: 'The entries of the audit trail are not those that the manifest counts.',
    batch: 'Batch {batch} is not as it was written down when it was staged.',
  },
  whole: 'The pack is whole: it is as it was sealed, and its figures add up.',
  notWhole: 'The pack is not as it was made. Do not rely on it.',
  notReached: 'not reached',
};

const nl: Words = {
  checks: {
    archive: 'Het bestand is een archief zoals de app het schrijft, byte voor byte',
    seal: 'Het zegel past bij het manifest',
    files: 'Elk bestand is zoals het manifest het noemt, en er is geen ander',
    manifest: 'Het manifest heeft een vorm die hier bekend is',
    tables: 'De tabellen zeggen wat het manifest zegt',
    sums: 'Aantallen en sommen kloppen, en wat volgens het pakket is aangekomen sluit aan',
    mappings: 'De mappings zijn die waarmee de batches zijn gemaakt',
    audit: 'De regels van de audittrail vormen een keten, en de batches zijn zoals ze zijn klaargezet',
  },
  problems: {
    archive: 'Dit is geen bewijspakket, of er is een byte buiten de bestanden gewijzigd, toegevoegd of weggehaald.',
    seal: 'SEAL is gewijzigd.',
    missing: 'Het bestand {file} ontbreekt of staat niet op zijn plaats.',
    added: 'Het bestand {file} hoort niet bij het pakket.',
    changed: 'Het bestand {file} is gewijzigd of komt uit een ander pakket.',
    order: 'Een bestand komt twee keer voor, of bestanden zijn verplaatst.',
    malformed: 'Een bestand heeft een andere vorm dan de app schrijft.',
    format: 'Dit is geen bewijspakket.',
    version:
      'Het pakket heeft formaat {found}; deze controle kent {known}. Gebruik de controlepagina van de versie die het heeft gemaakt.',
    table: '{file} zegt iets anders dan het manifest.',
    count: 'Run {run}, {stream}: er zijn niet zoveel records verantwoord als er zijn gelezen.',
    sum: 'Run {run}, {stream}: {amount} {company} {currency} telt niet op tot wat de bron opgaf.',
    landed:
      'Run {run}, {stream}: {amount} {company} {currency} zou aansluiten, maar er is een ander bedrag aangekomen.',
    rejected: 'De lijst van afgekeurde records is niet zo lang als het manifest zegt.',
    mapping: 'De mapping met de hash {hash} ontbreekt of is gewijzigd.',
    entry: 'Regel {number} van de audittrail is gewijzigd.',
    chain: 'Regel {number} van de audittrail volgt niet op de regel ervoor.',
    slice: 'De regels van de audittrail zijn niet de regels die het manifest telt.',
    batch: 'Batch {batch} is niet zoals hij bij het klaarzetten is vastgelegd.',
  },
  whole: 'Het pakket is gaaf: het is zoals het is verzegeld, en de cijfers kloppen.',
  notWhole: 'Het pakket is niet zoals het is gemaakt. Vertrouw er niet op.',
  notReached: 'niet bereikt',
};

const all: Readonly<Record<Language, Words>> = { en, nl };

/** What a check is about. */
export function checkText(id: PackCheckId, language: Language): string {
  return all[language].checks[id];
}

/** What a check found wrong; empty where it passed. */
export function problemText(check: PackCheck, language: Language): string {
  if (check.state === 'not-reached') return all[language].notReached;
  return check.problem === null ? '' : fillText(all[language].problems[check.problem.code], check.problem.details);
}

/** The verdict in one sentence. */
export function verdictText(isWhole: boolean, language: Language): string {
  return isWhole ? all[language].whole : all[language].notWhole;
}
