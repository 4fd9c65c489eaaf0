import type { replayTexts as english } from '../en/replay.ts';

/** Texts of replays, in Dutch. */
export const replayTexts: Readonly<Record<keyof typeof english, string>> = {
  'nav.replay': 'Opnieuw aanbieden',
  'replay.action': 'Actie',
  'replay.automatic': 'Vanzelf opnieuw aangeboden',
  'replay.automaticMeans':
    'Deze run leverde batches af die eerder niet konden worden afgeleverd. Uit de bron is niets gelezen.',
  'replay.behind': '{count, plural, one {# batch wacht} other {# batches wachten}} hierachter',
  'replay.batches': '{count, plural, one {# batch} other {# batches}}',
  'replay.before': 'Eerder opnieuw aangeboden',
  'replay.brokenOff':
    'Niet afgemaakt: te zien is wat tot dan toe is gedaan. Laat het effect opnieuw opgeven om de rest aan te bieden.',
  'replay.cameDifferent': 'Wat is gedaan, is niet wat was opgegeven.',
  'replay.cameTrue': 'Wat was opgegeven, is ook gedaan.',
  'replay.done': 'Gedaan',
  'replay.effect.different': '{count, number} niet zoals verzonden',
  'replay.effect.excluded': 'sluit er {count, number} uit',
  'replay.effect.held': 'houdt er {count, number} aan',
  'replay.effect.insert': '{count, plural, =0 {voegt er geen toe} one {voegt er # toe} other {voegt er # toe}}',
  'replay.effect.newer': 'laat er {count, number} met rust, omdat er iets nieuwers is aangekomen',
  'replay.effect.rejected': 'wijst er {count, number} af',
  'replay.effect.unchanged': '{count, number} ongewijzigd',
  'replay.effect.update': '{count, plural, =0 {werkt er geen bij} one {werkt er # bij} other {werkt er # bij}}',
  'replay.fate': 'Wat er gebeurt',
  'replay.fate.by-itself': 'Gaat vanzelf opnieuw',
  'replay.fate.frozen': 'Wacht tot de blokkade voorbij is',
  'replay.fate.needs-person': 'Heeft u nodig',
  'replay.fate.next-run': 'Gaat met de volgende run mee',
  'replay.fate.paused': 'Koppeling is gepauzeerd',
  'replay.fate.running': 'Er loopt een run',
  'replay.fate.stream-off': 'Gegevensstroom staat uit',
  'replay.intro':
    'Wat is klaargezet en nog niet bevestigd. Na een voorbijgaande storing gaat het vanzelf opnieuw; met de hand kan alles opnieuw worden aangeboden, zodra het effect is opgegeven.',
  'replay.lastError': 'Laatste fout',
  'replay.left.closed':
    '{stream}: {count, plural, one {# record is} other {# records zijn}} al gesloten, en weggelaten:',
  'replay.left.contents-removed':
    '{stream}: de inhoud van {count, plural, one {# batch} other {# batches}} wordt niet meer bewaard, dus opnieuw verzenden kan niet. Lees de records in plaats daarvan opnieuw.',
  'replay.left.gone-at-source': '{stream}: de bron heeft {count, plural, one {# record} other {# records}} niet meer:',
  'replay.left.newer-read':
    '{stream}: van {count, plural, one {# record} other {# records}} is sindsdien een nieuwere versie gelezen; de bewaarde is weggelaten:',
  'replay.left.no-key':
    '{stream}: {count, plural, one {# record} other {# records}} kon niet worden gelezen en heeft geen sleutel om opnieuw te lezen:',
  'replay.left.nothing-staged':
    '{stream}: van {count, plural, one {# record} other {# records}} is niets klaargezet, omdat het niet kon worden gemapt. Gebruik de mapping van vandaag:',
  'replay.left.source-not-kept':
    '{stream}: de bron van {count, plural, one {# record} other {# records}} wordt niet bewaard; dat gebeurt alleen bij afgewezen records. Verzend de bewaarde bytes, of lees de records opnieuw:',
  'replay.left.stream-off':
    '{stream} staat uit in de koppeling, dus {count, plural, one {# batch of record is} other {# batches of records zijn}} weggelaten:',
  'replay.left.waiting':
    '{stream}: {count, plural, one {# record wacht} other {# records wachten}} al in een batch. Verzend die batch:',
  'replay.leftOut': 'Weggelaten',
  'replay.leftSince': '(sinds {at})',
  'replay.means.read-again':
    'De records worden op hun sleutel uit de bron gelezen, zoals ze nu zijn, en gemapt zoals de koppeling vandaag mapt.',
  'replay.means.stored': 'De bewaarde bytes worden ongewijzigd opnieuw verzonden. Een batch verandert nooit.',
  'replay.means.todays-mapping':
    'De bewaarde bronrecords worden gemapt zoals de koppeling vandaag mapt. De bron wordt niet bevraagd.',
  'replay.mode': 'Manier van aanbieden',
  'replay.mode.read-again': 'Opnieuw uit de bron lezen',
  'replay.mode.stored': 'Bewaarde bytes',
  'replay.mode.todays-mapping': 'Met de mapping van vandaag',
  'replay.noDoubles':
    'Er kan niets dubbel komen: rijen worden op hun sleutel geschreven, en een oudere versie vervangt nooit een nieuwere.',
  'replay.noneBefore': 'Er is nog niets met de hand opnieuw aangeboden.',
  'replay.noneWaits': 'Er wacht niets. Alles wat is klaargezet, is bevestigd.',
  'replay.notDone': 'Nog niets',
  'replay.nothing': 'Op deze manier valt er niets opnieuw aan te bieden.',
  'replay.open': 'Opnieuw aanbieden…',
  'replay.row.insert': 'Toegevoegd',
  'replay.row.newer': 'Met rust gelaten',
  'replay.row.remove': 'Verwijderd',
  'replay.row.unchanged': 'Ongewijzigd',
  'replay.row.update': 'Bijgewerkt',
  'replay.rows': 'Rijen per tabel',
  'replay.rowsOf': 'Rijen per tabel van {stream}',
  'replay.said': 'Opgegeven',
  'replay.saidAndDone': 'Opgegeven en gedaan',
  'replay.screen': 'Opnieuw aanbieden',
  'replay.sendAll': 'Alles opnieuw aanbieden…',
  'replay.staged': 'Klaargezet',
  'replay.start': 'Opnieuw aanbieden',
  'replay.started': 'Gestart',
  'replay.statement': 'Wat het zou doen',
  'replay.table': 'Tabel',
  'replay.title': 'Opnieuw aanbieden',
  'replay.waiting': 'Wachtende batches',
  'replay.waitingOf': 'Wacht: {flow}',
};
