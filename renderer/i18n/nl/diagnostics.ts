import type { diagnosticsTexts as english } from '../en/diagnostics.ts';

/** Texts of the self-checks and the support bundle, in Dutch. */
export const diagnosticsTexts = {
  'command.diagnostics': 'Diagnose',
  'diagnostics.back': 'Instellingen',
  'diagnostics.bundle': 'Supportbundel',
  'diagnostics.bundleIntro':
    'Eén bestand voor wie u helpt. U ziet wat erin zit voordat u het opslaat; het gaat nergens vanzelf heen. Dat het is gemaakt, komt in de audittrail te staan.',
  'diagnostics.bundleFiles': 'Wat erin zit',
  'diagnostics.bundleSaved': 'Opgeslagen als {name}.',
  'diagnostics.checks': 'Zelfcontroles',
  'diagnostics.checksIntro':
    'Wat elke controle vindt en wat u eraan doet. Er wordt niets aan een systeem gevraagd en niets gewijzigd.',
  'diagnostics.checksWait': 'De controles zijn nog niet uitgevoerd.',
  'diagnostics.copied': 'Het verslag staat op het klembord.',
  'diagnostics.copy': 'Kopiëren als tekst',
  'diagnostics.file': 'Bestand',
  'diagnostics.file.configuration.json': 'Soorten, schema’s en aantallen van de verbindingen en koppelingen',
  'diagnostics.file.contents.txt': 'Deze lijst',
  'diagnostics.file.data-file.json': 'Indeling en grootte van het gegevensbestand, en het aantal rijen per tabel',
  'diagnostics.file.log-*.ndjson': 'Het logboek: gebeurtenissen, id’s, aantallen en foutcodes',
  'diagnostics.file.report.json': 'De zelfcontroles als gegevens',
  'diagnostics.file.report.txt': 'De zelfcontroles, om te lezen',
  'diagnostics.file.requests.ndjson': 'Verzoeken: bewerking, status, tijd en grootte',
  'diagnostics.file.runs.json': 'De laatste 200 runs met hun aantallen',
  'diagnostics.file.versions.json': 'Versies van de app en van waar die op draait',
  'diagnostics.intro':
    'Of deze installatie in orde is, in genummerde controles, en wat u naar support stuurt als dat niet zo is.',
  'diagnostics.make': 'Supportbundel maken',
  'diagnostics.makeAgain': 'Opnieuw maken',
  'diagnostics.meaning': 'Wat het bevat',
  'diagnostics.never': 'Nooit erin',
  'diagnostics.neverAccount': 'De naam van uw account en van deze computer, en de audittrail',
  'diagnostics.neverNames':
    'Adressen van de systemen en de namen die u aan verbindingen en koppelingen gaf: die staan er als nummer in',
  'diagnostics.neverRecords':
    'Bedragen, namen van leveranciers en klanten, factuurnummers, de inhoud van records en berichten',
  'diagnostics.neverSecrets': 'Wachtwoorden, tokens en andere geheimen',
  'diagnostics.open': 'Zelfcontroles en supportbundel',
  'diagnostics.result.failed': 'Mislukt',
  'diagnostics.result.not-known': 'Niet bekend',
  'diagnostics.result.ok': 'In orde',
  'diagnostics.result.warning': 'Waarschuwing',
  'diagnostics.run': 'Zelfcontroles uitvoeren',
  'diagnostics.runAgain': 'Opnieuw uitvoeren',
  'diagnostics.save': 'Supportbundel opslaan',
  'diagnostics.size': 'Grootte',
  'diagnostics.summary':
    '{failed, plural, =0 {Geen controle mislukt} one {# controle mislukt} other {# controles mislukt}}, {warnings, plural, =0 {geen waarschuwingen} one {# waarschuwing} other {# waarschuwingen}}.',
  'diagnostics.title': 'Diagnose',
  'diagnostics.underWay': '{name} ({number} van {all})',
  'diagnostics.what': 'Wat u doet: {next}',
} as const satisfies Record<keyof typeof english, string>;
