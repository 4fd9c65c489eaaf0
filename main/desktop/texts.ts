import type { Language } from '../../shared/model/settings.ts';

const en = {
  'tray.open': 'Open ml-connector',
  'tray.syncAll': 'Sync now',
  'tray.pauseAll': 'Pause all flows',
  'tray.resumeAll': 'Resume all flows',
  'tray.quit': 'Quit',
  'tray.pauseReason': 'paused from the tray',
  'state.none': 'No flows yet',
  'state.ok': 'All flows are up to date',
  'state.running': 'A run is under way',
  'state.attention': 'A flow needs you',
  'note.failed.title': 'A run needs you',
  'note.failed.text': 'The run of “{flow}” failed. Open it to see why and what to do.',
  'note.rejected.title': 'Rejected records',
  'note.rejected.text': 'The run of “{flow}” ended with rejected records. They wait for a correction.',
  'note.share.title': 'Many records are rejected',
  'note.share.text':
    'A run of “{flow}” rejected many of the records that it read. Open the alert to see what they have in common.',
  'note.volume.title': 'Unusual number of records',
  'note.volume.text': 'A run of “{flow}” read far fewer or more records than usual. Open the alert to see of what.',
  'note.gone.title': 'Many records gone at the source',
  'note.held.title': 'Records have been held for long',
  'note.held.text': 'Records of “{flow}” still wait for reference data. Open the alert to see for what.',
  'note.gone.text': 'The source of “{flow}” has lost many records. Open the alert to say what is to be done.',
  'note.paused.title': 'A flow is paused',
  'note.paused.text': '“{flow}” is paused and syncs nothing until you resume it.',
  'note.behind.title': 'A flow is falling behind',
  'note.behind.text': '“{flow}” has not read its source for longer than it promises. Open the alert to see why.',
  'note.stream.title': 'A stream is paused',
  'note.stream.text': '“{flow}” may not read one of its streams any more.',
  'note.totals.title': 'Control totals differ',
  'note.totals.text': 'In “{flow}” source and destination do not agree. Open the alert before you use the figures.',
  'note.channel.title': 'A channel is stopped',
  'note.channel.text': '“{flow}” posts nothing to one of its channels any more.',
  'note.messages.title': 'Messages need a decision',
  'note.messages.text': 'Messages of “{flow}” wait for your decision.',
  'note.secret.title': 'A secret expires',
  'note.secret.text': 'A secret of a connection expires, or has expired. Open the alert to see which.',
  'note.audit.title': 'The audit trail is broken',
  'note.audit.text': 'Entries of the trail were changed outside the app. Open the alert.',
  'note.disk.title': 'The disk is nearly full',
  'note.disk.text': 'Make room before runs have to stop.',
  'note.tray.title': 'ml-connector keeps running',
  'note.tray.text':
    'Schedules are kept while the window is closed. Open or quit the app from its icon, or change this in Settings.',
  'window.reload': 'Load the window again',
  'window.wait': 'Wait',
  'fault.again': 'Start again',
  'menu.file': 'File',
  'menu.edit': 'Edit',
  'menu.flows': 'Flows',
  'menu.go': 'Go',
  'menu.view': 'View',
  'menu.window': 'Window',
  'menu.help': 'Help',
} as const;

export type DesktopTextId = keyof typeof en;

const nl: Record<DesktopTextId, string> = {
  'tray.open': 'ml-connector openen',
  'tray.syncAll': 'Nu synchroniseren',
  'tray.pauseAll': 'Alle koppelingen pauzeren',
  'tray.resumeAll': 'Alle koppelingen hervatten',
  'tray.quit': 'Afsluiten',
  'tray.pauseReason': 'gepauzeerd vanuit het systeemvak',
  'state.none': 'Nog geen koppelingen',
  'state.ok': 'Alle koppelingen zijn bijgewerkt',
  'state.running': 'Er is een run bezig',
  'state.attention': 'Een koppeling vraagt uw aandacht',
  'note.failed.title': 'Een run vraagt uw aandacht',
  'note.failed.text': 'De run van “{flow}” is mislukt. Open de run om te zien waarom en wat u kunt doen.',
  'note.rejected.title': 'Afgewezen records',
  'note.rejected.text': 'De run van “{flow}” eindigde met afgewezen records. Ze wachten op een correctie.',
  'note.share.title': 'Veel records zijn afgewezen',
  'note.share.text':
    'Een run van “{flow}” wees veel van de gelezen records af. Open de melding om te zien wat ze gemeen hebben.',
  'note.volume.title': 'Ongewoon aantal records',
  'note.volume.text':
    'Een run van “{flow}” las veel minder of meer records dan gewoonlijk. Open de melding om te zien waarvan.',
  'note.gone.title': 'Veel records verdwenen bij de bron',
  'note.held.title': 'Records zijn al lang aangehouden',
  'note.held.text': 'Records van “{flow}” wachten nog steeds op stamgegevens. Open de melding om te zien waarop.',
  'note.gone.text': 'De bron van “{flow}” mist veel records. Open de melding om te zeggen wat er moet gebeuren.',
  'note.paused.title': 'Een koppeling is gepauzeerd',
  'note.paused.text': '“{flow}” is gepauzeerd en synchroniseert niets totdat u de koppeling hervat.',
  'note.behind.title': 'Een koppeling loopt achter',
  'note.behind.text': '“{flow}” heeft de bron langer niet gelezen dan is beloofd. Open de melding om te zien waarom.',
  'note.stream.title': 'Een gegevensstroom is gepauzeerd',
  'note.stream.text': '“{flow}” mag een van de gegevensstromen niet meer lezen.',
  'note.totals.title': 'Controletotalen verschillen',
  'note.totals.text':
    'In “{flow}” komen bron en bestemming niet overeen. Open de melding voordat u de cijfers gebruikt.',
  'note.channel.title': 'Een kanaal is gestopt',
  'note.channel.text': '“{flow}” plaatst niets meer in een van de kanalen.',
  'note.messages.title': 'Berichten vragen een beslissing',
  'note.messages.text': 'Berichten van “{flow}” wachten op uw beslissing.',
  'note.secret.title': 'Een geheim verloopt',
  'note.secret.text': 'Een geheim van een verbinding verloopt of is verlopen. Open de melding om te zien welk.',
  'note.audit.title': 'Het audittrail is verbroken',
  'note.audit.text': 'Regels van het audittrail zijn buiten de app om gewijzigd. Open de melding.',
  'note.disk.title': 'De schijf is bijna vol',
  'note.disk.text': 'Maak ruimte vrij voordat runs moeten stoppen.',
  'note.tray.title': 'ml-connector blijft actief',
  'note.tray.text':
    'Planningen lopen door terwijl het venster gesloten is. Open of sluit de app via het pictogram, of wijzig dit bij Instellingen.',
  'window.reload': 'Venster opnieuw laden',
  'window.wait': 'Wachten',
  'fault.again': 'Opnieuw starten',
  'menu.file': 'Bestand',
  'menu.edit': 'Bewerken',
  'menu.flows': 'Koppelingen',
  'menu.go': 'Ga naar',
  'menu.view': 'Beeld',
  'menu.window': 'Venster',
  'menu.help': 'Help',
};

const catalogues: Readonly<Record<Language, Readonly<Record<DesktopTextId, string>>>> = { en, nl };

export type DesktopText = (id: DesktopTextId, values?: Readonly<Record<string, string>>) => string;

/** The few texts that the desktop itself shows: tray, menu, notifications. The window has its own catalogue. */
export function desktopText(language: Language): DesktopText {
  return (id, values = {}) =>
    catalogues[language][id].replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
