import type { slackErrors as english } from '../codes/slack.ts';
import type { Translated } from './translated.ts';

const queueWaits = 'Er is niets geplaatst; de berichten van deze verbinding wachten.';
const channelWaits = 'Er is niets geplaatst; de berichten voor dit kanaal wachten, alle andere gaan door.';
const goesOn = 'De berichten wachten en gaan vanzelf.';
const lookFirst =
  'Eerst wordt in het kanaal gekeken voordat iets opnieuw wordt verzonden, zodat niets dubbel wordt geplaatst.';
const toSupport = 'Sla de supportbundel op (Instellingen, Diagnose) en stuur die naar support';

/** Errors of the slack area, in Dutch. */
export const slackErrors = {
  SLACK_SETTING_INVALID: {
    text: 'De instelling “{field}” van de Slack-verbinding kan niet worden gebruikt: {reason}.',
    effect: 'Er is niets verzonden.',
    next: 'Open de verbinding, corrigeer het veld en voer de controle uit.',
  },
  SLACK_TOKEN_REFUSED: {
    text: 'Slack accepteert het bot-token niet ({reason}).',
    effect: queueWaits,
    next: 'Open de app op api.slack.com/apps → OAuth & Permissions, kopieer het Bot User OAuth Token (installeer de app opnieuw als het er niet is), voer het in de verbinding in en voer de controle uit.',
  },
  SLACK_REFRESH_REFUSED: {
    text: 'Slack heeft het roulerende token niet vernieuwd ({reason}).',
    effect: queueWaits,
    next: 'Controleer de client-id en het clientgeheim van de app, installeer de app opnieuw en voer het nieuwe token en refresh-token in de verbinding in.',
  },
  SLACK_ROTATION_LOST: {
    text: 'Slack kent het refresh-token van deze verbinding niet meer ({reason}): elk werkt maar één keer, en dit is elders gebruikt of verkeerd ingevoerd.',
    effect: `${queueWaits} Er gaat er geen verloren, en niets probeert het vanzelf opnieuw.`,
    next: 'Meestal gebruikt een andere installatie van ml-connector dezelfde Slack-app: open de koppeling en kies welke van de twee verdergaat. Is dat deze, installeer dan eerst de app opnieuw (api.slack.com/apps → OAuth & Permissions) en voer het nieuwe token en refresh-token in de verbinding in.',
  },
  SLACK_APP_TOKEN_REFUSED: {
    text: 'Slack accepteert het app-token niet ({reason}).',
    effect: 'Berichten worden toch geplaatst; knoppen voor goedkeuringen werken niet.',
    next: 'Open de app op api.slack.com/apps → Basic Information → App-Level Tokens, maak een token met de scope connections:write en voer het in de verbinding in.',
  },
  SLACK_APPROVAL_PENDING: {
    text: 'De Slack-workspace heeft deze app nog niet toegelaten ({reason}): een beheerder moet de app nog goedkeuren, of heeft die afgewezen.',
    effect: queueWaits,
    next: 'Vraag de beheerder van de workspace om de app en de rechten goed te keuren en voer daarna de controle uit.',
  },
  SLACK_SCOPE_MISSING: {
    text: 'De Slack-app mist het recht “{scope}”. {cost}',
    effect: 'Wat het nodig heeft, wordt niet gedaan; wat erop wacht, blijft staan.',
    next: 'Open de app op api.slack.com/apps → OAuth & Permissions, voeg de scope toe, installeer de app opnieuw en voer de controle uit.',
  },
  SLACK_NOT_ALLOWED: {
    text: 'Slack staat de app dit niet toe ({reason}).',
    effect: queueWaits,
    next: 'Toon dit bericht aan de beheerder van de workspace en voer daarna de controle uit.',
  },
  SLACK_CHANNEL_NOT_FOUND: {
    text: 'Slack kent geen kanaal {channel}, of de app mag het niet zien.',
    effect: channelWaits,
    next: 'Is het kanaal besloten, nodig de app er dan voor uit; kies anders een ander kanaal in de regel. Laat daarna de wachtende berichten gaan.',
  },
  SLACK_NOT_IN_CHANNEL: {
    text: 'De app is geen lid van het kanaal {channel}.',
    effect: channelWaits,
    next: 'Laat de app lid worden van een openbaar kanaal, of schrijf “/invite @ml-connector” in het kanaal. Laat daarna de wachtende berichten gaan.',
  },
  SLACK_CHANNEL_ARCHIVED: {
    text: 'Het kanaal {channel} is gearchiveerd.',
    effect: channelWaits,
    next: 'Kies een ander kanaal in de regel, of haal het kanaal in Slack uit het archief. Laat daarna de wachtende berichten gaan.',
  },
  SLACK_CHANNEL_RESTRICTED: {
    text: 'De app mag niet plaatsen in het kanaal {channel} ({reason}).',
    effect: channelWaits,
    next: 'Vraag de beheerder van het kanaal om de app daar te laten plaatsen, of kies een ander kanaal in de regel. Laat daarna de wachtende berichten gaan.',
  },
  SLACK_THREAD_CLOSED: {
    text: 'Het kanaal {channel} neemt geen antwoord op dit bericht aan ({reason}).',
    effect: 'Het antwoord is niet geplaatst; het bericht zelf staat er.',
    next: 'Open de thread in Slack, of laat het antwoord vervallen.',
  },
  SLACK_MESSAGE_GONE: {
    text: 'Het bericht dat in het kanaal {channel} moest worden bijgewerkt of beantwoord, is niet meer bereikbaar ({reason}).',
    effect: 'Er is niets gewijzigd.',
    next: 'U hoeft niets te doen: er wordt een nieuw bericht geplaatst.',
  },
  SLACK_MESSAGE_REFUSED: {
    text: 'Slack heeft het bericht in deze vorm geweigerd ({reason}).',
    effect: 'Dit bericht is niet geplaatst; alle andere gaan door.',
    next: `${toSupport}; het bericht kan daarna opnieuw worden geprobeerd.`,
  },
  SLACK_RATE_LIMITED: {
    text: 'Slack vroeg om een pauze: te veel verzoeken ({method}).',
    effect: goesOn,
    next: 'U hoeft niets te doen: na de pauze gaat het vanzelf verder.',
  },
  SLACK_MESSAGE_LIMIT: {
    text: 'De Slack-workspace neemt voorlopig geen berichten meer aan: de grens van het abonnement is bereikt.',
    effect: goesOn,
    next: 'Het wordt elk half uur opnieuw geprobeerd. Vraag de beheerder van de workspace of het abonnement kan worden aangepast.',
  },
  SLACK_BUSY: {
    text: 'De Slack-workspace is op dit moment niet te gebruiken ({reason}).',
    effect: goesOn,
    next: 'U hoeft niets te doen; het wordt vanzelf opnieuw geprobeerd. Blijft het zo, vraag dan de beheerder van de workspace.',
  },
  SLACK_ANSWER_UNCLEAR: {
    text: 'Slack antwoordde “{reason}”; daaruit blijkt niet of het is gedaan.',
    effect: lookFirst,
    next: 'U hoeft niets te doen; het wordt vanzelf uitgezocht. Blijft het zo, kijk dan op status.slack.com.',
  },
  SLACK_ANSWER_UNREADABLE: {
    text: 'Het antwoord van Slack kon niet worden gelezen ({reason}).',
    effect: lookFirst,
    next: 'Probeer het opnieuw. Gebeurt het weer, ga dan na of iets tussen hier en Slack antwoorden wijzigt.',
  },
  SLACK_HISTORY_LIMITED: {
    text: 'Slack laat deze app de geschiedenis van het kanaal {channel} alleen in kleine stukken lezen, zodat die niet volledig te zien is.',
    effect: 'Het blijft open of het bericht is geplaatst; het wordt niet vanzelf opnieuw verzonden.',
    next: 'Kijk in het kanaal en geef aan of het bericht er staat. Een eigen app, gemaakt met het manifest, is niet zo beperkt.',
  },
  SLACK_HISTORY_HIDDEN: {
    text: 'De geschiedenis van het kanaal {channel} toont niet welk bericht van de app welk is.',
    effect: 'Het blijft open of het bericht is geplaatst; het wordt niet vanzelf opnieuw verzonden.',
    next: 'Kijk in het kanaal en geef aan of het bericht er staat.',
  },
  SLACK_SCHEDULE_REFUSED: {
    text: 'Slack heeft het bericht niet ingepland ({reason}).',
    effect: 'Er staat geen bericht voor klaar.',
    next: 'Controleer de datum en tijd van deze computer en verwijder ingeplande berichten die niet nodig zijn uit het kanaal.',
  },
  SLACK_SOCKET_MODE_OFF: {
    text: 'Socket Mode staat uit in de Slack-app.',
    effect:
      'Berichten worden toch geplaatst; knoppen voor goedkeuringen werken niet, en wie erop klikt ziet in Slack een fout.',
    next: 'Open de app op api.slack.com/apps → Socket Mode, zet het aan, zet ook Interactivity aan en voer de controle uit.',
  },
  SLACK_TOO_MANY_LINKS: {
    text: 'Te veel programma’s luisteren naar klikken van deze Slack-app.',
    effect: 'Berichten worden toch geplaatst; klikken op knoppen voor goedkeuringen komen hier niet aan.',
    next: 'Laat maar één installatie van ml-connector deze Slack-app gebruiken: elke klik gaat naar één ervan. Het wordt vanzelf opnieuw geprobeerd.',
  },
  SLACK_LINK_LOST: {
    text: 'De verbinding waarover Slack klikken meldt is weg ({reason}).',
    effect: 'Berichten worden toch geplaatst; wie intussen klikt ziet in Slack een fout en kan opnieuw klikken.',
    next: 'Niets te doen: ze wordt vanzelf opnieuw geopend. Duurt het lang, ga dan na of het netwerk WebSockets doorlaat.',
  },
  SLACK_METHOD_RETIRED: {
    text: 'Slack heeft ingetrokken wat ml-connector gebruikt ({method}).',
    effect: queueWaits,
    next: 'Werk ml-connector bij.',
  },
  SLACK_REQUEST_REFUSED: {
    text: 'Slack begreep ml-connector niet ({method}: {reason}).',
    effect: 'Er is niets gewijzigd.',
    next: `${toSupport}.`,
  },
} satisfies Translated<typeof english>;
