/** What concerns Slack: its form, its check, its practice faults. English text → Dutch; `{x}` stands for what differs. */
export const slackPhrases = {
  // The form
  'Bot token': 'Bot-token',
  'The Bot User OAuth Token of your own app. It begins with xoxb-, or with xoxe.xoxb- where tokens rotate.':
    'Het Bot User OAuth Token van uw eigen app. Het begint met xoxb-, of met xoxe.xoxb- als tokens rouleren.',
  'api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token':
    'api.slack.com/apps → uw app → OAuth & Permissions → Bot User OAuth Token',
  'App-level token': 'App-token',
  'Only for approvals with buttons. It begins with xapp- and needs the scope connections:write.':
    'Alleen voor goedkeuringen met knoppen. Het begint met xapp- en heeft de scope connections:write nodig.',
  'api.slack.com/apps → your app → Basic Information → App-Level Tokens':
    'api.slack.com/apps → uw app → Basic Information → App-Level Tokens',
  'Only where tokens rotate.': 'Alleen als tokens rouleren.',
  'api.slack.com/apps → your app → Basic Information → App Credentials → Client ID':
    'api.slack.com/apps → uw app → Basic Information → App Credentials → Client ID',
  'api.slack.com/apps → your app → Basic Information → App Credentials → Client Secret':
    'api.slack.com/apps → uw app → Basic Information → App Credentials → Client Secret',
  'Only where tokens rotate. It works once: each new one is stored here before it is used.':
    'Alleen als tokens rouleren. Het werkt één keer: elk nieuw token wordt hier bewaard voordat het wordt gebruikt.',
  'api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Refresh Token':
    'api.slack.com/apps → uw app → OAuth & Permissions → Bot User OAuth Refresh Token',
  'Base address': 'Basisadres',
  'Only if Slack is reached at another address, such as https://slack-gov.com.':
    'Alleen als Slack op een ander adres te bereiken is, zoals https://slack-gov.com.',

  // Permissions
  'Bot scope {scope} (optional)': 'Bot-scope {scope} (optioneel)',
  'Bot scope {scope}': 'Bot-scope {scope}',
  'to post and to update its own messages. Without it nothing can be posted.':
    'om berichten te plaatsen en eigen berichten bij te werken. Zonder deze scope kan niets worden geplaatst.',
  'to list public channels. Without it no public channel can be chosen or looked at.':
    'om openbare kanalen te tonen. Zonder deze scope kan geen openbaar kanaal worden gekozen of bekeken.',
  'to list the private channels that the app was invited to. Without it no private channel can be chosen.':
    'om de besloten kanalen te tonen waarvoor de app is uitgenodigd. Zonder deze scope kan geen besloten kanaal worden gekozen.',
  'to look whether a message was posted when its answer was lost (public channels). Without it a person must look in the public channel and decide whenever an answer is lost.':
    'om na te gaan of een bericht is geplaatst als het antwoord verloren ging (openbare kanalen). Zonder deze scope moet iemand bij elk verloren antwoord in het openbare kanaal kijken en beslissen.',
  'to look whether a message was posted when its answer was lost (private channels). Without it a person must look in the private channel and decide whenever an answer is lost.':
    'om na te gaan of een bericht is geplaatst als het antwoord verloren ging (besloten kanalen). Zonder deze scope moet iemand bij elk verloren antwoord in het besloten kanaal kijken en beslissen.',
  'to join a public channel that was chosen. Without it somebody must invite the app into each public channel.':
    'om lid te worden van een gekozen openbaar kanaal. Zonder deze scope moet iemand de app in elk openbaar kanaal uitnodigen.',
  'to post in public channels that the app is not in. Without it the app must be in a channel before it can post there.':
    'om te plaatsen in openbare kanalen waar de app geen lid van is. Zonder deze scope moet de app lid van een kanaal zijn om er te kunnen plaatsen.',
  'to find the people who may approve by their name. Without it approvers are typed by their member ID.':
    'om de mensen die mogen goedkeuren op naam te vinden. Zonder deze scope worden goedkeurders op hun lid-ID ingevoerd.',
  'Without it approvers are typed by their member ID.': 'Zonder dit recht worden goedkeurders op hun lid-ID ingevoerd.',
  'Messages of people: history is read only to find messages of this app, and nothing of it is kept':
    'Berichten van mensen: de geschiedenis wordt alleen gelezen om berichten van deze app te vinden, en niets daarvan wordt bewaard',
  'Direct messages': 'Directe berichten',
  'Bank accounts, tax ids, addresses and free text of records are not posted':
    'Bankrekeningen, fiscale nummers, adressen en vrije tekst van records worden niet geplaatst',
  'Messages are never deleted, and never posted under another name':
    'Berichten worden nooit verwijderd en nooit onder een andere naam geplaatst',

  // The check
  'Permission {scope}': 'Recht {scope}',
  'Look whether a message was posted': 'Nagaan of een bericht is geplaatst',
  'App-level token (approvals)': 'App-token (goedkeuringen)',
  'As {bot} in {team}; the token ends in {minutes} minutes and is renewed before':
    'Als {bot} in {team}; het token verloopt over {minutes} minuten en wordt eerder vernieuwd',
  'As {bot} in {team}': 'Als {bot} in {team}',
  granted: 'verleend',
  'Not granted. Without it nothing can be posted.': 'Niet verleend. Zonder dit recht kan niets worden geplaatst.',
  'Not granted. Without it no public channel can be chosen or looked at.':
    'Niet verleend. Zonder dit recht kan geen openbaar kanaal worden gekozen of bekeken.',
  'Not granted. Without it no private channel can be chosen.':
    'Niet verleend. Zonder dit recht kan geen besloten kanaal worden gekozen.',
  'Not granted. Without it a person must look in the public channel and decide whenever an answer is lost.':
    'Niet verleend. Zonder dit recht moet iemand bij elk verloren antwoord in het openbare kanaal kijken en beslissen.',
  'Not granted. Without it a person must look in the private channel and decide whenever an answer is lost.':
    'Niet verleend. Zonder dit recht moet iemand bij elk verloren antwoord in het besloten kanaal kijken en beslissen.',
  'Not granted. Without it somebody must invite the app into each public channel.':
    'Niet verleend. Zonder dit recht moet iemand de app in elk openbaar kanaal uitnodigen.',
  'Not granted. Without it the app must be in a channel before it can post there.':
    'Niet verleend. Zonder dit recht moet de app lid van een kanaal zijn om er te kunnen plaatsen.',
  'Not granted. Without it approvers are typed by their member ID.':
    'Niet verleend. Zonder dit recht worden goedkeurders op hun lid-ID ingevoerd.',
  'Slack does not tell what was granted': 'Slack vertelt niet wat is verleend',
  'The history of #{channel} can be read': 'De geschiedenis van #{channel} kan worden gelezen',
  'The app is in no channel yet': 'De app is nog van geen kanaal lid',
  'History cannot be read: a person must decide whenever an answer is lost':
    'De geschiedenis kan niet worden gelezen: iemand moet beslissen als een antwoord verloren gaat',
  'The app-level token is good': 'Het app-token is in orde',
  'None given: approvals with buttons are not possible': 'Niet ingevuld: goedkeuringen met knoppen zijn niet mogelijk',

  // The practice Slack
  'Rotating bot token': 'Roulerend bot-token',
  'Does what was asked, then answers 503': 'Doet wat is gevraagd en antwoordt dan 503',
  'The connection breaks before anything is done': 'De verbinding breekt voordat er iets is gedaan',
  'Does what was asked, then the connection breaks': 'Doet wat is gevraagd, daarna breekt de verbinding',
  'Never answers and does nothing': 'Antwoordt nooit en doet niets',
  'Does what was asked, then never answers': 'Doet wat is gevraagd en antwoordt daarna nooit',
  'Answers 200 with an HTML page, as a hotel network does': 'Antwoordt 200 met een HTML-pagina, zoals een hotelnetwerk',
  'Does what was asked, then answers internal_error': 'Doet wat is gevraagd en antwoordt dan internal_error',
  'Answers 429 with Retry-After: 5 and pauses the method': 'Antwoordt 429 met Retry-After: 5 en pauzeert de methode',
  'Answers 200 with the error ratelimited': 'Antwoordt 200 met de fout ratelimited',
  'Tokens are revoked': 'Tokens zijn ingetrokken',
  'The rotating token has expired': 'Het roulerende token is verlopen',
  'The channel written to is archived': 'Het kanaal waarin wordt geschreven is gearchiveerd',
  'History gives at most 15 messages a page': 'De geschiedenis geeft hoogstens 15 berichten per pagina',
  'History may be read once a minute': 'De geschiedenis mag één keer per minuut worden gelezen',
  'History shows a message only three seconds after it was posted':
    'De geschiedenis toont een bericht pas drie seconden nadat het is geplaatst',
  'A new Socket Mode link says nothing and loses what is sent':
    'Een nieuwe Socket Mode-verbinding zegt niets en verliest wat wordt verzonden',
  'Answers {code} and does nothing': 'Antwoordt {code} en doet niets',
  'The scope {scope} was not granted': 'De scope {scope} is niet verleend',
} as const;
