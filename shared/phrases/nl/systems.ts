/** What the forms of the systems say: labels, help, where to find things, permissions. English text → Dutch. */
export const systemPhrases = {
  // Fields of both
  'Sign in with': 'Aanmelden met',
  'Client id': 'Client-id',
  'Client secret': 'Clientgeheim',
  'User name': 'Gebruikersnaam',
  Password: 'Wachtwoord',
  'Refresh token': 'Refresh-token',
  Tenant: 'Tenant',
  Operations: 'Bewerkingen',

  // Workday
  'Integration system user and password': 'Integration system user en wachtwoord',
  'API client for integrations (OAuth refresh token)': 'API-client voor integraties (OAuth refresh-token)',
  'The integration system user. “@tenant” is added if it is missing.':
    'De integration system user. “@tenant” wordt toegevoegd als het ontbreekt.',
  'Workday → Create Integration System User; exempt it from password expiry':
    'Workday → Create Integration System User; sluit de gebruiker uit van het verlopen van wachtwoorden',
  'Workday → Create Integration System User (or Maintain Passwords for the user)':
    'Workday → Create Integration System User (of Maintain Passwords voor de gebruiker)',
  'Workday → Register API Client for Integrations (tick Non-Expiring Refresh Tokens) → Client ID':
    'Workday → Register API Client for Integrations (vink Non-Expiring Refresh Tokens aan) → Client ID',
  'Shown once when the API client is registered.': 'Wordt één keer getoond, bij het registreren van de API-client.',
  'Workday → Register API Client for Integrations → Client Secret':
    'Workday → Register API Client for Integrations → Client Secret',
  'One of its own for this connection: a shared token can stop working for both.':
    'Een eigen token voor deze verbinding: een gedeeld token kan voor beide ophouden te werken.',
  'Workday → View API Client → API Client actions → Manage Refresh Tokens for Integrations':
    'Workday → View API Client → API Client actions → Manage Refresh Tokens for Integrations',
  'Web service version': 'Versie van de webservice',
  'Fixed for this connection, so that a Workday release changes nothing by itself.':
    'Vast voor deze verbinding, zodat een Workday-release niets vanzelf verandert.',
  'Token endpoint': 'Token-endpoint',
  'Only if it differs from https://<host>/ccx/oauth2/<tenant>/token.':
    'Alleen als het afwijkt van https://<host>/ccx/oauth2/<tenant>/token.',
  'Workday → View API Client → Token Endpoint': 'Workday → View API Client → Token Endpoint',
  'Invoices: days read again': 'Facturen: dagen die opnieuw worden gelezen',
  'Workday has no filter for changed invoices: those dated within these days are read at each run, all of them once a week.':
    'Workday heeft geen filter op gewijzigde facturen: die met een datum binnen deze dagen worden bij elke run gelezen, alle facturen één keer per week.',
  'Invoices: statuses that may still change': 'Facturen: statussen die nog kunnen veranderen',
  'Older invoices with these statuses are read at each run too. Document status ids of your tenant, separated by commas.':
    'Oudere facturen met deze statussen worden ook bij elke run gelezen. Document status-id’s van uw tenant, gescheiden door komma’s.',
  'Workday → View Reference ID → Document Status': 'Workday → View Reference ID → Document Status',
  'Payments: days read again': 'Betalingen: dagen die opnieuw worden gelezen',
  'Workday has no filter for changed payments: those dated within these days are read at each run, all of them once a week.':
    'Workday heeft geen filter op gewijzigde betalingen: die met een datum binnen deze dagen worden bij elke run gelezen, alle betalingen één keer per week.',
  'Payments: statuses that count as paid': 'Betalingen: statussen die als betaald tellen',
  'Texts of your tenant, separated by commas. Payments with another status are delivered, but do not count towards what is paid of an invoice.':
    'Teksten van uw tenant, gescheiden door komma’s. Betalingen met een andere status worden wel afgeleverd, maar tellen niet mee in wat van een factuur is betaald.',
  'Workday → the status of a payment as it is shown': 'Workday → de status van een betaling zoals die wordt getoond',
  'Overlap of windows (minutes)': 'Overlap van leesvensters (minuten)',
  'Changes that Workday logs late are caught by reading a little of the last window again.':
    'Wijzigingen die Workday laat vastlegt, worden opgevangen door een stukje van het vorige leesvenster opnieuw te lezen.',
  'Records per page': 'Records per pagina',
  '1 to 999. Empty: what suits each stream. Smaller pages answer sooner.':
    '1 tot 999. Leeg: wat bij elke gegevensstroom past. Kleinere pagina’s antwoorden sneller.',
  'Only if Workday has moved an operation to another service or version.':
    'Alleen als Workday een bewerking naar een andere service of versie heeft verplaatst.',
  'Address of a document': 'Adres van een document',
  'Leads people from messages and screens to the document in Workday. {wid} stands for its Workday id, {kind} for what it is (supplier-invoice, payment, journal-entry), {tenant} for the tenant. Empty: no links.':
    'Brengt mensen vanuit berichten en schermen naar het document in Workday. {wid} staat voor de Workday-id, {kind} voor de soort (supplier-invoice, payment, journal-entry), {tenant} voor de tenant. Leeg: geen links.',
  'Workday documents no such address. Ask the Workday administrator which address of your tenant opens a document by its Workday id (WID), or for a page of your company that leads there.':
    'Workday beschrijft zo’n adres niet. Vraag de Workday-beheerder welk adres van uw tenant een document opent aan de hand van de Workday-id (WID), of naar een pagina van uw bedrijf die erheen leidt.',
  'Host of that address, once more': 'Host van dat adres, nogmaals',
  'Confirms where links lead: the app opens documents on this host and nowhere else.':
    'Bevestigt waar links heen leiden: de app opent documenten op deze host en nergens anders.',
  'Read as of (seconds ago)': 'Lezen per (seconden geleden)',
  'Windows are read as of a moment this long before the server’s present, so that nothing is half entered.':
    'Leesvensters worden gelezen per een moment zo lang voor het heden van de server, zodat niets half is ingevoerd.',
  'Web services address': 'Adres van de webservices',
  'The full host, or any web service or WSDL address of the tenant: it is taken apart.':
    'De volledige host, of een webservice- of WSDL-adres van de tenant: het wordt ontleed.',
  'Workday → Public Web Services → any service → Web Service actions → View WSDL, then copy the address':
    'Workday → Public Web Services → een service → Web Service actions → View WSDL, en kopieer het adres',
  'The part of the address behind “/ccx/service/”, or behind the host in the address of the Workday home page':
    'Het deel van het adres na “/ccx/service/”, of na de host in het adres van de Workday-startpagina',
  'An integration system user in an integration system security group (unconstrained)':
    'Een integration system user in een integration system security group (unconstrained)',
  'A constrained group silently gets fewer records, and no error.':
    'Een beperkte groep (constrained) krijgt stilzwijgend minder records, zonder foutmelding.',
  'Domain “{domain}”: Get': 'Domein “{domain}”: Get',
  'Supplier invoices and their adjustments': 'Inkoopfacturen en de correcties daarop',
  'Payments to suppliers': 'Betalingen aan leveranciers',
  'GL accounts and their roll-ups': 'Grootboekrekeningen en hun verdichtingen',
  'Activate Pending Security Policy Changes': 'Activate Pending Security Policy Changes',
  'Until it is run, none of the grants counts.': 'Zolang dit niet is uitgevoerd, geldt geen van de rechten.',
  'An authentication policy that lets the user sign in from this network':
    'Een authentication policy waarmee de gebruiker zich vanuit dit netwerk kan aanmelden',
  'An allow-list of addresses refuses laptops elsewhere.':
    'Een lijst met toegestane adressen weigert laptops op andere plaatsen.',
  'Bank data (settlement accounts) of suppliers': 'Bankgegevens (settlement accounts) van leveranciers',
  'Bank accounts of payments, and anything else of a payment that the list of fields does not name':
    'Bankrekeningen van betalingen, en al het andere van een betaling dat niet in de lijst van velden staat',
  Attachments: 'Bijlagen',
  'Payments to anyone but suppliers (wages, expenses)': 'Betalingen aan anderen dan leveranciers (lonen, onkosten)',
  'Payroll payments': 'Salarisbetalingen',
  'Anything written to Workday: the connection only reads':
    'Er wordt niets naar Workday geschreven: de verbinding leest alleen',

  // Databricks
  'Workspace address': 'Adres van de workspace',
  'The address in the browser when the workspace is open; it may be pasted as it is. AWS, Azure and Google Cloud.':
    'Het adres in de browser wanneer de workspace open is; het mag zo worden geplakt. AWS, Azure en Google Cloud.',
  'Open the workspace in a browser and copy the address': 'Open de workspace in een browser en kopieer het adres',
  'Service principal (OAuth secret of Databricks)': 'Service-principal (OAuth-geheim van Databricks)',
  'Service principal of Microsoft Entra (Azure only)': 'Service-principal van Microsoft Entra (alleen Azure)',
  'Personal access token': 'Persoonlijk toegangstoken',
  'A service principal keeps working when people leave.': 'Een service-principal blijft werken als mensen vertrekken.',
  'The application id of the service principal.': 'De applicatie-id van de service-principal.',
  'Settings → Identity and access → Service principals → the principal → Configurations → Application ID':
    'Settings → Identity and access → Service principals → de principal → Configurations → Application ID',
  'OAuth secret': 'OAuth-geheim',
  'Shown once when it is made. With Microsoft Entra, the client secret of the app registration.':
    'Wordt één keer getoond, bij het maken. Bij Microsoft Entra het clientgeheim van de app-registratie.',
  'Settings → Identity and access → Service principals → the principal → Secrets → Generate secret':
    'Settings → Identity and access → Service principals → de principal → Secrets → Generate secret',
  'Microsoft Entra tenant id': 'Microsoft Entra tenant-id',
  'Azure portal → Microsoft Entra ID → Overview → Tenant ID':
    'Azure-portal → Microsoft Entra ID → Overview → Tenant ID',
  'Acts with the rights of the person who made it, and ends with that account.':
    'Werkt met de rechten van wie het heeft gemaakt, en eindigt met dat account.',
  'Your name → Settings → Developer → Access tokens → Generate new token':
    'Uw naam → Settings → Developer → Access tokens → Generate new token',
  'SQL warehouse': 'SQL-warehouse',
  'Id or HTTP path. Every run that writes wakes it and restarts its auto-stop time, which costs money.':
    'Id of HTTP path. Elke run die schrijft, wekt het en laat de auto-stop-tijd opnieuw beginnen, wat geld kost.',
  'SQL Warehouses → the warehouse → Connection details → HTTP path':
    'SQL Warehouses → het warehouse → Connection details → HTTP path',
  Catalog: 'Catalog',
  'Catalog in the sidebar: the first level': 'Catalog in de zijbalk: het eerste niveau',
  Schema: 'Schema',
  'Made if it is missing and the account may create schemas.':
    'Wordt gemaakt als het ontbreekt en het account schema’s mag maken.',
  'Catalog in the sidebar: the second level': 'Catalog in de zijbalk: het tweede niveau',
  'Staging volume': 'Volume voor klaarzetten',
  'Large batches lie here as files until they are loaded. Made if it is missing.':
    'Grote batches staan hier als bestanden tot ze zijn geladen. Wordt gemaakt als het ontbreekt.',
  'Microsoft Entra login address': 'Aanmeldadres van Microsoft Entra',
  'Only for national clouds.': 'Alleen voor nationale clouds.',
  'CAN USE on the SQL warehouse': 'CAN USE op het SQL-warehouse',
  'to run statements': 'om opdrachten uit te voeren',
  'USE CATALOG on the catalog': 'USE CATALOG op de catalog',
  'to see it': 'om die te zien',
  'USE SCHEMA on the schema (or CREATE SCHEMA on the catalog)':
    'USE SCHEMA op het schema (of CREATE SCHEMA op de catalog)',
  'to work in it, or to make it': 'om erin te werken, of om het te maken',
  'CREATE TABLE on the schema': 'CREATE TABLE op het schema',
  'to make and evolve the tables, their histories and _mlc_batches':
    'om de tabellen, hun historie en _mlc_batches te maken en uit te breiden',
  'SELECT and MODIFY on the schema': 'SELECT en MODIFY op het schema',
  'to write rows and to compute control totals': 'om rijen te schrijven en controletotalen te berekenen',
  'CREATE VOLUME on the schema': 'CREATE VOLUME op het schema',
  'to make the staging volume': 'om het volume voor klaarzetten te maken',
  'READ VOLUME and WRITE VOLUME on the staging volume': 'READ VOLUME en WRITE VOLUME op het volume voor klaarzetten',
  'to load large batches': 'om grote batches te laden',
  'Tables, columns and volumes are never dropped or renamed; columns are only added or widened.':
    'Tabellen, kolommen en volumes worden nooit verwijderd of hernoemd; kolommen worden alleen toegevoegd of verruimd.',
  'Rows that somebody else wrote to other tables are never read or changed.':
    'Rijen die iemand anders naar andere tabellen schreef, worden nooit gelezen of gewijzigd.',
} as const;
