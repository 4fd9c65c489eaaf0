import type { exactErrors as english } from '../codes/exact.ts';
import type { Translated } from './translated.ts';

const nothingRead =
  'Er is niets gelezen; wat is afgeleverd blijft staan, en elke gegevensstroom gaat verder waar die was.';
const notSignedIn = 'Er is niemand aangemeld; wat is afgeleverd blijft zoals het is.';
const comesBack = 'Er gaat niets verloren: het gaat verder waar het was.';
const beginAgain = 'Begin opnieuw met aanmelden.';

/** Errors of the exact area, in Dutch. */
export const exactErrors = {
  EXACT_SETTING_INVALID: {
    text: 'De instelling “{field}” van de Exact Online-verbinding kan niet worden gebruikt: {reason}.',
    effect: 'Er is niets aan Exact Online gevraagd.',
    next: 'Open de verbinding, corrigeer het veld en voer de controle uit.',
  },
  EXACT_NOT_SIGNED_IN: {
    text: 'Voor deze verbinding heeft zich nog niemand bij Exact Online aangemeld.',
    effect: 'Er is niets aan Exact Online gevraagd.',
    next: 'Open de verbinding en meld u aan.',
  },
  EXACT_SIGN_IN_AGAIN: {
    text: 'Exact Online accepteert de aanmelding van deze verbinding niet meer: {reason}.',
    effect: `${nothingRead} Deze aanmelding wordt niet vanzelf opnieuw geprobeerd.`,
    next: 'Open de verbinding en meld u opnieuw aan. Gebeurt het snel weer, dan gebruikt een ander programma dezelfde app uit het App Center: geef deze verbinding een eigen app.',
  },
  EXACT_CLIENT_REFUSED: {
    text: 'Exact Online accepteert de client-id of het client-secret niet ({reason}).',
    effect: nothingRead,
    next: 'Vergelijk beide met de app in het Exact Online App Center (Beheer mijn apps), op de site van hetzelfde land, vul ze in de verbinding in en voer de controle uit.',
  },
  EXACT_RENEWAL_REFUSED: {
    text: 'Exact Online heeft de aanmelding niet verlengd ({reason}).',
    effect: `${nothingRead} Het wordt niet vanzelf opnieuw geprobeerd.`,
    next: 'Controleer de client-id en het client-secret van de app; kloppen beide, open dan de verbinding en meld u opnieuw aan.',
  },
  EXACT_RENEWAL_TOO_EARLY: {
    text: 'Exact Online weigert de huidige aanmelding en zegt dat het te vroeg is om die te verlengen.',
    effect: comesBack,
    next: 'U hoeft niets te doen: over tien minuten wordt het opnieuw geprobeerd. Controleer of de klok van deze computer goed staat.',
  },
  EXACT_RENEWAL_UNANSWERED: {
    text: 'Het antwoord van Exact Online op het verlengen van de aanmelding kon niet worden gelezen ({reason}).',
    effect: `${comesBack} De aanmelding kan verlengd zijn zonder dat wij het weten; dan moet iemand zich opnieuw aanmelden.`,
    next: 'U hoeft niets te doen: het wordt vanzelf opnieuw geprobeerd, en het wordt gemeld als u zich moet aanmelden.',
  },
  EXACT_TOKEN_REFUSED: {
    text: 'Exact Online weigert een toegangstoken dat nog geldig zou moeten zijn.',
    effect: nothingRead,
    next: 'Controleer of de klok van deze computer goed staat en of de gebruiker nog in Exact Online mag werken; voer dan de controle uit. Blijft het zo, meld u dan opnieuw aan.',
  },
  EXACT_SIGN_IN_NOT_BEGUN: {
    text: 'Er is geen aanmelding die op dit adres wacht: er is er geen begonnen, of er zijn meer dan tien minuten voorbij.',
    effect: notSignedIn,
    next: beginAgain,
  },
  EXACT_LANDING_REFUSED: {
    text: 'Het geplakte adres kan niet worden gebruikt: {reason}.',
    effect: notSignedIn,
    next: 'Kopieer het hele adres uit de browser, zoals het er na het aanmelden staat, en plak het opnieuw.',
  },
  EXACT_CONSENT_REFUSED: {
    text: 'Exact Online heeft de app niet toegelaten ({reason}).',
    effect: notSignedIn,
    next: 'Begin opnieuw met aanmelden en sta toe wat de app vraagt. Wordt dat niet aangeboden, vraag het dan aan wie de rechten in Exact Online beheert.',
  },
  EXACT_CODE_REFUSED: {
    text: 'Exact Online heeft het geplakte adres niet geaccepteerd ({reason}). Het is drie minuten en één keer geldig, en de redirect-URI moet precies de geregistreerde zijn.',
    effect: notSignedIn,
    next: 'Begin opnieuw met aanmelden en plak het adres zodra de browser is aangekomen.',
  },
  EXACT_SIGN_IN_UNANSWERED: {
    text: 'Het antwoord van Exact Online op de aanmelding is niet aangekomen.',
    effect: notSignedIn,
    next: `${beginAgain} Gebeurt het weer, voer dan de controle uit: de eerste regels laten zien waar de weg ophoudt.`,
  },
  EXACT_RIGHTS_MISSING: {
    text: 'De gebruiker mag “{resource}” in administratie {division} niet lezen, of de licentie ervan heeft het niet.',
    effect: nothingRead,
    next: 'Vraag wie de rechten in Exact Online beheert om de gebruiker de rol ervoor te geven (of de module toe te voegen) en voer dan de controle uit.',
  },
  EXACT_COMPANY_NOT_ALLOWED: {
    text: 'De app mag administratie {division} niet gebruiken.',
    effect: nothingRead,
    next: 'Open in Exact Online Mijn Exact Online → Beveiligingscentrum → App-machtigingen → Administraties beheren, vink de administratie aan en voer dan de controle uit.',
  },
  EXACT_CURRENT_COMPANY_NOT_ALLOWED: {
    text: 'De administraties kunnen niet worden opgesomd: ze worden opgevraagd via de administratie die de gebruiker in Exact Online open heeft ({division}), en die mag de app niet gebruiken.',
    effect: 'Er is geen administratie opgesomd.',
    next: 'Sta die administratie toe (Mijn Exact Online → Beveiligingscentrum → App-machtigingen → Administraties beheren), of open in Exact Online een toegestane, of vul de nummers van de administraties met de hand in.',
  },
  EXACT_SCOPE_MISSING: {
    text: 'De app mist de scope voor “{resource}” ({scope}).',
    effect: nothingRead,
    next: 'Open de app in het Exact Online App Center (Beheer mijn apps), voeg de scope toe en meld u daarna opnieuw aan.',
  },
  EXACT_COMPANY_UNKNOWN: {
    text: 'Administratie {division} hoort niet bij de administraties die de gebruiker en de app mogen gebruiken.',
    effect: nothingRead,
    next: 'Geef de gebruiker toegang tot de administratie en sta die toe voor de app (Beveiligingscentrum → App-machtigingen → Administraties beheren), of haal die uit de verbinding.',
  },
  EXACT_COMPANY_CLOSED: {
    text: 'Administratie {division} kan nu niet worden gelezen: die is {reason}.',
    effect: nothingRead,
    next: 'Wacht tot Exact Online de administratie weer heeft geopend, of haal die uit de verbinding.',
  },
  EXACT_REQUEST_REFUSED: {
    text: 'Exact Online weigerde “{resource}” in administratie {division} te lezen: {reason}.',
    effect: nothingRead,
    next: 'Sla de supportbundel op (Instellingen, Diagnose) en stuur die met deze melding naar support.',
  },
  EXACT_CHANGE_REFUSED: {
    text: 'Exact Online weigerde “{resource}” in administratie {division} te wijzigen: {reason}.',
    effect: 'Er is niets gewijzigd.',
    next: 'Verhelp wat Exact Online noemt, of laat het zoals het is.',
  },
  EXACT_NOT_FOUND: {
    text: 'Exact Online heeft geen “{resource}” in administratie {division}.',
    effect: nothingRead,
    next: 'Controleer de administraties van de verbinding en wat hun licentie bevat, en voer dan de controle uit.',
  },
  EXACT_RATE_LIMITED: {
    text: 'Exact Online vroeg om een pauze: te veel aanroepen in een minuut (administratie {division}).',
    effect: comesBack,
    next: 'U hoeft niets te doen: na de pauze gaat het vanzelf verder.',
  },
  EXACT_DAY_BUDGET_SPENT: {
    text: 'De aanroepen die Exact Online vandaag in administratie {division} toestaat, zijn op, op {percent} % na die wordt achtergehouden.',
    effect: comesBack,
    next: 'U hoeft niets te doen: na 00:00 UTC gaat het verder. Gebeurt het vaak, lees dan minder vaak of vraag Exact om een groter pakket.',
  },
  EXACT_READING_GOES_ON: {
    text: 'De aanroepen die Exact Online vandaag in {company} ({division}) toestaat, waren op terwijl “{stream}” werd gelezen: {count} records waren toen gelezen.',
    effect:
      'Wat gelezen is, blijft bewaard, gaat naar de bestemming en wordt niet opnieuw opgevraagd. De records daarachter ontbreken tot alles gelezen is.',
    next: 'U hoeft niets te doen: de eerste run na {until} gaat verder waar deze bleef, dag na dag tot alles gelezen is.',
  },
  EXACT_ENDPOINT_RESTING: {
    text: 'Exact Online weigerde “{resource}” in administratie {division} {count} keer binnen een uur. Het wordt tot {until} met rust gelaten, omdat Exact een app na tien keer blokkeert.',
    effect: comesBack,
    next: 'Bekijk de laatste weigering en verhelp de oorzaak; het wordt vanzelf opnieuw geprobeerd.',
  },
  EXACT_UNAVAILABLE: {
    text: 'Exact Online antwoordde op “{resource}” met een eigen fout (status {status}).',
    effect: comesBack,
    next: 'U hoeft niets te doen: het wordt vanzelf opnieuw geprobeerd. Houdt het aan, kijk dan op status.exactonline.com.',
  },
  EXACT_ANSWER_UNREADABLE: {
    text: 'Het antwoord van Exact Online op “{resource}” kon niet worden gelezen: {reason}.',
    effect: comesBack,
    next: 'Probeer het opnieuw. Gebeurt het weer, controleer dan of iets tussen hier en Exact Online antwoorden wijzigt.',
  },
  EXACT_ANSWER_REFUSED: {
    text: 'Het antwoord van Exact Online op “{resource}” is niet gevolgd: {reason}.',
    effect: nothingRead,
    next: 'Controleer de site van de verbinding. Klopt die, controleer dan of iets tussen hier en Exact Online antwoorden wijzigt.',
  },
  EXACT_STREAM_UNKNOWN: {
    text: 'De gegevensstroom “{stream}” is bij de koppeling met Exact Online niet bekend.',
    effect: 'Deze gegevensstroom is niet gelezen; de andere gegevensstromen van de flow wel.',
    next: 'Controleer de gegevensstromen van de flow; misschien is die met een nieuwere versie van de app gemaakt.',
  },
  EXACT_DOCUMENTS_NOT_GIVEN: {
    text: 'Exact Online noemt {count} gewijzigde records van “{stream}” in administratie {division} en geeft er geen enkel.',
    effect: 'De gegevensstroom gaat in deze administratie verder waar die was, dus er gaat niets verloren.',
    next: 'Vraag wie de rechten in Exact Online beheert of de gebruiker deze records mag bekijken, en start de flow opnieuw.',
  },
  EXACT_FEED_UNUSABLE: {
    text: 'Wat Exact Online over wijzigingen in “{stream}” meldt, kan niet worden gebruikt: {reason}.',
    effect: comesBack,
    next: 'Probeer het opnieuw. Gebeurt het weer, bewaar dan het ondersteuningsbestand (Instellingen, Diagnose) en stuur het met deze melding naar de ondersteuning.',
  },
} as const satisfies Translated<typeof english>;
