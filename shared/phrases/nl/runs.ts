/** Streams, windows, plans and what a run says of itself. English text → Dutch; `{x}` stands for what differs. */
export const runPhrases = {
  'GL accounts': 'Grootboekrekeningen',
  'GL account summaries': 'Verdichtingen van het grootboek',
  Suppliers: 'Leveranciers',
  'Purchase orders': 'Inkooporders',
  'Supplier invoices': 'Inkoopfacturen',
  'Supplier invoice adjustments': 'Correcties op inkoopfacturen',
  Payments: 'Betalingen',
  'Journal entries': 'Journaalposten',
  'Cost centers': 'Kostenplaatsen',
  Accounts: 'Relaties',
  Items: 'Artikelen',
  'Purchase entries': 'Inkoopboekingen',
  'Purchase invoices': 'Inkoopfacturen (module Inkoop)',
  'Sales invoices': 'Verkoopfacturen',
  'Bank entries': 'Bankboekingen',

  'Amount in company currency': 'Bedrag in de valuta van de administratie',
  'Amount in transaction currency': 'Bedrag in de valuta van de transactie',
  'Tax in company currency': 'Btw in de valuta van de administratie',
  'Tax in transaction currency': 'Btw in de valuta van de transactie',
  'Lines: amount in company currency': 'Regels: bedrag in de valuta van de administratie',
  'Lines: amount in transaction currency': 'Regels: bedrag in de valuta van de transactie',
  'Lines: debit in company currency': 'Regels: debet in de valuta van de administratie',
  'Lines: credit in company currency': 'Regels: credit in de valuta van de administratie',
  'Adjustment total': 'Correctietotaal',
  'Invoice total': 'Factuurtotaal',
  'Ledger credits': 'Credit in het grootboek',
  'Ledger debits': 'Debet in het grootboek',
  'Lines: credit amount': 'Regels: creditbedrag',
  'Lines: debit amount': 'Regels: debetbedrag',
  'Lines: extended amount': 'Regels: regelbedrag',
  'Lines: ledger credit amount': 'Regels: creditbedrag in het grootboek',
  'Lines: ledger debit amount': 'Regels: debetbedrag in het grootboek',
  'Purchase order total': 'Ordertotaal',
  'Splits: extended amount': 'Verdelingen: regelbedrag',

  '{window}, as of {moment} UTC': '{window}, per {moment} UTC',
  everything: 'alles',
  'everything (weekly)': 'alles (wekelijks)',
  'everything (it has no dates)': 'alles (er zijn geen datums)',
  'changed since {moment} UTC': 'gewijzigd sinds {moment} UTC',
  'changed {from} to {to} UTC': 'gewijzigd van {from} tot {to} UTC',
  'dated from {day}, and older with status {statuses}': 'gedateerd vanaf {day}, en oudere met status {statuses}',
  'dated from {day}': 'gedateerd vanaf {day}',
  changes: 'wijzigingen',
  'changes ({why})': 'wijzigingen ({why})',
  'going on where the calls of the day ended': 'verder waar de aanroepen van de dag op waren',
  'changes, and which are still there ({why})': 'wijzigingen, en welke er nog zijn ({why})',
  'everything ({why})': 'alles ({why})',
  'cannot be read ({why})': 'kan niet worden gelezen ({why})',
  'left out ({why})': 'overgeslagen ({why})',
  weekly: 'wekelijks',
  'lines were deleted': 'er zijn regels verwijderd',
  'its data was moved at Exact': 'de gegevens zijn bij Exact verplaatst',
  'the last read is too long ago': 'de laatste keer is te lang geleden',
  'it has no dates': 'er zijn geen datums',
  'no Purchase module, or no right to it': 'geen module Inkoop, of geen recht erop',
  'not among those that may be used': 'niet bij de administraties die mogen worden gebruikt',
  'companies {companies}: {window}': 'administraties {companies}: {window}',
  'companies {companies}: {window}; {others}': 'administraties {companies}: {window}; {others}',
  'dated {from} to {to}': 'gedateerd van {from} tot {to}',
  '{count} stored batches': '{count} bewaarde batches',
  '{count} stored records': '{count} bewaarde records',
  '{count} chosen records': '{count} gekozen records',

  'What was delivered stays delivered. Nothing is waiting; the next run reads this window again.':
    'Wat is afgeleverd, blijft afgeleverd. Er wacht niets; de volgende run leest dit leesvenster opnieuw.',
  'What was delivered stays delivered. 1 staged record is kept and goes with the next run.':
    'Wat is afgeleverd, blijft afgeleverd. 1 klaargezet record blijft bewaard en gaat met de volgende run mee.',
  'What was delivered stays delivered. {count} staged records are kept and go with the next run.':
    'Wat is afgeleverd, blijft afgeleverd. {count} klaargezette records blijven bewaard en gaan met de volgende run mee.',
  'paused by a person': 'door een persoon gepauzeerd',

  '{keys} records delivered, {rows} rows with {distinct} keys landed':
    '{keys} records afgeleverd, {rows} rijen met {distinct} sleutels aangekomen',
  '{place}: {own} rows delivered, {landed} landed': '{place}: {own} rijen afgeleverd, {landed} aangekomen',
  '{place}: {own} delivered, {landed} landed': '{place}: {own} afgeleverd, {landed} aangekomen',

  'Makes the schema {schema}': 'Maakt het schema {schema}',
  'Makes the volume {volume}, where large batches are staged':
    'Maakt het volume {volume}, waar grote batches worden klaargezet',
  'Makes the table with 1 column': 'Maakt de tabel met 1 kolom',
  'Makes the table with {count} columns': 'Maakt de tabel met {count} kolommen',
  'Adds 1 column: {columns}': 'Voegt 1 kolom toe: {columns}',
  'Adds {count} columns: {columns}': 'Voegt {count} kolommen toe: {columns}',
  'Allows columns of the table to be widened': 'Staat toe dat kolommen van de tabel worden verruimd',
  'Widens {column} from {from} to {to}; no value changes':
    'Verruimt {column} van {from} naar {to}; geen waarde verandert',
  'is there already, but it is a {type}, not a table that can be written.':
    'bestaat al, maar is een {type} en geen tabel waarin kan worden geschreven.',
  'Rename it in Databricks, or choose another schema in the connection.':
    'Hernoem het in Databricks, of kies een ander schema in de verbinding.',
  'the column {column} is {from}, but the mapping needs {to}, and the one cannot be widened to the other.':
    'de kolom {column} is {from}, maar de toewijzing heeft {to} nodig, en het ene kan niet tot het andere worden verruimd.',
  'Map the value to a column of another name, or let the Databricks administrator change {column} by hand.':
    'Koppel de waarde aan een kolom met een andere naam, of laat de Databricks-beheerder {column} met de hand wijzigen.',
  'the column {column} must have a value, but the mapping does not fill it.':
    'de kolom {column} moet een waarde hebben, maar de toewijzing vult die niet.',
  'Map a value to {column}, or let the Databricks administrator allow it to be empty.':
    'Koppel een waarde aan {column}, of laat de Databricks-beheerder toestaan dat de kolom leeg is.',

  'a value': 'een waarde',
  'a number of its own for each line': 'een eigen nummer voor elke regel',
} as const;
