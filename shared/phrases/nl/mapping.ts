/** What a mapping's problems and risks say, by the English that the rules of mapping give. */
export const mappingPhrases = {
  'Joined texts can only go to a text column.': 'Samengevoegde teksten kunnen alleen naar een tekstkolom.',
  '“{path}” has many values: join them, or map them as JSON.':
    '“{path}” heeft meerdere waarden: voeg ze samen, of wijs ze toe als JSON.',
  'Only text can be cut, never an amount, a number or a date.':
    'Alleen tekst kan worden afgekapt, nooit een bedrag, een getal of een datum.',
  '“{path}” is {present} and can never become {wanted}.': '“{path}” is {present} en kan nooit {wanted} worden.',
  'JSON can only go to a JSON or text column.': 'JSON kan alleen naar een JSON- of tekstkolom.',
  'A JSON column takes the value as it is: copy it, or map it as JSON.':
    'Een JSON-kolom neemt de waarde zoals ze is: kopieer ze, of wijs ze toe als JSON.',
  'A record is rejected where the text is not {wanted}.': 'Een record wordt afgewezen waar de tekst niet {wanted} is.',
  'A record is rejected where an amount does not fit {wanted} exactly.':
    'Een record wordt afgewezen waar een bedrag niet precies in {wanted} past.',
  'Longer texts lose what is behind {count} characters.': 'Langere teksten verliezen wat na {count} tekens komt.',
  'The table must keep its name: control totals are computed from it.':
    'De tabel moet haar naam houden: er worden controletotalen uit berekend.',
  'The currency is missing: amounts cannot be summed without it.':
    'De valuta ontbreekt: zonder valuta kunnen bedragen niet worden opgeteld.',
  'The column is missing: control totals are computed from it.':
    'De kolom ontbreekt: er worden controletotalen uit berekend.',
  'Control totals are computed from it: it must be a decimal.':
    'Er worden controletotalen uit berekend: de kolom moet decimaal zijn.',
  text: 'tekst',
  'a whole number': 'een geheel getal',
  'a calendar date': 'een datum',
  'a point in time': 'een tijdstip',
  'true or false': 'waar of onwaar',
} as const;
