import type { httpErrors as english } from '../codes/http.ts';
import type { Translated } from './translated.ts';

const nothingLost =
  'Er gaat niets verloren: wat al is gelezen blijft bewaard, en de stap wordt door de volgende run herhaald.';
const nothingSent = 'Er is niets verzonden.';

/** Errors of the network, in Dutch. */
export const httpErrors = {
  HTTP_ADDRESS_INVALID: {
    text: 'Het adres van {host} kan niet worden gebruikt: {reason}.',
    effect: nothingSent,
    next: 'Corrigeer het adres van de verbinding. Het moet met https:// beginnen; gewoon http mag alleen voor 127.0.0.1.',
  },
  HTTP_NO_NETWORK: {
    text: 'Deze computer heeft geen netwerkverbinding, dus {host} is niet bereikbaar.',
    effect: nothingLost,
    next: 'Maak verbinding met een netwerk (en met de VPN van het bedrijf, als die nodig is). De volgende run gaat vanzelf verder.',
  },
  HTTP_NAME_NOT_FOUND: {
    text: 'De naam {host} is niet bekend in het netwerk.',
    effect: nothingLost,
    next: 'Controleer de schrijfwijze van de host in de verbinding. Klopt die, maak dan verbinding met de VPN van het bedrijf of vraag IT of een proxy moet worden ingesteld.',
  },
  HTTP_CONNECTION_REFUSED: {
    text: '{host} heeft de verbinding geweigerd.',
    effect: nothingLost,
    next: 'Controleer host en poort van de verbinding. Kloppen die, dan ligt het systeem mogelijk stil: probeer het later opnieuw.',
  },
  HTTP_HOST_UNREACHABLE: {
    text: 'Vanuit dit netwerk is er geen weg naar {host}.',
    effect: nothingLost,
    next: 'Maak verbinding met de VPN van het bedrijf, of vraag IT of er een firewall of proxy tussen staat.',
  },
  HTTP_CONNECT_TIMEOUT: {
    text: '{host} heeft binnen {seconds} seconden geen verbinding aangenomen.',
    effect: nothingLost,
    next: 'Probeer het opnieuw. Blijft het zo, vraag IT dan of een firewall het adres blokkeert of een proxy moet worden ingesteld.',
  },
  HTTP_ANSWER_TIMEOUT: {
    text: '{host} heeft het verzoek aangenomen, maar binnen {seconds} seconden niet geantwoord.',
    effect: nothingLost,
    next: 'Het systeem is mogelijk druk: probeer het later opnieuw, of lees minder records tegelijk.',
  },
  HTTP_BODY_TIMEOUT: {
    text: '{host} begon te antwoorden en stuurde daarna {seconds} seconden niets meer.',
    effect: nothingLost,
    next: 'Probeer het opnieuw; gebeurt het vaker, meld IT dan dat antwoorden van {host} blijven hangen.',
  },
  HTTP_CONNECTION_CUT: {
    text: 'De verbinding met {host} werd verbroken voordat het antwoord kwam.',
    effect: nothingLost,
    next: 'Probeer het opnieuw. Gebeurt het bij elk verzoek, vraag IT dan of een firewall verbindingen met {host} verbreekt.',
  },
  HTTP_CUT_WHEN_IDLE: {
    text: 'De verbinding met {host} werd na {seconds} seconden zonder verkeer verbroken, terwijl het systeem nog bezig was.',
    effect: nothingLost,
    next: 'Vraag IT om stille verbindingen met {host} minstens 5 minuten open te laten, of kies een kleinere paginagrootte in de verbinding.',
  },
  HTTP_ANSWER_CUT: {
    text: 'Het antwoord van {host} brak halverwege af.',
    effect: nothingLost,
    next: 'Probeer het opnieuw; gebeurt het vaker, kies dan een kleinere paginagrootte in de verbinding en meld het aan IT.',
  },
  HTTP_TLS_UNTRUSTED: {
    text: 'Het certificaat van {host} is uitgegeven door “{issuer}”, die deze computer niet vertrouwt.',
    effect: nothingSent,
    next: 'Als uw bedrijf verkeer controleert, vraag IT dan om het basiscertificaat en installeer het in het certificaatarchief van het systeem, of kies het bestand (PEM) als extra CA-bestand in de instellingen. Ga anders niet verder: er kan iemand meeluisteren.',
  },
  HTTP_TLS_EXPIRED: {
    text: 'Het certificaat van {host} is vandaag niet geldig (geldig van {validFrom} tot {validTo}).',
    effect: nothingSent,
    next: 'Controleer datum en tijd van deze computer. Kloppen die, meld het dan aan de beheerder van {host}, of aan IT als uw bedrijf verkeer controleert.',
  },
  HTTP_TLS_WRONG_NAME: {
    text: 'Het certificaat dat voor {host} wordt getoond, hoort bij {names}.',
    effect: nothingSent,
    next: 'Controleer de host in de verbinding. Klopt die, vraag IT dan welk apparaat in zijn plaats antwoordt.',
  },
  HTTP_TLS_REFUSED: {
    text: '{host} weigerde een versleutelde verbinding op te zetten ({reason}).',
    effect: nothingSent,
    next: 'Controleer of adres en poort bij het systeem horen en https spreken. Is dat zo, vraag IT dan of een apparaat onderweg TLS 1.2 of 1.3 blokkeert.',
  },
  HTTP_CA_FILE: {
    text: 'Het extra CA-bestand {file} kan niet worden gebruikt: {reason}.',
    effect: nothingSent,
    next: 'Kies een bestand met een of meer certificaten in PEM-vorm (het begint met “-----BEGIN CERTIFICATE-----”), of maak de instelling leeg.',
  },
  HTTP_PROXY_SETTING: {
    text: 'De proxy {proxy} kan niet worden gebruikt: {reason}.',
    effect: nothingSent,
    next: 'Stel in de instellingen een proxyadres in dat met http:// of https:// begint, of vraag IT erom.',
  },
  HTTP_PROXY_UNREACHABLE: {
    text: 'De proxy {proxy} is niet bereikbaar ({reason}).',
    effect: nothingLost,
    next: 'Maak verbinding met het netwerk of de VPN van het bedrijf. Hoort deze computer hier geen proxy te gebruiken, wijzig dan de proxy-instelling.',
  },
  HTTP_PROXY_TLS_UNTRUSTED: {
    text: 'Deze computer vertrouwt het certificaat van de proxy {proxy} niet.',
    effect: nothingSent,
    next: 'Vraag IT om het basiscertificaat van het bedrijf en installeer het, of kies het bestand als extra CA-bestand in de instellingen.',
  },
  HTTP_PROXY_PASSWORD_NEEDED: {
    text: 'De proxy {proxy} vraagt om een gebruikersnaam en een wachtwoord (407).',
    effect: 'Er is niets naar {host} verzonden.',
    next: 'Voer de gebruikersnaam en het wachtwoord van de proxy in bij de instellingen.',
  },
  HTTP_PROXY_PASSWORD_WRONG: {
    text: 'De proxy {proxy} accepteert de ingestelde gebruikersnaam en het wachtwoord niet (407).',
    effect:
      'Er is niets naar {host} verzonden, en het wordt niet vanzelf opnieuw geprobeerd, zodat het account niet wordt geblokkeerd.',
    next: 'Voer de gebruikersnaam en het wachtwoord van de proxy opnieuw in bij de instellingen.',
  },
  HTTP_PROXY_PASSWORD_UNREADABLE: {
    text: 'Het opgeslagen wachtwoord van de proxy {proxy} kan niet worden geopend: het is gewijzigd, of met een andere sleutel verzegeld.',
    effect: nothingSent,
    next: 'Voer het wachtwoord van de proxy opnieuw in bij Instellingen, onder Netwerk.',
  },
  HTTP_PROXY_PASSWORD_ALONE: {
    text: 'Bij een wachtwoord van een proxy horen het adres van de proxy en een gebruikersnaam.',
    effect: 'Er is niets opgeslagen.',
    next: 'Voer naast het wachtwoord het adres en de gebruikersnaam in, of laat het wachtwoord leeg.',
  },
  HTTP_PROXY_AUTH_UNSUPPORTED: {
    text: 'De proxy {proxy} laat alleen aanmelden met {schemes}, en dat kan dit programma niet wanneer het zonder Electron draait.',
    effect: 'Er is niets naar {host} verzonden.',
    next: 'Gebruik de desktop-app, die zich met uw Windows-account aanmeldt; of vraag IT om een uitzondering voor {host}, om basisverificatie of om een lokale hulpproxy.',
  },
  HTTP_PROXY_SIGN_IN_FAILED: {
    text: 'De proxy {proxy} vraagt om aanmelding met uw bedrijfsaccount (Kerberos of NTLM), en deze computer kon die niet geven.',
    effect: 'Er is niets naar {host} verzonden.',
    next: 'Meld u op deze computer aan met uw bedrijfsaccount terwijl u in het netwerk of de VPN van het bedrijf bent, of voer de gebruikersnaam en het wachtwoord van de proxy in bij de instellingen. Blijft het zo, laat deze melding dan aan IT zien.',
  },
  HTTP_PROXY_NO_WAY: {
    text: 'De proxy {proxy} opende geen verbinding met {host}: hij staat het niet toe, of kon het niet bereiken.',
    effect: nothingLost,
    next: 'Controleer de host in de verbinding. Klopt die, vraag IT dan of de proxy {proxy} {host} voor deze computer toestaat.',
  },
  HTTP_PROXY_REFUSED: {
    text: 'De proxy {proxy} staat geen verbindingen met {host} toe (status {status}).',
    effect: 'Er is niets naar {host} verzonden.',
    next: 'Vraag IT om {host} voor deze computer toe te staan.',
  },
  HTTP_PROXY_CANNOT_REACH: {
    text: 'De proxy {proxy} kon {host} niet bereiken (status {status}).',
    effect: nothingLost,
    next: 'Controleer de host in de verbinding. Klopt die, probeer het dan later opnieuw of vraag IT.',
  },
  HTTP_BLOCK_PAGE: {
    text: '{host} antwoordde met een webpagina (“{title}”) waar gegevens werden verwacht.',
    effect: 'Er is niets uit gelezen, en niets wordt als afgeleverd geteld.',
    next: 'Controleer het adres van de verbinding. Klopt dat, dan staat er een proxy, een firewall of een aanmeldpagina tussen: open het adres in een browser, of laat deze melding aan IT zien.',
  },
  HTTP_REDIRECTED: {
    text: '{host} stuurde het verzoek door naar {target} (status {status}) in plaats van te antwoorden.',
    effect: 'Het verzoek is daar niet naartoe gestuurd, dus er ging geen wachtwoord naar een ander adres.',
    next: 'Is {target} een aanmeldpagina van uw netwerk, meld u dan met een browser aan en probeer het opnieuw. Corrigeer anders het adres van de verbinding.',
  },
  HTTP_RATE_LIMITED: {
    text: '{host} vroeg om een pauze: te veel verzoeken (429).',
    effect: nothingLost,
    next: 'U hoeft niets te doen: na de pauze gaat het vanzelf verder. Gebeurt het vaak, kies dan een langer interval.',
  },
  HTTP_ASKED_TO_WAIT: {
    text: '{host} is nog niet gereed en vroeg om later terug te komen ({status}).',
    effect: nothingLost,
    next: 'U hoeft niets te doen: na de pauze gaat het vanzelf verder.',
  },
  HTTP_BUDGET_SPENT: {
    text: 'Het budget “{budget}” voor verzoeken is voorlopig op.',
    effect: nothingLost,
    next: 'U hoeft niets te doen: het gaat vanzelf verder zodra het budget is vernieuwd.',
  },
  HTTP_UNAVAILABLE: {
    text: '{host} is op dit moment niet beschikbaar (status {status}).',
    effect: nothingLost,
    next: 'Probeer het later opnieuw. Duurt het voort, kijk dan op de statuspagina van het systeem.',
  },
  HTTP_SERVER_ERROR: {
    text: '{host} meldde zelf een fout (status {status}).',
    effect: nothingLost,
    next: 'Probeer het later opnieuw. Duurt het voort, kijk dan op de statuspagina van het systeem of vraag de beheerder.',
  },
  HTTP_STATUS: {
    text: '{host} heeft het verzoek geweigerd (status {status}).',
    effect: 'Er is niets door gewijzigd.',
    next: 'Controleer het adres en de rechten van de verbinding.',
  },
  HTTP_ANSWER_EMPTY: {
    text: '{host} stuurde een leeg antwoord waar gegevens werden verwacht (status {status}).',
    effect: nothingLost,
    next: 'Probeer het opnieuw; gebeurt het vaker, vraag IT dan of een apparaat onderweg antwoorden leegmaakt.',
  },
  HTTP_ANSWER_TOO_LARGE: {
    text: 'Het antwoord van {host} is groter dan {limitMb} MB en werd niet verder gelezen.',
    effect: nothingLost,
    next: 'Kies een kleinere paginagrootte in de verbinding.',
  },
  HTTP_ANSWER_UNREADABLE: {
    text: 'Het antwoord van {host} kon niet worden gelezen: {reason}.',
    effect: nothingLost,
    next: 'Probeer het opnieuw; gebeurt het vaker, sla dan de supportbundel op (Instellingen, Diagnose) en stuur die naar support.',
  },
  HTTP_FAILED: {
    text: 'Het verzoek aan {host} is mislukt ({reason}).',
    effect: nothingLost,
    next: 'Probeer het opnieuw; gebeurt het vaker, sla dan de supportbundel op (Instellingen, Diagnose) en stuur die naar support.',
  },
} as const satisfies Translated<typeof english>;
