import type { homeTexts as english } from '../en/home.ts';

/** Texts of home and of the screen that puts a connection right, in Dutch. */
export const homeTexts = {
  'home.answer.agree':
    '{count, plural, one {Het controletotaal sluit aan.} other {Alle # controletotalen sluiten aan.}}',
  'home.answer.in': 'Alle gegevens zijn binnen.',
  'home.answer.last': 'Laatst geslaagd: {when}.',
  'home.answer.needs':
    '{count, plural, one {{total, plural, one {De koppeling vraagt uw aandacht.} other {# van {total, number} koppelingen vraagt uw aandacht.}}} other {# van {total, number} koppelingen vragen uw aandacht.}}',
  'home.answer.never':
    '{count, plural, one {{total, plural, one {Er is nog niets gesynchroniseerd.} other {1 van # koppelingen is nog nooit gesynchroniseerd.}}} other {# van {total, number} koppelingen zijn nog nooit gesynchroniseerd.}}',
  'home.answer.notCompared':
    '{count, plural, one {# controletotaal is nog niet vergeleken.} other {# controletotalen zijn nog niet vergeleken.}}',
  'home.answer.paused':
    '{count, plural, one {{total, plural, one {De koppeling is gepauzeerd.} other {1 van # koppelingen is gepauzeerd.}}} other {# van {total, number} koppelingen zijn gepauzeerd.}}',
  'home.answer.running':
    '{count, plural, one {{total, plural, one {Er wordt gesynchroniseerd.} other {1 van # koppelingen wordt gesynchroniseerd.}}} other {# van {total, number} koppelingen worden gesynchroniseerd.}}',
  'home.answer.waits':
    '{count, plural, one {{total, plural, one {Nog niet alles is binnen; het gaat vanzelf verder.} other {1 van # koppelingen wacht en gaat vanzelf verder.}}} other {# van {total, number} koppelingen wachten en gaan vanzelf verder.}}',
  'home.cause': '{flow}: {reason}',
  'home.causeRejected':
    '{flow}: {count, plural, one {# afgewezen record wacht op correctie.} other {# afgewezen records wachten op correctie.}}',
  'home.causeTotals': '{flow}: controletotalen van bron en bestemming verschillen.',
  'home.fix': 'Oplossen',
  'home.hour': 'Uur',
  'home.loadedShort': 'Geladen',
  'home.more': 'Meer voor {flow}',
  'home.moreCauses': '{count, plural, one {en nog # koppeling} other {en nog # koppelingen}}',
  'home.pair': '{source} → {destination}',
  'home.pairPractice': '{source} → {destination}, oefening',
  'home.runsOf': 'Alle runs',
  'home.slot': '{hours}: {count, plural, one {# run} other {# runs}}, {state}',
  'home.slotEmpty': '{hours}: geen runs',
  'home.strip': 'Laatste 24 uur',
  'home.stripOf': 'Laatste 24 uur van {flow}',
  'home.stripTable': 'Laatste 24 uur van {flow} als tabel',
  'home.totals': 'Controletotalen',
  'home.worst': 'Slechtste status',

  'nav.practiceOn': 'Aan',
  'nav.practiceOnLong': 'De oefensystemen draaien',

  'repair.back': 'Terug naar overzicht',
  'repair.checkOf': 'Controle van {name}',
  'repair.credentials': 'Inloggegevens',
  'repair.faults': 'Ingeschakelde storingen',
  'repair.faultsOff': 'Alle storingen uitschakelen',
  'repair.flows': 'Koppelingen die deze verbinding gebruiken',
  'repair.intro': 'Los op wat in de weg staat, controleer de verbinding en ga verder.',
  'repair.noFaults': 'Er is geen storing ingeschakeld.',
  'repair.practice': 'Dit is een oefensysteem',
  'repair.practiceText':
    'Is er een storing ingeschakeld, dan werkt het niet tot die weer uit staat. Het gaat niet om een echt systeem.',
  'repair.showCredentials': 'Inloggegevens wijzigen',
  'repair.startCheck': 'Controle uitvoeren',
  'repair.title': '{name} herstellen',
} as const satisfies Readonly<Record<keyof typeof english, string>>;
