/** Self-checks: their names, what they look at and what they find. English text → Dutch; `{x}` stands for what differs. */
export const diagnosticsPhrases = {
  'Data folder': 'Gegevensmap',
  'Writes, reads back and removes a small trial file, and asks how much space is free.':
    'Schrijft, leest en verwijdert een klein proefbestand en vraagt hoeveel ruimte er vrij is.',
  'The data is kept in memory: there is no folder to look at.':
    'De gegevens staan in het geheugen: er is geen map om naar te kijken.',
  'Nothing can be written into {folder} ({reason}).': 'In {folder} kan niets worden geschreven ({reason}).',
  'Give this account the right to write there, or free space on that disk; then restart the app.':
    'Geef dit account daar schrijfrecht, of maak ruimte vrij op die schijf; herstart daarna de app.',
  'The folder {folder} can be written; the disk does not say its space.':
    'In de map {folder} kan worden geschreven; de schijf zegt niet hoeveel ruimte er is.',
  'The folder {folder} can be written; {size} are free.': 'In de map {folder} kan worden geschreven; {size} is vrij.',
  'Only {size} are free where the data folder is: {folder}.':
    'Er is nog maar {size} vrij waar de gegevensmap staat: {folder}.',
  'Free at least 1 GB on that disk: with a full one nothing can be stored, and runs end.':
    'Maak minstens 1 GB vrij op die schijf: op een volle schijf kan niets worden opgeslagen en eindigen runs.',
  'this account may not write there': 'dit account mag daar niet schrijven',
  'it is on a disk that can only be read': 'ze staat op een schijf die alleen kan worden gelezen',
  'the disk is full': 'de schijf is vol',
  'there is no such folder': 'die map bestaat niet',
  'the quota of this account is used up': 'het quotum van dit account is op',
  'what was read back is not what was written': 'wat is teruggelezen is niet wat is geschreven',

  'Data file: damage': 'Gegevensbestand: schade',
  'SQLite goes through the whole data file (quick_check).': 'SQLite loopt het hele gegevensbestand door (quick_check).',
  'The data file is damaged: {problem}': 'Het gegevensbestand is beschadigd: {problem}',
  'it was found when it was opened': 'dat bleek bij het openen',
  'Stop syncing, keep a copy of the data folder as it is, and restore the last backup.':
    'Stop met synchroniseren, bewaar een kopie van de gegevensmap zoals ze is, en zet de laatste back-up terug.',
  'The data file is sound, but open for reading only: {reason}':
    'Het gegevensbestand is in orde, maar alleen geopend om te lezen: {reason}',
  'Do what the notice at the top of the window says, then restart the app.':
    'Doe wat de melding boven in het venster zegt en herstart daarna de app.',
  'The data file ({size}) shows no damage.': 'Het gegevensbestand ({size}) vertoont geen schade.',

  'Data file: format and journal': 'Gegevensbestand: indeling en journaal',
  'Compares the format of the data file with that of this version, and looks at the size of its journal.':
    'Vergelijkt de indeling van het gegevensbestand met die van deze versie en kijkt naar de grootte van het journaal.',
  'The data file is damaged (D2): its format cannot be relied upon.':
    'Het gegevensbestand is beschadigd (D2): op de indeling ervan is geen staat te maken.',
  'The data file has format {found}; this version needs {needed}.':
    'Het gegevensbestand heeft indeling {found}; deze versie heeft {needed} nodig.',
  'Restart the app: it brings the file to the newest format. If that fails, restore the last backup.':
    'Herstart de app: die brengt het bestand naar de nieuwste indeling. Lukt dat niet, zet dan de laatste back-up terug.',
  'The data file has format {found}, of a newer version; this one knows {needed}.':
    'Het gegevensbestand heeft indeling {found}, van een nieuwere versie; deze kent {needed}.',
  'Install the newest version of ml-connector. This one only reads the file.':
    'Installeer de nieuwste versie van ml-connector. Deze leest het bestand alleen.',
  'The journal beside the data file has grown to {size}.':
    'Het journaal naast het gegevensbestand is {size} groot geworden.',
  'Quit and start the app: the journal is brought into the data file.':
    'Sluit de app en start ze opnieuw: het journaal gaat dan in het gegevensbestand op.',
  'Format {found}, the newest; the journal takes {size}.':
    'Indeling {found}, de nieuwste; het journaal neemt {size} in.',

  Vault: 'Kluis',
  'Seals and opens a trial text in memory, and opens every stored secret without keeping it.':
    'Verzegelt en opent een proeftekst in het geheugen, en opent elk opgeslagen geheim zonder het te bewaren.',
  'The vault is locked, so the stored secrets ({count}) cannot be used.':
    'De kluis is vergrendeld, dus de opgeslagen geheimen ({count}) kunnen niet worden gebruikt.',
  'Open the vault with its passphrase, or unlock the keychain of this computer; then check again.':
    'Open de kluis met de wachtzin, of ontgrendel de sleutelhanger van deze computer; controleer daarna opnieuw.',
  'The vault has not been opened, and no secret of a real system is stored.':
    'De kluis is niet geopend en er is geen geheim van een echt systeem opgeslagen.',
  'Of {count} stored secrets, {bad} cannot be opened; the first belongs to “{name}”.':
    'Van {count} opgeslagen geheimen gaan er {bad} niet open; het eerste hoort bij “{name}”.',
  'Enter that secret again where it belongs: in the connection, or in Settings under Network.':
    'Voer dat geheim opnieuw in waar het hoort: in de verbinding, of in Instellingen bij Netwerk.',
  'The vault is open: a trial text was sealed and opened, and every stored secret ({count}) opens.':
    'De kluis is open: een proeftekst is verzegeld en geopend, en elk opgeslagen geheim ({count}) gaat open.',

  'Audit trail': 'Audittrail',
  'Recomputes the hash of every entry from the first one on, and looks whether they lead to the newest batch.':
    'Berekent de hash van elke regel opnieuw, vanaf de eerste, en kijkt of ze naar de nieuwste batch leiden.',
  'The chain of hashes breaks at entry {number}.': 'De keten van hashes breekt bij regel {number}.',
  'Keep the data folder as it is and tell whoever is responsible for internal control.':
    'Laat de gegevensmap zoals ze is en waarschuw wie verantwoordelijk is voor de interne beheersing.',
  'The trail does not lead to the batch that was staged last: its end was cut off or replaced.':
    'De audittrail leidt niet naar de batch die het laatst is klaargezet: het einde is afgesneden of vervangen.',
  '{count} entries fit, but the seal of those that went cannot be checked while the vault is locked.':
    '{count} regels kloppen, maar het zegel van de regels die weg zijn kan met een vergrendelde kluis niet worden gecontroleerd.',
  'Open the vault, then check again.': 'Open de kluis en controleer opnieuw.',
  '{count} entries were recomputed, and each fits the one before.':
    '{count} regels zijn opnieuw berekend en elk sluit aan op de vorige.',

  'Batches that wait': 'Wachtende batches',
  'Unpacks batches that wait to be delivered and recomputes their hashes; at most 200 of them.':
    'Pakt batches uit die nog moeten worden afgeleverd en berekent hun hashes opnieuw; hoogstens 200.',
  'Of {looked} batches looked at, {bad} are not sound; the first is of “{flow}”: {problem}.':
    'Van {looked} bekeken batches zijn er {bad} niet in orde; de eerste is van “{flow}”: {problem}.',
  'what it carried is no longer there': 'de inhoud is er niet meer',
  'it cannot be unpacked': 'ze kan niet worden uitgepakt',
  'it does not hold as many records and rows as were staged':
    'ze bevat niet zoveel records en rijen als er zijn klaargezet',
  'its rows are not those that were staged': 'de rijen zijn niet die welke zijn klaargezet',
  'it is not the one that the audit trail names': 'het is niet de batch die de audittrail noemt',
  'Read the days of that stream again (re-sync); what is damaged here is never sent. Save the bundle for support.':
    'Lees de dagen van die gegevensstroom opnieuw (opnieuw synchroniseren); wat hier beschadigd is, wordt nooit verzonden. Sla de supportbundel op.',
  'Records wait in {count} batches that are not in the data file.':
    'Er wachten records in {count} batches die niet in het gegevensbestand staan.',
  'No batch waits to be delivered.': 'Er wacht geen batch op aflevering.',
  '{waiting} batches wait; {looked} were looked at, and each is as it was staged.':
    'Er wachten {waiting} batches; {looked} zijn bekeken en elk is zoals ze is klaargezet.',

  'Compares this computer’s clock with what servers said at the last connection checks, and with the audit trail.':
    'Vergelijkt de klok van deze computer met wat servers bij de laatste verbindingscontroles opgaven, en met de audittrail.',
  'This computer says that it is {now} UTC, but the newest entry of the audit trail is of {moment} UTC.':
    'Volgens deze computer is het {now} UTC, maar de nieuwste regel van de audittrail is van {moment} UTC.',
  'Set the clock of this computer, best by the network’s time, and check again.':
    'Zet de klok van deze computer goed, het liefst op de tijd van het netwerk, en controleer opnieuw.',
  'No server has told its time yet.': 'Nog geen server heeft de tijd opgegeven.',
  'Check a connection: one of its lines compares the clocks.':
    'Controleer een verbinding: een van de regels vergelijkt de klokken.',
  'At the check of “{name}” on {moment} UTC: {detail}.': 'Bij de controle van “{name}” op {moment} UTC: {detail}.',

  Schedules: 'Planning',
  'Looks whether every stream with a schedule has a next run, and whether one is overdue.':
    'Kijkt of elke gegevensstroom met een planning een volgende run heeft, en of er een te laat is.',
  '“{name}” has a schedule, but no next run.': '“{name}” heeft een planning, maar geen volgende run.',
  'Open the flow and save it once more; then check again.':
    'Open de koppeling en sla ze nog eens op; controleer daarna opnieuw.',
  '“{name}” was due on {moment} UTC and has not run.':
    '“{name}” had op {moment} UTC moeten draaien en heeft dat niet gedaan.',
  'Leave the app open: it catches up by itself. If it does not within minutes, start a run by hand.':
    'Laat de app open: die haalt het vanzelf in. Gebeurt dat niet binnen enkele minuten, start dan zelf een run.',
  'No flow runs by a schedule.': 'Er draait geen koppeling volgens een planning.',
  '{count} flows run by a schedule; each has a next run and none is overdue.':
    'Koppelingen met een planning: {count}; elke heeft een volgende run en geen is te laat.',

  Connections: 'Verbindingen',
  'Looks at the last check of each connection and its age. Asks no system.':
    'Kijkt naar de laatste controle van elke verbinding en hoe oud die is. Vraagt niets aan een systeem.',
  'Open the connection and check it.': 'Open de verbinding en controleer die.',
  'The last check of “{name}”, on {moment} UTC, failed.':
    'De laatste controle van “{name}”, op {moment} UTC, is mislukt.',
  '“{name}” was never checked.': '“{name}” is nog nooit gecontroleerd.',
  '“{name}” was last checked on {moment} UTC.': '“{name}” is het laatst gecontroleerd op {moment} UTC.',
  'There are no connections yet.': 'Er zijn nog geen verbindingen.',
  '{count} connections passed their last check; the oldest is that of “{name}”, on {moment} UTC.':
    'Verbindingen met een geslaagde laatste controle: {count}; de oudste is die van “{name}”, op {moment} UTC.',

  Network: 'Netwerk',
  'Looks which way requests take, and reads the extra CA file if one is set. Sends nothing to a system.':
    'Kijkt welke weg verzoeken nemen en leest het extra CA-bestand als er een is ingesteld. Stuurt niets naar een systeem.',
  'Open Settings, Network, mend it there and try the way.':
    'Open Instellingen, Netwerk, herstel het daar en probeer de weg.',
  'The extra CA file cannot be used: {reason}': 'Het extra CA-bestand kan niet worden gebruikt: {reason}',
  'There is no way to the network: {reason}': 'Er is geen weg naar het netwerk: {reason}',
  '{way}; no extra CA file.': '{way}; geen extra CA-bestand.',
  '{way}; the extra CA file adds {count} certificates.': '{way}; certificaten uit het extra CA-bestand: {count}.',

  'One app for the data folder': 'Eén app voor de gegevensmap',
  'Looks whether the folder’s lock is held, and which process has announced itself there.':
    'Kijkt of het slot van de map wordt vastgehouden en welk proces zich daar heeft gemeld.',
  'The lock of the data folder is not held.': 'Het slot van de gegevensmap wordt niet vastgehouden.',
  'Process {other} has announced itself for the data folder that process {own} works in.':
    'Proces {other} heeft zich gemeld voor de gegevensmap waarin proces {own} werkt.',
  'Quit every ml-connector of this account, on every computer that can reach the folder; start one again.':
    'Sluit elke ml-connector van dit account, op elke computer die bij de map kan; start er daarna één.',
  'This app alone has the data folder (process {own}).': 'Alleen deze app heeft de gegevensmap (proces {own}).',

  Versions: 'Versies',
  'Looks at the versions of the app, Node.js and SQLite.': 'Kijkt naar de versies van de app, Node.js en SQLite.',
  'Install Node.js 24 or later, or use the desktop app, and start again.':
    'Installeer Node.js 24 of nieuwer, of gebruik de desktop-app, en start opnieuw.',

  Retention: 'Bewaartermijn',
  'Looks whether details of finished work are still here that are older than is kept.':
    'Kijkt of er nog details van afgerond werk zijn die ouder zijn dan de bewaartermijn.',
  'Everything is kept for ever.': 'Alles blijft voor altijd bewaard.',
  'Nothing from before {day} is left to remove.': 'Van vóór {day} is er niets meer te verwijderen.',
  '{count} details from before {day} are still here; they were never looked for.':
    'Er zijn nog {count} details van vóór {day}; er is nog nooit naar gezocht.',
  '{count} details from before {day} are still here; they were last looked for on {moment} UTC.':
    'Er zijn nog {count} details van vóór {day}; er is het laatst naar gezocht op {moment} UTC.',
  'Leave the app open without a run under way: it removes them within a day of being started.':
    'Laat de app open zonder dat er een run bezig is: binnen een dag na de start verwijdert die ze.',

  'Desktop or browser': 'Desktop of browser',
  'Looks whether the app runs in Electron, and whether its requests then go through Chromium.':
    'Kijkt of de app in Electron draait en of de verzoeken dan via Chromium gaan.',
  'Runs on Node.js, with its window in a browser; requests go out from Node.js.':
    'Draait op Node.js, met het venster in een browser; verzoeken gaan vanuit Node.js naar buiten.',
  'Runs in Electron {electron}, but requests do not go through its Chromium {chromium}.':
    'Draait in Electron {electron}, maar verzoeken gaan niet via de Chromium {chromium} daarvan.',
  'Start the desktop app itself; automatic proxy files and the system’s sign-in work only there.':
    'Start de desktop-app zelf; automatische proxybestanden en de aanmelding van het systeem werken alleen daar.',
  'Runs in Electron {electron}; requests go through its Chromium {chromium}.':
    'Draait in Electron {electron}; verzoeken gaan via de Chromium {chromium} daarvan.',

  'It did not end within {seconds} seconds.': 'De controle was na {seconds} seconden niet klaar.',
  'Check again when the computer has less to do; if it stays, save the bundle for support.':
    'Controleer opnieuw als de computer minder te doen heeft; blijft het zo, sla dan de supportbundel op.',
  'It could not be done ({code}).': 'De controle kon niet worden uitgevoerd ({code}).',
  'Save the bundle for support and send it to whoever looks after this app.':
    'Sla de supportbundel op en stuur die naar wie deze app beheert.',
} as const;
