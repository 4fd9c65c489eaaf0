import type { webhookErrors as english } from '../codes/webhooks.ts';
import type { Translated } from './translated.ts';

/** Errors of webhooks, in Dutch. */
export const webhookErrors = {
  WEBHOOK_PORT_TAKEN: {
    text: 'Een ander programma gebruikt poort {port} van deze computer.',
    effect: 'Er worden geen meldingen ontvangen. De planning gaat door en vindt elke wijziging.',
    next: 'Kies hier en in de tunnel een andere poort, of sluit het andere programma.',
  },
  WEBHOOK_NOT_LISTENING: {
    text: 'De ontvanger kon niet worden gestart op poort {port} ({reason}).',
    effect: 'Er worden geen meldingen ontvangen. De planning gaat door en vindt elke wijziging.',
    next: 'Kies hier en in de tunnel een andere poort, of zet webhooks uit en weer aan.',
  },
  WEBHOOK_ADDRESS_INVALID: {
    text: '“{address}” kan niet het openbare adres zijn: het moet https:// en een naam zijn, met niets erachter.',
    effect: 'Er is niets gewijzigd.',
    next: 'Vul het adres van de tunnel in zoals uw IT het gaf, bijvoorbeeld https://hooks.uw-bedrijf.example.',
  },
  WEBHOOK_NO_ADDRESS: {
    text: 'Er is nog geen openbaar adres om aan te roepen.',
    effect: 'Er is niets aangemeld.',
    next: 'Zet eerst webhooks aan en vul het openbare adres van de tunnel in.',
  },
  WEBHOOK_NO_SECRET: {
    text: 'Het webhookgeheim van “{connection}” is niet opgeslagen.',
    effect: 'Er is niets aangemeld: zonder het geheim kan geen melding worden gecontroleerd.',
    next: 'Vul eerst het webhookgeheim van de app in. In Exact Online: App Center → Manage my apps → de app → Webhook secret.',
  },
  WEBHOOK_SCOPE_MISSING: {
    text: 'De app mag in administratie {division} geen webhooks beheren.',
    effect:
      'De aanmeldingen van deze administratie konden niet worden gewijzigd of opgevraagd. De planning gaat door en vindt elke wijziging.',
    next: 'Geef de app in het App Center het recht “Organisatie: administratie” met Beheren (Exact moet dat soms goedkeuren), meld u opnieuw aan en probeer het nog eens.',
  },
  WEBHOOK_CALLBACK_FAILED: {
    text: 'Exact Online riep {address} aan om te zien of er iemand is, en kreeg geen goed antwoord: {reason}',
    effect: 'Er is niets aangemeld.',
    next: 'Ga na of de tunnel draait en naar deze computer leidt (“Adres controleren” laat dat zien) en meld dan opnieuw aan.',
  },
  WEBHOOK_CALLBACK_DOMAIN: {
    text: 'Exact Online neemt alleen adressen onder de naam van de redirect-URI van de app, {wanted}; het openbare adres staat onder {given}.',
    effect: 'Er is niets aangemeld.',
    next: 'Laat de tunnel dezelfde naam gebruiken, of registreer een app waarvan de redirect-URI onder de naam van de tunnel staat.',
  },
  WEBHOOK_TOPIC_REFUSED: {
    text: 'Exact Online nam een aanmelding voor {topic} in administratie {division} niet aan: {reason}',
    effect: 'Dit onderwerp wordt niet gemeld. De records komen met de planning, zoals voorheen.',
    next: 'Laat het aan de planning over. Niet elk onderwerp bestaat in elke licentie en elk land.',
  },
  WEBHOOK_TUNNEL_SILENT: {
    text: 'Op {address} antwoordde niemand ({reason}).',
    effect: 'Een systeem dat dit adres aanroept, bereikt deze computer niet.',
    next: 'Ga na of de tunnel draait, naar 127.0.0.1 en de hier ingestelde poort leidt, en of de naam klopt.',
  },
  WEBHOOK_TUNNEL_ELSEWHERE: {
    text: 'Op {address} antwoordde iets, maar niet deze app.',
    effect: 'Een systeem dat dit adres aanroept, bereikt een ander programma.',
    next: 'Ga na of de tunnel naar 127.0.0.1 en de hier ingestelde poort leidt en het pad ongewijzigd laat.',
  },
} as const satisfies Translated<typeof english>;
