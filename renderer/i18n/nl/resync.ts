import type { resyncTexts as english } from '../en/resync.ts';

/** Reading a range of days again, in Dutch. */
export const resyncTexts = {
  'resync.title': 'Opnieuw synchroniseren',
  'resync.intro':
    'Leest een periode van één gegevensstroom opnieuw. Wat niet is gewijzigd, wordt herkend; de leespositie verandert niet.',
  'resync.from': 'Eerste dag',
  'resync.to': 'Laatste dag',
  'resync.findGone': 'Zoek records die de bron niet meer heeft, en markeer ze als verwijderd',
  'resync.findGoneNote':
    'Voor dagen die bij de bron compleet zijn. Elk ontbrekend record wordt eerst met zijn sleutel opgevraagd; zijn het er veel, dan wordt u om een beslissing gevraagd.',
  'resync.noGone':
    'Hier kan niet worden gezocht naar records die de bron niet meer heeft: deze dagen zijn geen datum van het document.',
  'resync.planned':
    '{parts, plural, one {# deel} other {# delen}} van hoogstens een maand, elk in een eigen run. De leespositie verandert niet.',
  'resync.known':
    '{count, plural, one {# aangekomen record heeft} other {# aangekomen records hebben}} een datum in deze dagen.',
  'resync.begin': 'Opnieuw lezen',
  'resync.meaning.invoice-date': 'Op factuurdatum.',
  'resync.meaning.order-date': 'Op datum van de inkooporder.',
  'resync.meaning.payment-date': 'Op betaaldatum.',
  'resync.meaning.accounting-date': 'Op boekingsdatum.',
  'resync.meaning.document-date': 'Op datum van het document.',
  'resync.meaning.change-date': 'Op de dag van de laatste wijziging (UTC): wat sindsdien is gewijzigd, valt erbuiten.',
  'resync.meaning.whole':
    'Deze gegevensstroom heeft geen datums: zij wordt in haar geheel gelezen, welke dagen u ook kiest.',
  'resync.history': 'Opnieuw gelezen perioden',
  'resync.range': '{stream}, {from} tot en met {to}',
  'resync.progress': '{done} van {total, plural, one {# deel} other {# delen}} gelezen',
  'resync.parts': 'Delen van {stream}, {from} tot en met {to}',
  'resync.part': 'Dagen',
  'resync.partDays': '{from} t/m {to}',
  'resync.state': 'Stand',
  'resync.deleted': 'Als verwijderd gemarkeerd',
  'resync.run': 'Run',
  'resync.openRun': 'Run openen',
  'resync.again': 'Nieuwe poging {at}',
  'resync.pause': 'Pauzeren',
  'resync.resume': 'Verdergaan',
  'resync.tryAgain': 'Mislukte delen opnieuw proberen',
  'resync.stop': 'Stoppen',
  'resync.state.running': 'Bezig',
  'resync.state.paused': 'Gepauzeerd',
  'resync.state.asks': 'Vraagt uw beslissing',
  'resync.state.done': 'Klaar',
  'resync.state.failed': 'Delen mislukt',
  'resync.state.stopped': 'Gestopt',
  'resync.state.waiting': 'Wacht',
  'resync.partFailed': 'Mislukt',
  'resync.asks':
    '{gone, plural, one {# record} other {# records}} van {known} met een datum van {from} tot en met {to} {gone, plural, one {is} other {zijn}} bij de bron verdwenen. Zo veel wordt niet zonder uw akkoord als verwijderd gemarkeerd.',
  'resync.asksNames': 'Onder andere: {names}',
  'resync.mark': '{count, plural, one {# record} other {# records}} als verwijderd markeren',
  'resync.keep': 'Zo laten',
  'run.gone':
    '{stream}: {gone, plural, one {# aangekomen record is} other {# aangekomen records zijn}} bij de bron verdwenen, waarvan {marked} als verwijderd gemarkeerd. Zij tellen niet mee in wat is gelezen.',
  'run.goneAsksTitle': 'Beslissing over verdwenen records van {stream}',
  'run.goneAsks':
    '{stream}: {count, plural, one {# van de {known, number} bekende records staat} other {# van de {known, number} bekende records staan}} niet meer in de bron; elk is met zijn sleutel opgevraagd. Dat zijn er zoveel dat er geen als verwijderd is gemarkeerd: misschien mag het account niet meer alles zien. Zijn ze echt verdwenen, laat ze dan markeren; de waarden op de bestemming blijven staan. Meer dan deze worden niet gemarkeerd zonder opnieuw te vragen.',
  'run.goneConfirmed':
    '{count, plural, one {# record wordt} other {# records worden}} als verwijderd gemarkeerd door de run die is begonnen, of door de volgende, tenzij de bron ze weer noemt.',
  'run.goneTitle': 'Verdwenen bij de bron',
  'totals.behind': 'Records achter het verschil',
  'totals.behindMore': 'Er kunnen er meer zijn: er wordt begrensd gezocht.',
  'totals.behindRecord': 'Record',
  'totals.behindField': 'Veld',
  'totals.behindOurs': 'Afgeleverd',
  'totals.behindTheirs': 'Bij de bestemming',
  'totals.behindMissing': 'Het record is er niet',
} as const satisfies Record<keyof typeof english, string>;
