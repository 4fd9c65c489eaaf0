import type { heldTexts as english } from '../en/held.ts';

export const heldTexts = {
  'held.back': 'Alle aangehouden records',
  'held.dismissMeans':
    'Deze versie wordt nooit geladen, ook niet als komt waarop zij wacht. Zij blijft met uw reden in deze lijst staan. Een nieuwere versie uit de bron wordt opnieuw beoordeeld.',
  'held.dismissTitle': '{count, plural, one {# aangehouden record} other {# aangehouden records}} afhandelen',
  'held.entry': 'Aangehouden: {label}',
  'held.goesItself':
    'Met het record zelf is niets mis. Het wordt vanzelf geladen met de eerstvolgende run nadat waarop het wacht is aangekomen of in de bron is gecorrigeerd.',
  'held.intro':
    'Correcte records die in hun geheel wachten op stamgegevens die ze noemen. Elk gaat vanzelf zodra die er zijn.',
  'held.none': 'Geen record wacht op stamgegevens.',
  'held.noneFound': 'Geen aangehouden record past bij deze filters.',
  'held.open': 'Wacht',
  'held.places': 'Records die niet zijn aangekomen',
  'held.release': 'Toch laden…',
  'held.releaseMeans':
    'Het wordt geladen hoewel stamgegevens die het noemt ontbreken of gesloten zijn; rapporten die beide koppelen, kunnen het weglaten. Uw reden komt in het auditspoor. Alleen deze versie gaat: een nieuwere wordt weer getoetst.',
  'held.releaseNext':
    '{count, plural, =0 {Geen record wacht nog} one {# record gaat met de volgende run mee} other {# records gaan met de volgende run mee}}',
  'held.releaseRuns':
    '{count, plural, one {# record gaat met de begonnen run mee} other {# records gaan met de begonnen run mee}}',
  'held.releaseTitle': '{count, plural, one {# aangehouden record} other {# aangehouden records}} toch laden',
  'held.releaseNow': 'Toch laden',
  'held.released': 'Gaat hierna',
  'held.releasedFor': 'Toch geladen omdat',
  'held.reopenKept': 'Het record is sindsdien opnieuw aangehouden; die regel is open.',
  'held.resolved': 'Doorgegaan',
  'held.count': '{count, plural, one {# aangehouden} other {# aangehouden}}',
  'held.short': 'Aangehouden',
  'held.since': 'Aangehouden sinds',
  'held.sourceNone':
    'Het bronrecord wordt niet meer bewaard: het is doorgegaan, of een nieuwere versie kwam ervoor in de plaats.',
  'held.title': 'Aangehouden records',
  'record.heldOpen': 'Waarom het wacht, en wat u kunt doen',
  'record.heldTitle': 'De nieuwste versie is aangehouden',
  'run.heldAgain':
    '{stream}: {count, plural, one {# van de gelezen records was} other {# van de gelezen records waren}} eerder aangehouden. Waarop werd gewacht, is gekomen of gewijzigd, of iemand liet ze toch laden; daarom zijn ze opnieuw beoordeeld, zonder de bron erom te vragen.',
  'run.heldAgainTitle': 'Eerder aangehouden',
  'held.waitsFor': 'Wacht op',
  'held.why': 'Waarom het wacht, en wat te doen',
} satisfies Readonly<Record<keyof typeof english, string>>;
