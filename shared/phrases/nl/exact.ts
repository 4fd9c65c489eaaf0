/** Exact Online: reasons inside errors, lines of its check and what they find. English text → Dutch; `{x}` stands for what differs. */
export const exactPhrases = {
  'it is no site of Exact Online': 'het is geen site van Exact Online',
  'it is no site of Exact Online; another address must begin with https://':
    'het is geen site van Exact Online; een ander adres moet met https:// beginnen',
  'nothing may stand behind its host': 'achter de host mag niets staan',
  'it must not contain “#”': 'het mag geen “#” bevatten',
  'it must be the numbers of companies, with commas between':
    'het moeten de nummers van administraties zijn, met komma’s ertussen',
  'no company is chosen': 'er is geen administratie gekozen',
  'its token was used elsewhere': 'het token ervan is elders gebruikt',
  'the answer to its last renewal never arrived': 'het antwoord op de laatste verlenging is nooit aangekomen',
  'it was not used for 30 days': 'die is 30 dagen niet gebruikt',
  'Exact Online does not know its token': 'Exact Online kent het token ervan niet',
  'Exact Online does not know the code': 'Exact Online kent de code niet',
  'it does not begin with the redirect URI of the app': 'het begint niet met de redirect-URI van de app',
  'it does not belong to the sign-in that was begun last':
    'het hoort niet bij de aanmelding die het laatst is begonnen',
  'it holds no code': 'het bevat geen code',
  'it holds “{name}” more than once': 'het bevat “{name}” meer dan één keer',
  'it is damaged': 'het is beschadigd',
  'it is not a token': 'het is geen token',
  'it is XML': 'het is XML',
  'it has no “d”': 'het heeft geen “d”',
  'a row is not an object': 'een rij is geen object',
  'it names no user': 'het noemt geen gebruiker',
  'a company has no number': 'een administratie heeft geen nummer',
  'the next page is the same page': 'de volgende pagina is dezelfde pagina',
  'the next page is at another address': 'de volgende pagina staat op een ander adres',
  'its address would be longer than 6000 characters': 'het adres zou langer zijn dan 6000 tekens',
  'Chosen companies': 'Gekozen administraties',
  'Calls left today': 'Aanroepen over voor vandaag',
  'Exact Online did not say': 'Exact Online heeft het niet gezegd',
  'No company can be read': 'Geen enkele administratie kan worden gelezen',
  'As {user}. If nothing is read, the sign-in ends on {date}':
    'Als {user}. Wordt er niets gelezen, dan eindigt de aanmelding op {date}',
  '{names}. Cannot be read: {list}': '{names}. Niet te lezen: {list}',
  'In {names}. The user has no right to read it in: {list}':
    'In {names}. De gebruiker heeft geen recht om het te lezen in: {list}',
  'In {names}': 'In {names}',
  'Left out, because they have no Purchase module or the user no right to it: {list}':
    'Weggelaten, omdat ze geen module Inkoop hebben of de gebruiker er geen recht op heeft: {list}',
  archived: 'gearchiveerd',
  inactive: 'inactief',
  'blocked by Exact Online for now (a backup, a copy or a conversion)':
    'nu door Exact Online geblokkeerd (een back-up, een kopie of een conversie)',
  'its lines did not come with it': 'de regels ervan zijn niet meegekomen',
  'a row of its feed has no row version': 'een rij van de wijzigingen heeft geen rijversie',
  'a row of its feed has no {field}': 'een rij van de wijzigingen heeft geen {field}',
} as const;
