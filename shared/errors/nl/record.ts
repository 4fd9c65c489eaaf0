import type { recordErrors as english } from '../codes/record.ts';
import type { Translated } from './translated.ts';

const correctOrRemap = 'Corrigeer de waarde in het bronsysteem, of wijzig de toewijzing van de kolom.';

/** Reasons for which one record is rejected, in Dutch. */
export const recordErrors = {
  RECORD_FIELD_MISSING: {
    text: '“{field}” is leeg, maar moet een waarde hebben.',
    next: 'Vul het veld in het bronsysteem; het record wordt opnieuw gelezen zodra het is gewijzigd.',
  },
  RECORD_KEY_MISSING: {
    text: 'Het record heeft geen {field}, zodat het niet van andere te onderscheiden is.',
    next: 'Vraag de beheerder van het bronsysteem waarom het record geen id heeft.',
  },
  RECORD_KEY_DIFFERS: {
    text: '“{field}” is “{value}”, maar het record zelf is bekend als “{expected}”.',
    next: 'Koppel de sleutelkolom aan de id van het record, zonder bewerking.',
  },
  RECORD_DECIMAL_INVALID: {
    text: '“{field}” is “{value}”, en dat is geen decimaal getal.',
    next: 'Corrigeer het bedrag in het bronsysteem, of wijzig de toewijzing van de kolom.',
  },
  RECORD_DECIMAL_DOES_NOT_FIT: {
    text: '“{field}” is {value}, en dat past niet exact in {expected}. Bedragen worden nooit afgerond.',
    next: 'Corrigeer het bedrag in het bronsysteem, of koppel het aan een kolom met meer cijfers.',
  },
  RECORD_INTEGER_INVALID: {
    text: '“{field}” is “{value}”, en dat is geen geheel getal.',
    next: correctOrRemap,
  },
  RECORD_DATE_INVALID: {
    text: '“{field}” is “{value}”, en dat is geen kalenderdatum.',
    next: 'Corrigeer de datum in het bronsysteem.',
  },
  RECORD_TIMESTAMP_INVALID: {
    text: '“{field}” is “{value}”, en dat is geen tijdstip met tijdzone.',
    next: 'Corrigeer de waarde in het bronsysteem.',
  },
  RECORD_BOOLEAN_INVALID: {
    text: '“{field}” is “{value}”, en dat is waar noch onwaar.',
    next: correctOrRemap,
  },
  RECORD_TEXT_INVALID: {
    text: '“{field}” is “{value}”, en dat kan niet exact als tekst worden opgeslagen; verwacht wordt {expected}.',
    next: 'Corrigeer de tekst in het bronsysteem, of wijzig de toewijzing van de kolom.',
  },
  RECORD_JSON_TOO_DEEP: {
    text: '“{field}” bevat te diep geneste velden; {expected} worden opgeslagen.',
    next: 'Koppel de delen die nodig zijn aan eigen kolommen.',
  },
  RECORD_LINES_INVALID: {
    text: '“{field}” is {value}, waar {expected} werd verwacht.',
    next: 'Wijzig het pad van de regels in de toewijzing, of sla de supportbundel op (Instellingen, Diagnose) en stuur die naar support.',
  },
  RECORD_VALUE_NOT_LISTED: {
    text: '“{field}” is “{value}”; toegestaan zijn {expected}.',
    next: 'Corrigeer de waarde in het bronsysteem, of voeg die toe aan de toewijzing.',
  },
  RECORD_LINE_KEY_REPEATED: {
    text: 'Twee regels van het document hebben dezelfde {field} “{value}”.',
    next: 'Corrigeer de regelnummers in het bronsysteem.',
  },
  RECORD_UNBALANCED: {
    text: 'Debet is {value}, credit is {expected}: de journaalpost is niet in evenwicht.',
    next: 'Corrigeer de journaalpost in het bronsysteem.',
  },
  RECORD_UNREADABLE: {
    text: 'Het record kon niet worden gelezen: {reason}.',
    next: 'Open het record in het bronsysteem, corrigeer wat wordt genoemd en start opnieuw.',
  },
  RECORD_REFUSED: {
    text: 'De bestemming heeft het record geweigerd: {reason}.',
    next: 'Corrigeer de genoemde waarde, in het bronsysteem of in de toewijzing, en start opnieuw.',
  },
} as const satisfies Translated<typeof english>;
