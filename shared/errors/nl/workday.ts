import type { workdayErrors as english } from '../codes/workday.ts';
import type { Translated } from './translated.ts';

const kept = 'Er gaat niets verloren: het leesvenster wordt door de volgende run opnieuw gelezen.';

/** Errors of the workday area, in Dutch. */
export const workdayErrors = {
  WORKDAY_SETTING_INVALID: {
    text: 'De instelling “{field}” van de Workday-verbinding kan niet worden gebruikt: {reason}.',
    effect: 'Er is niets verzonden.',
    next: 'Open de verbinding, corrigeer het veld en voer de controle uit.',
  },
  WORKDAY_AUTH_INVALID: {
    text: 'Workday heeft de aanmelding van {user} geweigerd.',
    effect: 'Er is niets gelezen. Het wordt niet vanzelf opnieuw geprobeerd, zodat het account niet wordt geblokkeerd.',
    next: 'Controleer gebruikersnaam, tenant en wachtwoord van de integration system user, en of het wachtwoord niet is verlopen; voer daarna de controle uit.',
  },
  WORKDAY_TOKEN_REFUSED: {
    text: 'Workday heeft de OAuth-client of het refresh-token ervan geweigerd ({reason}).',
    effect: 'Er is niets gelezen. Het wordt niet vanzelf opnieuw geprobeerd.',
    next: 'Open in Workday Manage Refresh Tokens for Integrations bij de API-client, genereer een nieuw refresh-token en voer dat in de verbinding in. Elke verbinding heeft een eigen token nodig.',
  },
  WORKDAY_NOT_AUTHORIZED: {
    text: 'De Workday-gebruiker heeft geen rechten voor {operation}.',
    effect: 'Alleen deze gegevensstroom is gepauzeerd; de andere gaan door.',
    next: 'Vraag de Workday-beheerder om de beveiligingsgroep van de gebruiker Get-toegang tot het domein “{domain}” te geven en Activate Pending Security Policy Changes uit te voeren.',
  },
  WORKDAY_WRONG_SERVICE: {
    text: 'Workday biedt {operation} niet aan in {service} {version}.',
    effect: 'Alleen deze gegevensstroom is geraakt.',
    next: 'Controleer de versie van de verbinding. Heeft Workday de bewerking verplaatst, noem de service dan bij “Bewerkingen”.',
  },
  WORKDAY_REQUEST_REFUSED: {
    text: 'Workday heeft het verzoek {operation} geweigerd: {reason}.',
    effect: 'Daarmee is niets gelezen, en het wordt niet ongewijzigd herhaald.',
    next: 'Corrigeer de instelling die de melding noemt (een status of een andere id is mogelijk onbekend in deze tenant) en start opnieuw.',
  },
  WORKDAY_PROCESSING_FAILED: {
    text: 'Workday kon {operation} op dit moment niet verwerken ({reason}).',
    effect: kept,
    next: 'U hoeft niets te doen; het wordt opnieuw geprobeerd. Duurt het voort, sla dan de supportbundel op (Instellingen, Diagnose) en vraag de Workday-beheerder.',
  },
  WORKDAY_UNAVAILABLE: {
    text: 'Workday beantwoordde {operation} met een eigen fout (status {status}).',
    effect: kept,
    next: 'U hoeft niets te doen; het wordt opnieuw geprobeerd. Workday is mogelijk overbelast of in de wekelijkse service-update.',
  },
  WORKDAY_ANSWER_UNREADABLE: {
    text: 'Het antwoord van Workday op {operation} kon niet worden gelezen: {reason}.',
    effect: kept,
    next: 'Het wordt opnieuw geprobeerd. Blijft het gebeuren, kies dan een kleinere paginagrootte en vraag IT of iets onderweg antwoorden wijzigt.',
  },
  WORKDAY_ANSWER_REFUSED: {
    text: 'Het antwoord van Workday op {operation} is niet gelezen: {reason}.',
    effect: 'Er is niets van gebruikt.',
    next: 'Is het te groot, kies dan een kleinere paginagrootte in de verbinding. Exporteer anders de diagnose en stuur die naar support.',
  },
  WORKDAY_COUNT_DIFFERS: {
    text: 'Workday kondigde {announced} records van {operation} aan, maar stuurde er {read}.',
    effect: 'De leespositie is niet verplaatst, dus er kan niets worden gemist.',
    next: 'Het leesvenster wordt bij de volgende run opnieuw gelezen. Blijft het verschil, controleer dan de rechten van de gebruiker.',
  },
  WORKDAY_STREAM_UNKNOWN: {
    text: 'Workday heeft geen gegevensstroom “{stream}”.',
    effect: 'Er is niets gelezen.',
    next: 'Open de koppeling en kies de gegevensstromen opnieuw.',
  },
} as const satisfies Translated<typeof english>;
