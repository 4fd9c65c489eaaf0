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
