/** Exact Online: its form, what is to be granted, and its streams. English text → Dutch. */
export const exactFormPhrases = {
  'Exact Online site': 'Site van Exact Online',
  'The first part of the address in your browser while you work in Exact Online':
    'Het eerste deel van het adres in uw browser terwijl u in Exact Online werkt',
  'The site where you sign in to Exact Online: start.exactonline.nl (Netherlands), start.exactonline.be (Belgium), start.exactonline.de (Germany), start.exactonline.fr (France), start.exactonline.es (Spain), start.exactonline.co.uk (United Kingdom), start.exactonline.com (United States).':
    'De site waar u zich bij Exact Online aanmeldt: start.exactonline.nl (Nederland), start.exactonline.be (België), start.exactonline.de (Duitsland), start.exactonline.fr (Frankrijk), start.exactonline.es (Spanje), start.exactonline.co.uk (Verenigd Koninkrijk), start.exactonline.com (Verenigde Staten).',
  'Of the app that your company registered at Exact. One app for this connection alone: its sign-in is renewed all the time.':
    'Van de app die uw bedrijf bij Exact heeft geregistreerd. Eén app voor deze verbinding alleen: de aanmelding wordt voortdurend verlengd.',
  'Exact Online App Center → Manage my apps → the app → Client ID':
    'Exact Online App Center → Manage my apps → de app → Client ID',
  'Exact Online App Center → Manage my apps → the app → Client secret':
    'Exact Online App Center → Manage my apps → de app → Client secret',
  'Exact Online App Center → Manage my apps → the app → Redirect URI':
    'Exact Online App Center → Manage my apps → de app → Redirect URI',
  'Redirect URI of the app': 'Redirect-URI van de app',
  'Exactly as it was registered. Exact insists on a public https address; no page has to be there.':
    'Precies zoals geregistreerd. Exact eist een openbaar https-adres; er hoeft geen pagina te staan.',
  'Companies (divisions)': 'Administraties',
  'Those that are read. They stay as chosen, whatever company somebody opens in Exact Online.':
    'Die worden gelezen. Ze blijven zoals gekozen, welke administratie iemand ook in Exact Online opent.',
  'Where Exact has no row versions, a little of the last window is read again, so that late changes are caught.':
    'Waar Exact geen rijversies heeft, wordt een stukje van het vorige leesvenster opnieuw gelezen, zodat late wijzigingen worden opgevangen.',
  'Calls per minute and company': 'Aanroepen per minuut en administratie',
  'Calls per day and company': 'Aanroepen per dag en administratie',
  'Until Exact says itself what it permits; from then on that holds.':
    'Tot Exact zelf zegt wat het toestaat; vanaf dan geldt dat.',
  Country: 'Land',

  'A user with rights to view purchase, sales, bank and the general ledger of each company':
    'Een gebruiker die inkoop, verkoop, bank en grootboek van elke administratie mag inzien',
  'What the user may not see is refused for the app as well.':
    'Wat de gebruiker niet mag zien, wordt ook de app geweigerd.',
  'The app may use the companies (My Exact Online → Security centre → App permissions → Manage companies)':
    'De app mag de administraties gebruiken (My Exact Online → Security centre → App permissions → Manage companies)',
  'A company that is not ticked there is refused.': 'Een administratie die daar niet is aangevinkt, wordt geweigerd.',
  'Scope “{scope}”: Read': 'Bereik “{scope}”: Read',
  'Scope “{scope}”: Read, or Manage where webhooks are turned on':
    'Bereik “{scope}”: Read, of Manage als webhooks aan staan',
  'Scope “{scope}”: Read, or Manage where changes are written back':
    'Bereik “{scope}”: Read, of Manage als wijzigingen worden teruggeschreven',
  'The list of companies; with Manage, the subscriptions to webhooks':
    'De lijst van administraties; met Manage ook de abonnementen op webhooks',
  'GL accounts; with Manage, changes that are written back':
    'Grootboekrekeningen; met Manage ook wijzigingen die worden teruggeschreven',
  'Cost centers; with Manage, changes that are written back':
    'Kostenplaatsen; met Manage ook wijzigingen die worden teruggeschreven',
  'Scope “{scope}”: Read, and the Purchase module in the licence':
    'Bereik “{scope}”: Read, en de module Inkoop in de licentie',
  'Journal entries, purchase entries and bank entries': 'Journaalposten, inkoopboekingen en bankboekingen',
  'Purchase invoices of the Purchase module': 'Inkoopfacturen van de module Inkoop',
  'Documents and attachments': 'Documenten en bijlagen',
  'Bank accounts of suppliers and customers': 'Bankrekeningen van leveranciers en klanten',
  'Wages and employees': 'Lonen en werknemers',

  'Accounts (suppliers and customers)': 'Relaties (leveranciers en klanten)',
  'Purchase entries (booked purchase invoices)': 'Inkoopboekingen (geboekte inkoopfacturen)',
  'Purchase invoices (Purchase module)': 'Inkoopfacturen (module Inkoop)',
  'cost center': 'kostenplaats',
  account: 'relatie',
  item: 'artikel',
  'purchase entry': 'inkoopboeking',
  'purchase invoice': 'inkoopfactuur',
  'sales invoice': 'verkoopfactuur',
  'bank entry': 'bankboeking',
  'Only where Exact is to say by itself that something changed: it signs what it sends with it.':
    'Alleen als Exact zelf moet melden dat er iets is gewijzigd: daarmee ondertekent Exact wat het stuurt.',
  'Exact Online App Center → Manage my apps → the app → Webhook secret':
    'Exact Online App Center → Mijn apps beheren → de app → Webhook secret',
} as const;
