import type { backupTexts as english } from '../en/backup.ts';

/** Back-up, terugzetten en verhuizen, in Dutch. */
export const backupTexts = {
  'backup.again': 'Nogmaals dezelfde wachtzin',
  'backup.anotherFile': 'Een ander bestand…',
  'backup.anotherFolder': 'Een andere map…',
  'backup.back': 'Terug naar instellingen',
  'backup.bytes': 'Grootte',
  'backup.differs': 'De twee zijn niet gelijk.',
  'backup.file': 'Bestand',
  'backup.fileName': 'Bestandsnaam',
  'backup.folder': 'Map',
  'backup.folder.documents': 'Documenten',
  'backup.folder.downloads': 'Downloads',
  'backup.folder.home': 'Persoonlijke map',
  'backup.folderPath': 'Volledig pad van de map',
  'backup.folderPathHelp': 'Een USB-stick of een netwerkmap van uw bedrijf mag ook. De map moet bestaan.',
  'backup.intro':
    'Eén verzegeld bestand met alles: verbindingen en geheimen, koppelingen, mappings en regels, tot waar elke gegevensstroom is gelezen, wat nog moet worden afgeleverd, records en de audittrail. Het synchroniseren gaat intussen door.',
  'backup.lastBackup': 'Laatste back-up',
  'backup.make': 'Back-up maken',
  'backup.made': 'De back-up is gemaakt',
  'backup.madeText':
    'Hij is teruggelezen en volledig. Bewaar hem waar hij niet met de computer verloren gaat, en de wachtzin waar u wachtwoorden bewaart.',
  'backup.making': 'De back-up wordt gemaakt',
  'backup.never': 'Nooit',
  'backup.newBackup': 'Back-up maken',
  'backup.newMove': 'Verhuizen naar een andere computer',
  'backup.newRestore': 'Hier een back-up terugzetten',
  'backup.origin': 'Deze installatie',
  'backup.originNew': 'Hier ingericht',
  'backup.originRestored': 'Teruggezet uit de back-up van {date} (generatie {generation})',
  'backup.passphrase': 'Wachtzin van de back-up',
  'backup.passphraseHelp': 'Zonder die kan niemand het bestand openen; hij wordt hier nergens bewaard.',
  'backup.resting': 'Deze installatie kijkt alleen mee',
  'backup.restingSince': 'Sinds',
  'backup.secrets': 'Geheimen erin',
  'backup.strength.fair': 'Goed genoeg; langer is beter',
  'backup.strength.plain': 'Te eenvoudig: minstens zes verschillende tekens',
  'backup.strength.short': 'Te kort: minstens {least, plural, one {# teken} other {# tekens}}',
  'backup.strength.strong': 'Sterk',
  'backup.takenAt': 'Stand van',
  'backup.title': 'Back-up en verhuizen',
  'backup.titleNote':
    'Een back-up is één verzegeld bestand. Daarmee zet u alles terug op een andere computer, of verhuist u het werk daarheen.',
  'backup.where': 'Bestand en wachtzin',
  'backup.whereNote': 'Op de computer waarop ml‑connector draait.',
  'backup.whichFile': 'Back-up',
  'backup.whichPath': 'Volledig pad van het bestand',
  'backup.whichPathHelp': 'Bijvoorbeeld op een USB-stick; de naam eindigt op .mlcbackup.',
  'backup.whichNone': 'Er is geen back-up gevonden in uw documenten, downloads en persoonlijke map.',
  'move.begin': 'Overdragen en het bestand maken',
  'move.done': 'Overgedragen',
  'move.doneText':
    'Neem het bestand mee naar de andere computer en zet het daar terug. Hier blijft alles leesbaar; er wordt niets meer gesynchroniseerd of gewijzigd.',
  'move.howTitle': 'Wat er gebeurt',
  'move.intro': 'Alles gaat mee. Er werkt steeds één installatie, zodat niets twee keer wordt afgeleverd.',
  'move.making': 'Bezig met overdragen',
  'move.reasonHelp': 'Wordt bewaard in de audittrail, bijvoorbeeld “nieuwe laptop”.',
  'move.step1':
    'Deze installatie houdt op met werken en kijkt vanaf dan alleen nog mee. Een run die bezig is, moet eerst klaar zijn.',
  'move.step2':
    'Van alles wordt één verzegeld bestand gemaakt en teruggelezen. Mislukt dat, dan werkt deze installatie door.',
  'move.step3': 'Kies op de andere computer bij de eerste start “Terugzetten uit een back-up of hierheen verhuizen”.',
  'move.step4': 'Gaat de verhuizing toch niet door, neem deze installatie dan terug onder Instellingen.',
  'restore.as': 'Waarvoor u terugzet',
  'restore.as.copy': 'Alleen om in te kijken: hier wordt niets gesynchroniseerd of gewijzigd',
  'restore.as.replaces': 'Om hier verder te gaan, in plaats van waar de back-up is gemaakt',
  'restore.begin': 'Terugzetten',
  'restore.busy':
    'Bezig met terugzetten: het bestand wordt gecontroleerd en geopend, daarna start de verwerking opnieuw.',
  'restore.copyDone':
    'Dit is een kopie om in te kijken. Wilt u hier werken in plaats van daar, kies dan “Deze installatie terugnemen” onder Instellingen.',
  'restore.done': 'Teruggezet',
  'restore.doneText':
    'Hier gaat het synchroniseren verder. Werk niet meer met de oude installatie: levert die na deze back-up nog af, dan stopt deze voordat er iets wordt verdubbeld en vraagt het u.',
  'restore.first': 'Terugzetten uit een back-up of hierheen verhuizen',
  'restore.intro':
    'Een verzegeld bestand van een andere computer, of van deze voordat die opnieuw werd ingericht. Zolang het niet tot de laatste byte is gecontroleerd, wordt hier niets gewijzigd.',
  'restore.notEmpty':
    'Er zijn hier al verbindingen of koppelingen, en een back-up vervangt niets. Zet hem terug op een computer waar ml‑connector nog niet is ingericht, of in een lege gegevensmap (optie --data).',
  'restore.passphraseHelp': 'Die bij het maken van de back-up is gekozen.',
  'restore.toHome': 'Naar de koppelingen',
  'restore.vault':
    'Open eerst de kluis van deze computer (zie hierboven): de geheimen uit de back-up worden met de sleutel daarvan verzegeld.',
  'takeBack.begin': 'Deze installatie terugnemen',
  'takeBack.copyText':
    'Dit is een kopie die is teruggezet om in te kijken. Zij kan het overnemen van waar zij vandaan komt; daar mag dan niet meer worden gewerkt.',
  'takeBack.movedText':
    'Zij is overgedragen aan een andere computer. Neem haar alleen terug als de andere het nooit heeft overgenomen of niet meer werkt: van twee die werken, stopt elk zodra zij de ander tegenkomt.',
  'takeBack.notice': 'Terugnemen…',
  'takeBack.noticeCopy':
    'Dit is een kopie, teruggezet om in te kijken. Hier wordt niets gesynchroniseerd of gewijzigd.',
  'takeBack.noticeMoved':
    'Deze installatie is overgedragen aan een andere computer en kijkt alleen nog mee. Hier wordt niets gesynchroniseerd of gewijzigd.',
} as const satisfies Record<keyof typeof english, string>;
