import type { retentionTexts as english } from '../en/retention.ts';

/** Texts of the retention time, in Dutch. */
export const retentionTexts = {
  'retention.title': 'Bewaartermijn',
  'retention.intro':
    'Hoe lang deze computer details van afgerond werk bewaart. Daarna worden ze definitief verwijderd.',
  'retention.keep': 'Details van afgerond werk bewaren',
  'retention.keepHelp':
    'Gerekend vanaf de dag dat een batch is bevestigd, een afgewezen record is gesloten, een bericht is afgehandeld of een run is geëindigd. Zeven en tien jaar beginnen aan het eind van dat kalenderjaar, zoals wettelijke bewaartermijnen dat meestal doen.',
  'retention.keep.90-days': '90 dagen',
  'retention.keep.1-year': '1 jaar',
  'retention.keep.2-years': '2 jaar',
  'retention.keep.7-years': '7 jaar',
  'retention.keep.10-years': '10 jaar',
  'retention.keep.for-ever': 'Altijd',
  'retention.goes': 'Daarna verwijderd',
  'retention.goes.contents':
    'De inhoud van afgeleverde batches, en daarmee de versies van records die hier zijn bewaard',
  'retention.goes.sources': 'Het bronrecord van afgewezen records die gesloten zijn',
  'retention.goes.requests': 'Het verzoekenlogboek van runs, en gesloten logbestanden',
  'retention.goes.messages': 'Wat berichten aan Slack zeiden, en de feiten waaruit ze zijn gemaakt',
  'retention.goes.runs':
    'Runs met hun gegevensstromen, controletotalen en batches, behalve de nieuwste 100 van elke koppeling; wat ze hebben verplaatst, wordt bij de totalen van hun maand geteld',
  'retention.goes.over':
    'Afgewezen records die gesloten zijn, meldingen die voorbij zijn, en periodes die opnieuw zijn gelezen',
  'retention.stays': 'Hierdoor nooit verwijderd',
  'retention.stays.trail':
    'De audittrail, die hieronder een eigen termijn heeft en van elke run vertelt hoe die is verlopen',
  'retention.stays.months':
    'Per koppeling en maand: hoeveel runs er waren, hun aantallen en totalen, en een hash ervan',
  'retention.stays.proof': 'Periodes die zijn afgetekend, met hun bewijs, en aansluitingen',
  'retention.stays.known':
    'Wat van elk record bekend is: sleutel, hash en sommen; daaraan is te zien wat ongewijzigd is',
  'retention.stays.messages':
    'Welk bericht wanneer, waar en door welke regel is geplaatst, en wat bepaalt of het opnieuw wordt gemeld',
  'retention.stays.open': 'Batches die niet zijn bevestigd, en afgewezen records die openstaan',
  'retention.stays.webhooks':
    'Gebeurtenissen van webhooks, die een eigen termijn hebben: {days, plural, one {# dag} other {# dagen}}.',
  'retention.webhooksChange': 'Wijzigen bij Webhooks',
  'retention.stays.setup': 'Verbindingen en koppelingen, en alles op de bestemming',
  'retention.effect': 'Zou nu worden verwijderd',
  'retention.effectBefore': 'Van werk dat vóór {date} is afgerond:',
  'retention.effectNothing': 'Niets. Alles wat is bewaard, is na {date} afgerond.',
  'retention.effectForEver': 'Niets, nu niet en later niet.',
  'retention.effectReadOnly': 'Niets: het gegevensbestand is alleen geopend om te lezen.',
  'retention.batches':
    'Inhoud van {batches, plural, one {# batch} other {# batches}} met {versions, plural, one {# versie van een record} other {# versies van records}}',
  'retention.rejected': '{count, plural, one {# bronrecord} other {# bronrecords}} van gesloten afwijzingen',
  'retention.requests': '{count, plural, one {# verzoek} other {# verzoeken}} van runs',
  'retention.messages': '{count, plural, one {Wat # bericht zei} other {Wat # berichten zeiden}}',
  'retention.runs': '{count, plural, one {# run} other {# runs}}, bij de totalen van hun maand geteld',
  'retention.entries': '{count, plural, one {# gesloten afwijzing} other {# gesloten afwijzingen}}',
  'retention.alerts': '{count, plural, one {# melding die voorbij is} other {# meldingen die voorbij zijn}}',
  'retention.logFiles': '{count, plural, one {# logbestand} other {# logbestanden}}',
  'retention.size': '{size} in totaal',
  'retention.last': 'Laatst gekeken',
  'retention.lastKept': 'alles wordt bewaard',
  'retention.lastNothing': 'niets was oud genoeg',
  'retention.lastNever': 'Nog niet. De eerste keer is een minuut na de start, daarna eens per dag.',
  'retention.lastRemoval': 'Laatst verwijderd',
  'retention.save': 'Bewaartermijn opslaan',
  'retention.saved': 'Opgeslagen. Dit geldt vanaf nu.',
  'retention.confirmTitle': 'Details korter bewaren?',
  'retention.confirmText':
    'Tot nu toe: {before}. Voortaan: {keep}. Wat ouder is, wordt nu van deze computer verwijderd en kan niet worden teruggehaald:',
  'retention.confirmNothing':
    'Tot nu toe: {before}. Voortaan: {keep}. Nog niets is zo oud; zodra het dat is, wordt het van deze computer verwijderd en kan het niet worden teruggehaald.',
  'retention.confirm': 'Verwijderen en opslaan',
  'retention.confirmSave': 'Opslaan',
  'retention.confirmKeep': 'Laten zoals het is',
  'retention.recordVersions':
    '{count, plural, one {# versie is na de bewaartermijn verwijderd, op {date}.} other {# versies zijn na de bewaartermijn verwijderd, de laatste op {date}.}}',
  'retention.recordFirst': 'De oudste versie die is bewaard. Wat daarvoor kwam, is na de bewaartermijn verwijderd.',
  'retention.recordLanded':
    'Wat van dit record is afgeleverd, is op {date} van deze computer verwijderd, na afloop van de bewaartermijn. Op de bestemming is het ongewijzigd.',
  'retention.recordCompare':
    'Hier is niets meer om mee te vergelijken: wat is afgeleverd, is op {date} verwijderd, na afloop van de bewaartermijn. De volgende run die het record leest, ziet nog steeds of het is gewijzigd.',
  'retention.source': 'Het bronrecord is op {date} verwijderd, na afloop van de bewaartermijn.',
  'retention.batchContents': 'Inhoud',
  'retention.batchKept': 'Bewaard',
  'retention.batchRemoved': 'Verwijderd op {date}',
  'retention.batchNote':
    'Van batches van deze run is de inhoud na de bewaartermijn verwijderd. Die batches kunnen niet opnieuw worden aangeboden; een nieuwe run leest de records uit de bron.',
  'retention.message':
    'Wat dit bericht zei, is op {date} van deze computer verwijderd, na afloop van de bewaartermijn. In Slack staat het zoals het is geplaatst.',
  'oldRuns.title': 'Oudere runs',
  'oldRuns.intro':
    'De details van deze runs zijn na de bewaartermijn verwijderd. Dit is wat er van elke maand over is; de audittrail vertelt nog van afzonderlijke runs, zolang die wordt bewaard.',
  'oldRuns.back': 'Runs',
  'oldRuns.none': 'Er is nog geen run verwijderd na de bewaartermijn.',
  'oldRuns.count': '{count, plural, one {# run} other {# runs}}',
  'oldRuns.period': 'Van en tot',
  'oldRuns.states': 'Hoe ze zijn geëindigd',
  'oldRuns.removed': 'Details verwijderd',
  'oldRuns.hash': 'Hash van de runs',
  'oldRuns.copyHash': 'Hash kopiëren',
  'oldRuns.unreconciled': 'Sluit niet aan',
  'oldRuns.streamsOf': 'Gegevensstromen van {month}',
  'oldRuns.sumsOf': 'Totalen van {month}',
  'oldRuns.runRemoved':
    'De details van deze run zijn op {date} van deze computer verwijderd, na afloop van de bewaartermijn. Hieronder staat wat de audittrail ervan vertelt.',
  'oldRuns.runRemovedOnce':
    'De details van deze run zijn van deze computer verwijderd, na afloop van de bewaartermijn. Hieronder staat wat de audittrail ervan vertelt.',
  'oldRuns.toTrail': 'De regels in de audittrail',
  'oldRuns.toMonths': 'Oudere runs per maand',
  'retention.runRequests': 'De verzoeken van deze run zijn na de bewaartermijn verwijderd.',
  'trail.title': 'De audittrail bewaren',
  'trail.intro':
    'De audittrail bewijst al het andere. Hij blijft altijd bewaard, tenzij u anders kiest; dan verdwijnen de oudste regels voorgoed en komt er een verzegelde notitie met hun nummer en hash voor in de plaats.',
  'trail.keep': 'Audittrail bewaren',
  'trail.save': 'Termijn van de audittrail opslaan',
  'trail.effectNone': 'Er wordt nooit iets van verwijderd.',
  'trail.effect':
    '{count, plural, =0 {Geen enkele regel is} one {# regel is} other {# regels zijn}} van vóór {date} en zou nu verdwijnen.',
  'trail.waits':
    'Er zijn regels aan de beurt om te verdwijnen. Dat wacht tot de kluis open is, want de notitie die ervoor in de plaats komt, wordt met de sleutel ervan verzegeld.',
  'trail.confirmTitle': 'Minder van de audittrail bewaren?',
  'trail.confirmText':
    'Wat verdwijnt, komt niet terug en kan niets meer bewijzen. Exporteer het eerst, of maak bewijspakketten van de perioden die het omvat.',
  'trail.confirm': 'Voorgoed verwijderen',
} as const satisfies Record<keyof typeof english, string>;
