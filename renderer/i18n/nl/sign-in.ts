import type { signInTexts as english } from '../en/sign-in.ts';

/** Texts of signing in through the browser, of companies, and of what a reading costs, in Dutch. */
export const signInTexts = {
  'signIn.address': 'Adres van de aanmeldpagina',
  'signIn.again': 'Opnieuw aanmelden',
  'signIn.as': 'Als',
  'signIn.begin': 'Aanmelden',
  'signIn.copyAddress': 'Adres kopiëren',
  'signIn.done': 'Aangemeld bij {system}.',
  'signIn.ended': 'Aanmelding verlopen',
  'signIn.endedNote':
    'Er kan niets worden gelezen tot iemand zich opnieuw aanmeldt. Er gaat niets verloren: wat is afgeleverd, blijft, elke gegevensstroom houdt zijn leespositie, en de volgende run leest van daar verder.',
  'signIn.ends': 'Verloopt bij niet-gebruik',
  'signIn.example': '{address}?code=…',
  'signIn.finish': 'Aanmelding afronden',
  'signIn.in': 'Aangemeld',
  'signIn.inNote':
    'Elke run verlengt de aanmelding. Alleen als er tot dan geen enkele loopt, moet iemand zich opnieuw aanmelden.',
  'signIn.landed': 'Adres waarop de browser eindigde',
  'signIn.landedHelp': 'Het wordt één keer gebruikt en nergens bewaard.',
  'signIn.left': 'Resterende tijd: {time}',
  'signIn.never': 'Nog niemand aangemeld',
  'signIn.neverNote': 'Zolang niemand zich heeft aangemeld, kan er niets worden gelezen.',
  'signIn.next': 'U kunt verder zodra iemand zich heeft aangemeld.',
  'signIn.notice': 'De aanmelding van “{name}” verloopt {when} ({date}) als er tot dan niets wordt gelezen.',
  'signIn.notOpened': 'Ging de browser niet open?',
  'signIn.open': 'Aanmeldpagina openen',
  'signIn.openAgain': 'Aanmeldpagina opnieuw openen',
  'signIn.over': 'De tijd is om. Open de aanmeldpagina opnieuw.',
  'signIn.problem.elsewhere':
    'Dit begint niet met {address}. Plak het adres waarop de browser eindigde nadat de toegang was toegestaan.',
  'signIn.problem.no-code': 'Er staat niets van de aanmelding in. Kopieer het hele adres, met alles na het “?”.',
  'signIn.since': 'Aangemeld op',
  'signIn.step1': 'Open de aanmeldpagina van {system} in uw browser, meld u daar aan en sta de toegang toe.',
  'signIn.step2': 'Uw browser eindigt daarna op een adres van uw eigen bedrijf, dat begint met',
  'signIn.step2Note': 'Daar kan een foutpagina staan. Dat klopt: alleen het adres is nodig.',
  'signIn.step3':
    'Kopieer het hele adres uit de adresbalk van de browser en plak het hier meteen: {system} accepteert het tot drie minuten nadat de toegang is toegestaan, en maar één keer.',
  'signIn.stepPractice':
    'Open de aanmeldpagina van het oefensysteem in uw browser en sta de toegang toe. Die pagina toont het adres dat u kopieert.',
  'signIn.title': 'Aanmelding bij {system}',
  'signIn.warns': 'Verloopt binnenkort',
  'signIn.warnsNote':
    'De aanmelding verloopt als er tot dan niets wordt gelezen. Laat een koppeling lopen of meld u nu opnieuw aan. Verloopt zij toch, dan gaat er niets verloren: elke gegevensstroom houdt zijn leespositie.',

  'connect.step.companies': 'Administraties',
  'connect.step.sign-in': 'Aanmelden',
  'companies.all': 'Alle kiezen',
  'companies.chosen': '{chosen} van {all} gekozen',
  'companies.code': 'Code',
  'companies.empty': '{system} noemt er geen die met deze aanmelding mogen worden gebruikt.',
  'companies.find': 'Zoeken in de lijst',
  'companies.lookAgain': 'Opnieuw opvragen',
  'companies.name': 'Naam',
  'companies.none': 'Geen kiezen',
  'companies.open': 'Te kiezen',
  'companies.signInFirst': '{system} noemt ze zodra iemand zich heeft aangemeld.',
  'companies.chosenBefore': 'Gekozen: {values}',
  'companies.state': 'Status',
  'companies.title': '{label} bij {system}',
  'companies.typed': '{label} op nummer',
  'companies.typedHelp': 'Gescheiden door komma’s. De controle zegt of ze kunnen worden gelezen.',
  'companies.unlisted': 'Staat niet meer in de lijst',

  'forecast.title': 'Benodigde aanroepen',
  'forecast.count': 'Tellen wat de volgende run kost',
  'forecast.ask': 'De bron wordt gevraagd wat dit kost…',
  'forecast.note': 'Geteld voordat er iets wordt gelezen: een goede schatting, niet meer. De limieten stelt {system}.',
  'forecast.keptBack':
    'Van elke administratie blijven dagelijks {count, number} aanroepen voor ander werk; die tellen niet mee in wat over is.',
  'forecast.fits':
    '{part}: ongeveer {calls, number} {calls, plural, one {aanroep} other {aanroepen}}; vandaag {left, plural, one {is} other {zijn}} er nog {left, number} van {perDay, number} over.',
  'forecast.days':
    '{part}: ongeveer {calls, number} aanroepen, maar vandaag {left, plural, one {is} other {zijn}} er nog maar {left, number} van {perDay, number} over. Zijn die op, dan stopt het lezen en blijft staan wat er is; runs na {resets} gaan daar verder: ongeveer {days, plural, one {# dag} other {# dagen}} in totaal.',
  'forecast.unknownCalls':
    '{part}: hoeveel aanroepen dit kost, blijkt pas bij het lezen; vandaag {left, plural, one {is} other {zijn}} er nog {left, number} van {perDay, number} over.',
  'forecast.unknownLeft':
    '{part}: ongeveer {calls, number} {calls, plural, one {aanroep} other {aanroepen}}; wat er vandaag nog over is, blijkt bij het eerste antwoord.',
  'forecast.unknown': '{part}: wat dit kost en wat er vandaag nog over is, blijkt pas bij het eerste antwoord.',
  'forecast.resetsAt': '{utc} UTC (hier {local})',
  'forecast.resetsUnknown': 'het begin van een nieuwe limiet',
  'forecast.ok': 'Past vandaag',
  'forecast.over': 'Past niet in vandaag',
  'forecast.notKnown': 'Nog niet bekend',

  'budget.company': 'Administratie {number}',
  'budget.title': 'Aanroepen vandaag',
  'budget.part': 'Administratie',
  'budget.used': 'Vandaag gebruikt',
  'budget.left': 'Over',
  'budget.perDay': 'Toegestaan per dag',
  'budget.resets': 'Begint opnieuw',
  'budget.learned': 'Stand van',
  'budget.unknown': 'nog niet bekend',
  'budget.note': 'Zoals de bron het laatst meldde; andere apps met dezelfde registratie gebruiken ze ook.',
  'budget.keptBack': 'De app laat de laatste {count, number} van een administratie aan ander werk.',

  'practice.signIn': 'Aanmelden oefenen',
  'practice.signInNote':
    'Kies bij Verbindingen “Opnieuw aanmelden” bij de oefenverbinding: de pagina van het oefensysteem vraagt in uw browser om toestemming en toont het adres dat u terugplakt.',
  'practice.books': 'Toestand bekijken',
  'practice.signInGo': 'Naar de verbindingen',
} as const satisfies Record<keyof typeof english, string>;
