/** The practice systems: their faults, credentials and what changed. English text → Dutch; `{x}` stands for what differs. */
export const practicePhrases = {
  'Every login is refused': 'Elke aanmelding wordt geweigerd',
  'Answers 500 without a body': 'Antwoordt 500 zonder inhoud',
  'Answers 429 without Retry-After': 'Antwoordt 429 zonder Retry-After',
  'Answers 429 with Retry-After: 2': 'Antwoordt 429 met Retry-After: 2',
  'Maintenance: answers 503 with an HTML page': 'Onderhoud: antwoordt 503 met een HTML-pagina',
  'The first page takes 20 seconds': 'De eerste pagina duurt 20 seconden',
  'Every answer takes 3 seconds longer': 'Elk antwoord duurt 3 seconden langer',
  'The connection breaks in the middle of an answer': 'De verbinding breekt midden in een antwoord',
  'The answer ends in the middle of a record': 'Het antwoord eindigt midden in een record',
  'The announced total changes after the first page': 'Het aangekondigde totaal verandert na de eerste pagina',
  'An answer lacks one of the records that it announces': 'In een antwoord ontbreekt een record dat het aankondigt',
  'The first record of an answer is unsound': 'Het eerste record van een antwoord deugt niet',
  'The answer is far too large (256 MiB)': 'Het antwoord is veel te groot (256 MiB)',
  'The answer is nested 5,000 levels deep': 'Het antwoord is 5.000 niveaus diep genest',
  'The answer carries a document type and an entity': 'Het antwoord bevat een documenttype en een entiteit',
  'The refresh token is refused': 'Het refresh-token wordt geweigerd',
  'A new refresh token is handed out and the old one is void':
    'Er wordt een nieuw refresh-token uitgegeven en het oude vervalt',
  'Access tokens expire early': 'Toegangstokens verlopen vroegtijdig',
  'Not authorized for {operation}': 'Geen rechten voor {operation}',
  'A statement runs, but its answer is lost': 'Een opdracht wordt uitgevoerd, maar het antwoord gaat verloren',
  'The connection is cut before anything happens': 'De verbinding wordt verbroken voordat er iets gebeurt',
  'Too many requests (429, Retry-After 1 s)': 'Te veel verzoeken (429, Retry-After 1 s)',
  'Service unavailable (503, Retry-After 1 s)': 'Dienst niet beschikbaar (503, Retry-After 1 s)',
  'Internal error (500)': 'Interne fout (500)',
  'Answers break off in the middle': 'Antwoorden breken halverwege af',
  'An HTML error page instead of JSON (502)': 'Een HTML-foutpagina in plaats van JSON (502)',
  'Tokens are revoked while in use': 'Tokens worden tijdens gebruik ingetrokken',
  'Tokens expire long before they say': 'Tokens verlopen lang voor de opgegeven tijd',
  'Asking for a statement takes five seconds': 'Naar een opdracht vragen duurt vijf seconden',
  'The warehouse takes ten times as long to start': 'Het warehouse start tien keer zo langzaam',
  'The warehouse cannot start': 'Het warehouse kan niet starten',
  'Missing grant: CAN USE on the warehouse': 'Ontbrekend recht: CAN USE op het warehouse',
  'Missing grants on the schema': 'Ontbrekende rechten op het schema',
  'Missing grant: WRITE VOLUME': 'Ontbrekend recht: WRITE VOLUME',
  'A write collides with another one (DELTA_CONCURRENT_APPEND)':
    'Een schrijfopdracht botst met een andere (DELTA_CONCURRENT_APPEND)',
  'Uploads to the volume fail (500)': 'Uploads naar het volume mislukken (500)',

  'Access tokens have expired': 'Toegangstokens zijn verlopen',
  'Every renewal of the sign-in is refused as too early':
    'Elke vernieuwing van de aanmelding wordt als te vroeg geweigerd',
  'The sign-in is renewed, but the answer is lost': 'De aanmelding wordt vernieuwd, maar het antwoord gaat verloren',
  'The refresh token counts as used already: sign in again':
    'Het refresh-token geldt als al gebruikt: meld u opnieuw aan',
  'The refresh token is more than 30 days old: sign in again':
    'Het refresh-token is ouder dan 30 dagen: meld u opnieuw aan',
  'The first company is not allowed for the app': 'De app mag de eerste administratie niet gebruiken',
  'The app has lost its scopes': 'De app is haar scopes kwijt',
  'The app may only read: no scope with Manage': 'De app mag alleen lezen: geen scope met Manage',
  'The user has no rights': 'De gebruiker heeft geen rechten',
  'No company has the Purchase module': 'Geen enkele administratie heeft de module Inkoop',
  'The user has another company open in Exact Online':
    'De gebruiker heeft in Exact Online een andere administratie open',
  'The calls of this minute are used up (429)': 'De aanroepen van deze minuut zijn op (429)',
  'The calls of today are used up (429)': 'De aanroepen van vandaag zijn op (429)',
  'Only 20 calls of today are left for each company': 'Per administratie zijn er vandaag nog maar 20 aanroepen over',
  'Answers 429 without saying when to go on': 'Antwoordt 429 zonder te zeggen wanneer het verder kan',
  'Too many errors: the app is blocked (429)': 'Te veel fouten: de app is geblokkeerd (429)',
  'Answers 500': 'Antwoordt 500',
  'Answers 408 (request timeout)': 'Antwoordt 408 (tijdslimiet)',
  'The connection breaks before an answer': 'De verbinding breekt vóór een antwoord',
  'Change feeds do not come in the order of their row versions':
    'Wijzigingen komen niet in de volgorde van hun rijversies',
  'Codes of GL accounts, cost centers and journals carry spaces':
    'Codes van grootboekrekeningen, kostenplaatsen en dagboeken bevatten spaties',
  'Numbers and yes/no values come as text': 'Getallen en ja/nee-waarden komen als tekst',
  'A webhook address is tested only after the subscription was answered':
    'Een webhookadres wordt pas getest nadat het abonnement is beantwoord',
  'Webhook events come twice': 'Webhookmeldingen komen twee keer',
  'Webhook events come out of order': 'Webhookmeldingen komen in een andere volgorde',
  'Webhook events are lost': 'Webhookmeldingen gaan verloren',
  'Webhook events carry a wrong hash': 'Webhookmeldingen dragen een verkeerde hash',
  'Webhook events carry spaces and line breaks': 'Webhookmeldingen bevatten spaties en regeleinden',
  'Webhook secret': 'Webhookgeheim',

  'Service principal: client id': 'Service-principal: client-id',
  'Service principal: secret': 'Service-principal: geheim',
  'Entra tenant': 'Entra-tenant',
  'OAuth client': 'OAuth-client',
  'OAuth client secret': 'OAuth-clientgeheim',

  'Invoice {number} is new, and so is its journal.': 'Factuur {number} is nieuw, en de journaalpost erbij ook.',
  'Invoice {number} was corrected to the earlier date {date} and to another amount; its journal follows.':
    'Factuur {number} is gecorrigeerd naar de eerdere datum {date} en een ander bedrag; de journaalpost volgt.',
  'Invoice {number} lost all its lines; so did its journal.':
    'Factuur {number} is al haar regels kwijt, en de journaalpost ook.',
  'Invoice {number} was cancelled; its journal is reversed by a new one.':
    'Factuur {number} is geannuleerd; de journaalpost is met een nieuwe teruggeboekt.',
  'Supplier {before} is now called {name}.': 'Leverancier {before} heet nu {name}.',
  'Journal {number} was entered late, with the old date {date}.':
    'Journaalpost {number} is te laat ingevoerd, met de oude datum {date}.',
  'Purchase order {number} has another memo.': 'Inkooporder {number} heeft een andere memo.',
  'Invoice {number} was paid in full by payment {payment}.':
    'Factuur {number} is volledig betaald met betaling {payment}.',
  'Invoice {number} was paid in full by payment {payment}; payment {open} of the same run, for invoice {other}, is not out yet.':
    'Factuur {number} is volledig betaald met betaling {payment}; betaling {open} uit dezelfde betaalrun, voor factuur {other}, is nog niet de deur uit.',
  'Payment {payment} is out; what it pays is paid.':
    'Betaling {payment} is de deur uit; wat ermee wordt betaald, is voldaan.',
  'Invoice {number} was approved; its journal is new.': 'Factuur {number} is goedgekeurd; de journaalpost is nieuw.',
  'Invoice {number} was not approved and is cancelled.': 'Factuur {number} is niet goedgekeurd en geannuleerd.',
  'Invoice {number} over {amount} is new and waits for its approval.':
    'Factuur {number} van {amount} is nieuw en wacht op goedkeuring.',
  'Invoice {number} over {amount} is new, was due on {date} and waits for its approval.':
    'Factuur {number} van {amount} is nieuw, verviel op {date} en wacht op goedkeuring.',
  'Journal {number} moved {amount} on the payables account of {company} without a document.':
    'Journaalpost {number} heeft {amount} op de crediteurenrekening van {company} geboekt zonder document.',
  'Journal {number} books back {other}: the payables account agrees with its documents again.':
    'Journaalpost {number} boekt {other} terug: de crediteurenrekening sluit weer aan op haar documenten.',
} as const;
