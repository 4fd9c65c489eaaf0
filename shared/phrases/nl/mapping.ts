/** What a mapping's problems and risks say, by the English that the rules of mapping give. */
export const mappingPhrases = {
  'The table name “{table}” is used twice.': 'De tabelnaam “{table}” wordt twee keer gebruikt.',
  'Names beginning with _mlc_ belong to ml-connector.': 'Namen die met _mlc_ beginnen, zijn van ml-connector.',
  'The column is mapped twice.': 'De kolom is twee keer toegewezen.',
  'The key column has no mapping.': 'De sleutelkolom heeft geen toewijzing.',
  'A key column must be required: rows without it cannot be told apart.':
    'Een sleutelkolom moet verplicht zijn: rijen zonder sleutel zijn niet te onderscheiden.',
  'A key column must be text, a whole number or a date.':
    'Een sleutelkolom moet tekst, een geheel getal of een datum zijn.',
  'The column is named twice in the key.': 'De kolom staat twee keer in de sleutel.',
  'The source has no list “{path}”.': 'De bron heeft geen lijst “{path}”.',
  'The source has no field “{path}”.': 'De bron heeft geen veld “{path}”.',
  'A table of lines needs the document’s key and a number of the line as its key.':
    'Een regeltabel heeft de sleutel van het document en een regelnummer als sleutel nodig.',
  'The first key column must be the document’s key: the same type, from “{path}”.':
    'De eerste sleutelkolom moet de sleutel van het document zijn: hetzelfde type, uit “{path}”.',
  'A key column must continue the document’s key: the same type, from “{path}”.':
    'Een sleutelkolom moet de sleutel van het document voortzetten: hetzelfde type, uit “{path}”.',
  'A fixed value must not be empty.': 'Een vaste waarde mag niet leeg zijn.',
  'The fixed value “{value}” is not {wanted}.': 'De vaste waarde “{value}” past niet; verwacht wordt {wanted}.',
  '{type} has more digits after the point than in all.': '{type} heeft meer cijfers achter de komma dan in totaal.',
  '“{name}” is not a name for a table or column: small letters, digits and _ only, beginning with a letter.':
    '“{name}” is geen naam voor een tabel of kolom: alleen kleine letters, cijfers en _, beginnend met een letter.',

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
