import type { handoverTexts as english } from '../en/handover.ts';

/** Texts of handing over, in Dutch. */
export const handoverTexts = {
  'handover.again': 'Opnieuw typen',
  'handover.back': 'Terug',
  'handover.cancel': 'Verlaten zonder op te slaan',
  'handover.check': 'Accepteert het systeem het?',
  'handover.connection': 'Verbinding',
  'handover.done': 'Klaar, geef de computer terug',
  'handover.expiryBefore':
    'Het vorige verloopt op {date}. Die dag vervalt mee: vul de dag van het nieuwe in, of niets als het nooit verloopt.',
  'handover.idle': 'Wat was getypt, is gewist: er is twee minuten niets getypt.',
  'handover.intro':
    'Wat hier wordt getypt, wordt op deze computer verzegeld en alleen naar {system} gestuurd. Het wordt nooit meer getoond, aan niemand.',
  'handover.left': 'Wat was getypt, is gewist: het venster is verlaten.',
  'handover.open': 'Laat de eigenaar het geheim typen',
  'handover.openNote': 'Slaat de rest op en toont een scherm dat nergens anders om vraagt.',
  'handover.rule': 'Wat is getypt, wordt gewist zodra dit venster wordt verlaten.',
  'handover.store': 'Opslaan en controleren',
  'handover.stored': 'Opgeslagen',
  'handover.title': 'Hier wordt een geheim gevraagd',

  'pack.access': 'Wat moet worden ingericht',
  'pack.back': 'Terug',
  'pack.confirm': 'te bevestigen',
  'pack.copy': 'Als tekst kopiëren',
  'pack.databricks.entra1': 'Registreer een toepassing in Microsoft Entra ID en maak er een clientgeheim voor.',
  'pack.databricks.entra2':
    'Voeg de toepassing als service principal toe aan de workspace {host}: Settings → Identity and access → Service principals.',
  'pack.databricks.grants': 'Voer dit uit in de SQL-editor, als eigenaar van de catalogus {catalog}:',
  'pack.databricks.intro':
    'ml-connector laadt financiële records in het schema {place}. Richt daarvoor een account in en ken toe wat hier staat.',
  'pack.databricks.m2m1':
    'Voeg een service principal toe aan de workspace {host}: Settings → Identity and access → Service principals.',
  'pack.databricks.m2m2':
    'Maak er een OAuth-geheim voor: de principal → Secrets → Generate secret. Het wordt één keer getoond.',
  'pack.databricks.pat':
    'Het account waarvan het token wordt gebruikt, maakt er een: Settings → Developer → Access tokens → Generate new token. Het vervalt met het account.',
  'pack.databricks.schemaNote':
    'Mag het schema niet met de hand worden gemaakt, ken dan CREATE SCHEMA op de catalogus toe; het ontstaat dan bij de eerste controle.',
  'pack.databricks.title': 'Verzoek: toegang tot Databricks voor ml-connector',
  'pack.databricks.warehouse': 'SQL Warehouses → {warehouse} → Permissions: CAN USE voor hetzelfde account.',
  'pack.databricks.written': 'Wat wordt geschreven',
  'pack.databricks.written1':
    'Tabellen workday_… en exact_… in {place}, elk met een tabel …_history, en de tabel _mlc_batches. Kolommen worden alleen toegevoegd of verbreed, altijd eerst getoond met hun SQL.',
  'pack.databricks.written2':
    'Bestanden in het volume {volume} zolang een grote batch wordt geladen; daarna worden ze verwijderd.',
  'pack.databricks.written3':
    'Elke run die iets laadt, wekt het warehouse; een run die niets nieuws vindt, doet dat niet.',
  'pack.document': 'Het document',
  'pack.exact.title': 'Verzoek: leestoegang tot Exact Online voor ml-connector',
  'pack.exact.intro':
    'ml-connector leest financiële records uit Exact Online op {host}. Het meldt zich aan als een persoon, via een app die uw bedrijf voor zichzelf registreert. Richt daarvoor in wat hier staat.',
  'pack.exact.register':
    'Open het Exact Online App Center vanuit {host} → Manage my apps, en registreer een eigen app. Die werkt meteen voor uw eigen bedrijf; Exact beoordeelt alleen apps die voor anderen bedoeld zijn.',
  'pack.exact.redirect':
    'Vul als redirect-URI in: {address}. Exact accepteert alleen een openbaar https-adres van uw bedrijf, geen localhost. Er hoeft geen pagina te staan, maar het adres moet in ml-connector precies zo worden ingevuld als het is geregistreerd.',
  'pack.exact.scopes': 'Geef de app de bereiken hieronder, elk met Read.',
  'pack.exact.note': 'Noteer de client-id en draag het clientgeheim over zoals hieronder beschreven.',
  'pack.exact.user':
    'Kies de gebruiker die zich aanmeldt: iemand die in elke administratie inkoop, verkoop, bank en grootboek mag inzien. Wat deze gebruiker niet mag zien, kan de app ook niet lezen.',
  'pack.exact.companies':
    'Na de eerste aanmelding: My Exact Online → Security centre → App permissions → Manage companies. Vink {companies} aan.',
  'pack.exact.own':
    'Gebruik deze app voor deze ene verbinding. Twee programma’s met dezelfde app beëindigen elkaars aanmelding.',
  'pack.exact.scopesHead': 'Bereiken van de app, elk met Read',
  'pack.exact.scopesNote':
    'De namen kunnen per release van Exact Online verschillen. Een bereik dat ontbreekt, wordt bij de controle van de verbinding genoemd; nadat het is toegevoegd, meldt iemand zich opnieuw aan.',
  'pack.exact.scope': '{scope} ({needs})',
  'pack.exact.signIn': 'Hoe het aanmelden gaat',
  'pack.exact.signIn1':
    'ml-connector opent de aanmeldpagina van Exact Online in de browser. Het wachtwoord wordt daar getypt en nergens anders.',
  'pack.exact.signIn2':
    'De browser eindigt op de redirect-URI; dat adres wordt binnen drie minuten naar ml-connector gekopieerd, door wie zich heeft aangemeld of namens die persoon.',
  'pack.exact.signIn3':
    'De aanmelding verlengt zichzelf zolang ml-connector draait. Wordt er 30 dagen niets gelezen, of wordt de gebruiker of de app geblokkeerd, dan eindigt zij en meldt iemand zich opnieuw aan; daardoor gaat niets verloren.',
  'pack.exact.more': 'Alleen als uw bedrijf dit gebruikt',
  'pack.exact.more1':
    'Wijzigingen van grootboekrekeningen en kostenplaatsen die worden teruggeschreven nadat een persoon elke wijziging heeft goedgekeurd: “Financial: general ledgers” en “Financial: cost centers” met Manage.',
  'pack.exact.more2':
    'Webhooks: “Organization: administration” met Manage, en een callback-adres op hetzelfde domein als de redirect-URI.',
  'pack.plain.title': 'Verzoek: toegang tot {system} voor ml-connector',
  'pack.plain.intro': 'ml-connector werkt met {system}. Ken daarvoor toe wat hier staat.',
  'pack.plain.grant': '{grant}: {reason}',
  'pack.unknown.companies': '‹de te lezen administraties›',
  'pack.unknown.redirect': '‹redirect-URI›',
  'pack.grants': 'Rechten als SQL',
  'pack.html': 'Als HTML opslaan',
  'pack.intro':
    'Een document voor de beheerder van het account: wat moet worden ingericht en toegekend, en wat nooit wordt aangeraakt.',
  'pack.markdown': 'Als Markdown opslaan',
  'pack.network': 'Toe te laten netwerkadressen',
  'pack.network.line': 'https (poort 443) van de computer waarop ml-connector draait naar {host}',
  'pack.network.none': 'Verder niets: geen inkomende verbinding, geen server van de maker.',
  'pack.never': 'Wat nooit wordt gelezen of geschreven',
  'pack.open': 'Verzoek aan de beheerder',
  'pack.operations': 'Wat wordt gelezen',
  'pack.operations.line': '{stream}: {operation} ({service})',
  'pack.saved': '“{file}” opgeslagen',
  'pack.secret': 'Het geheim overdragen',
  'pack.secret1': 'Stuur het niet per e-mail of chat.',
  'pack.secret2':
    'Het kan op de computer van de gebruiker worden getypt zonder dat die het ziet: Verbindingen → Bewerken → Laat de eigenaar het geheim typen.',
  'pack.secret3': 'Niet geheim, en nodig voor de gebruiker: {values}.',
  'pack.unknown.application': '‹application id van de service principal›',
  'pack.unknown.catalog': '‹catalogus›',
  'pack.unknown.host': '‹adres van het systeem›',
  'pack.unknown.person': '‹naam van het account›',
  'pack.unknown.schema': '‹schema›',
  'pack.unknown.tenant': '‹tenant›',
  'pack.unknown.user': '‹gebruikersnaam›',
  'pack.unknown.warehouse': '‹het SQL-warehouse›',
  'pack.blanks': 'Wat tussen ‹…› staat, is nog niet gekozen: het wordt dan ingevuld.',
  'pack.workday.activate':
    'Voer de taak Activate Pending Security Policy Changes uit. Tot die tijd geldt geen van de rechten.',
  'pack.workday.client':
    'Voer de taak Register API Client for Integrations uit, met Non-Expiring Refresh Tokens aangevinkt, en maak een eigen refresh token voor deze verbinding (Manage Refresh Tokens for Integrations) dat bij de gebruiker hoort.',
  'pack.workday.domain': 'Get op het domein “{domain}” ({streams}); naam te bevestigen in uw tenant',
  'pack.workday.domains': 'Domain security policies, recht Get, voor de beveiligingsgroep:',
  'pack.workday.domainsNote':
    'De namen kunnen per tenant en release verschillen. Wat ontbreekt, wordt bij de controle van de verbinding met zijn bewerking genoemd.',
  'pack.workday.group':
    'Maak een integration system security group, unconstrained, en voeg de gebruiker toe. Een constrained groep zou zonder melding minder records krijgen.',
  'pack.workday.intro':
    'ml-connector leest financiële records uit de tenant {tenant} op {host}. Het leest alleen. Richt daarvoor een account in en ken toe wat hier staat.',
  'pack.workday.links': 'Links naar documenten (mag ontbreken)',
  'pack.workday.linkAsked':
    'Als mensen vanuit een bericht een document in Workday moeten openen: welk adres van de tenant opent een inkoopfactuur, een betaling of een journaalpost aan de hand van de Workday-id (WID)? Workday beschrijft er geen.',
  'pack.workday.linkKnown':
    'Documenten worden geopend op {address}. Bevestig dat dit een adres van u is en dat het een document opent aan de hand van de Workday-id (WID).',
  'pack.workday.linkMeans':
    'Een link bevat de Workday-id en niets geheims. Wie hem volgt, meldt zich bij Workday aan als zichzelf en ziet wat hij mag zien.',
  'pack.workday.policy':
    'Laat de gebruiker aanmelden vanaf het netwerk van de medewerker (authentication policy). Een lijst van toegestane adressen zou hem elders weigeren.',
  'pack.workday.title': 'Verzoek: leestoegang tot Workday voor ml-connector',
  'pack.workday.user':
    'Maak met de taak Create Integration System User de gebruiker {user}, uitgezonderd van wachtwoordverloop.',
} as const satisfies Record<keyof typeof english, string>;
