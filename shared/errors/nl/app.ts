import type { appErrors as english } from '../codes/app.ts';
import type { Translated } from './translated.ts';

/** Errors of the app around the engine, in Dutch. */
export const appErrors = {
  APP_INTERNAL: {
    text: 'Er ging iets mis binnen ml-connector.',
    effect: 'Records die al zijn klaargezet, blijven klaargezet; er gaat niets verloren.',
    next: 'Probeer het opnieuw. Gebeurt het weer, sla dan de supportbundel op (Instellingen, Diagnose) en stuur die naar support.',
  },
  APP_CANCELLED: { text: 'De actie is geannuleerd.', next: 'Start opnieuw wanneer het schikt.' },
  APP_BAD_REQUEST: {
    text: 'Het verzoek is niet begrepen: {reason}.',
    next: 'Corrigeer het genoemde veld en probeer het opnieuw.',
  },
  APP_NOT_FOUND: { text: 'Er is geen {what} “{id}”.', next: 'Vernieuw de lijst en kies opnieuw.' },
  APP_UNKNOWN_METHOD: {
    text: 'Dit venster vroeg om iets wat de draaiende verwerking niet kent ({method}).',
    next: 'Sluit elk venster van ml-connector en start opnieuw, zodat alle delen dezelfde versie hebben.',
  },
  APP_ENGINE_GONE: {
    text: 'De verwerking stopte terwijl zij antwoordde.',
    effect: 'Klaargezette records blijven bewaard; een onderbroken run gaat na de herstart verder.',
    next: 'Wacht tot de verwerking opnieuw is gestart. Gebeurt dat niet, start de app dan opnieuw.',
  },
  APP_WINDOW_CLOSED: {
    text: 'Dit venster is niet meer met ml-connector verbonden.',
    effect: 'Er is niets gewijzigd; runs gaan zonder dit venster door.',
    next: 'Sluit dit tabblad en start ml-connector opnieuw: dat opent een nieuw venster op dezelfde gegevens.',
  },
  APP_FAULT: {
    text: 'ml-connector stuitte op een fout waarna het niet verder kan.',
    effect: 'Klaargezette records blijven bewaard; een onderbroken run gaat na de volgende start verder.',
    next: 'Start het opnieuw. Gebeurt het weer, sla dan de supportbundel op (Instellingen, Diagnose) en stuur die naar support.',
  },
  APP_WINDOW_ENDED: {
    text: 'Het venster is binnen een minuut meermaals gestopt.',
    effect: 'Runs gaan zonder het venster door, en er gaat niets verloren.',
    next: 'Laad het opnieuw. Stopt het weer, herstart dan de computer, sla de supportbundel op (Instellingen, Diagnose) en stuur die naar support.',
  },
  APP_WINDOW_HANGS: {
    text: 'Het venster reageert niet.',
    effect: 'Runs gaan zonder het venster door, en er gaat niets verloren behalve wat was getypt en niet opgeslagen.',
    next: 'Wacht nog even, of laad het venster opnieuw.',
  },
  APP_TIMEOUT: {
    text: 'De verwerking heeft niet binnen {seconds} seconden geantwoord.',
    next: 'Probeer het opnieuw; gebeurt het weer, herstart dan de app.',
  },
  APP_PRACTICE_FAILED: {
    text: 'De oefensystemen konden dit niet doen: {reason}.',
    next: 'Stop de oefensystemen en start ze opnieuw.',
  },
  APP_INSTANCE_SILENT: {
    text: 'ml-connector draait al op de gegevensmap {folder}, maar antwoordt niet.',
    effect: 'Er is niets gestart, zodat er geen twee tegelijk synchroniseren.',
    next: 'Sluit de andere ml-connector (of beëindig die in Taakbeheer) en start opnieuw.',
  },
  APP_LINK_REFUSED: {
    text: 'Het adres {host} wordt van hieruit niet geopend.',
    next: 'Typ het zelf in de browser als u het vertrouwt.',
  },
  APP_LINK_NOT_OPENED: {
    text: 'De browser kon niet worden geopend.',
    next: 'Kopieer het adres zelf naar een browser.',
  },
  APP_STORE_READ_ONLY: {
    text: 'Het gegevensbestand is alleen geopend om te lezen: {reason}.',
    effect: 'Er wordt niets gewijzigd en niets gesynchroniseerd.',
    next: 'Exporteer wat nodig is en volg daarna “Data file cannot be opened” in het draaiboek.',
  },
} as const satisfies Translated<typeof english>;
