/** Texts of handing over: the request to an administrator, and the screen on which that person types a secret. */
export const handoverTexts = {
  'handover.again': 'Type it again',
  'handover.back': 'Back',
  'handover.cancel': 'Leave without storing',
  'handover.check': 'Does the system take it?',
  'handover.connection': 'Connection',
  'handover.done': 'Done, hand the computer back',
  'handover.expiryBefore':
    'The one before expires on {date}. That day goes with it: enter the day of the new one, or none if it never expires.',
  'handover.idle': 'What was typed was removed, because nothing was typed for two minutes.',
  'handover.intro':
    'What is typed here is sealed on this computer and sent to {system} alone. It is never shown again, to anyone.',
  'handover.left': 'What was typed was removed, because the window was left.',
  'handover.open': 'Let its owner type the secret',
  'handover.openNote': 'Saves the rest, and shows a screen that asks for nothing else.',
  'handover.rule': 'Leaving the window removes what was typed.',
  'handover.store': 'Store and check',
  'handover.stored': 'Stored',
  'handover.title': 'A secret is asked for',

  'pack.access': 'What to set up',
  'pack.back': 'Back',
  'pack.confirm': 'to be confirmed',
  'pack.copy': 'Copy as text',
  'pack.databricks.entra1': 'Register an application in Microsoft Entra ID and make a client secret for it.',
  'pack.databricks.entra2':
    'Add the application as a service principal to the workspace {host}: Settings → Identity and access → Service principals.',
  'pack.databricks.grants': 'Run this in the SQL editor, as owner of the catalog {catalog}:',
  'pack.databricks.intro':
    'ml-connector loads finance records into the schema {place}. Please set up an account for it and grant what is listed here.',
  'pack.databricks.m2m1':
    'Add a service principal to the workspace {host}: Settings → Identity and access → Service principals.',
  'pack.databricks.m2m2':
    'Generate an OAuth secret for it: the principal → Secrets → Generate secret. It is shown once.',
  'pack.databricks.pat':
    'The account whose token is used makes one: Settings → Developer → Access tokens → Generate new token. It ends with the account.',
  'pack.databricks.schemaNote':
    'If the schema must not be made by hand, grant CREATE SCHEMA on the catalog instead; it is then made at the first check.',
  'pack.databricks.title': 'Request: access to Databricks for ml-connector',
  'pack.databricks.warehouse': 'SQL Warehouses → {warehouse} → Permissions: CAN USE for the same account.',
  'pack.databricks.written': 'What is written',
  'pack.databricks.written1':
    'Tables workday_… and exact_… in {place}, each with a table …_history, and the table _mlc_batches. Columns are only added or widened, always shown with their SQL first.',
  'pack.databricks.written2':
    'Files in the volume {volume} while a large batch is being loaded; they are deleted after it.',
  'pack.databricks.written3':
    'Each run that loads something wakes the warehouse; a run that finds nothing new does not.',
  'pack.document': 'The document',
  'pack.exact.title': 'Request: read access to Exact Online for ml-connector',
  'pack.exact.intro':
    'ml-connector reads finance records from Exact Online at {host}. It signs in as a person, through an app that your company registers for itself. Please set up what is listed here.',
  'pack.exact.register':
    'Open the Exact Online App Center from {host} → Manage my apps, and register an app of your own. It serves your own company at once; Exact reviews only apps that are meant for others.',
  'pack.exact.redirect':
    'As redirect URI enter {address}. Exact takes a public https address of your company only, not localhost. No page has to be there, but the address must be entered in ml-connector exactly as it is registered.',
  'pack.exact.scopes': 'Give the app the scopes below, each with Read.',
  'pack.exact.note': 'Note the client ID, and hand over the client secret as described below.',
  'pack.exact.user':
    'Choose the user who signs in: one that may view purchase, sales, bank and the general ledger in each company. What this user may not see, the app cannot read either.',
  'pack.exact.companies':
    'After the first sign-in: My Exact Online → Security centre → App permissions → Manage companies. Tick {companies}.',
  'pack.exact.own': 'Use this app for this one connection. Two programs with the same app end each other’s sign-in.',
  'pack.exact.scopesHead': 'Scopes of the app, each with Read',
  'pack.exact.scopesNote':
    'The names can differ between releases of Exact Online. A scope that is missing is named when the connection is checked; after it was added, somebody signs in again.',
  'pack.exact.scope': '{scope} ({needs})',
  'pack.exact.signIn': 'How signing in goes',
  'pack.exact.signIn1':
    'ml-connector opens the sign-in page of Exact Online in the browser. The password is typed there and nowhere else.',
  'pack.exact.signIn2':
    'The browser ends on the redirect URI; that address is copied into ml-connector within three minutes, by whoever signed in or on their behalf.',
  'pack.exact.signIn3':
    'The sign-in renews itself while ml-connector runs. If nothing is read for 30 days, or the user or the app is blocked, it ends and somebody signs in again; nothing is lost by that.',
  'pack.exact.more': 'Only if your company uses it',
  'pack.exact.more1':
    'Changes of GL accounts and cost centers that are written back after a person approved each: “Financial: general ledgers” and “Financial: cost centers” with Manage.',
  'pack.exact.more2':
    'Webhooks: “Organization: administration” with Manage, and a callback address of the same domain as the redirect URI.',
  'pack.plain.title': 'Request: access to {system} for ml-connector',
  'pack.plain.intro': 'ml-connector works with {system}. Please grant what is listed here.',
  'pack.plain.grant': '{grant}: {reason}',
  'pack.unknown.companies': '‹the companies that are to be read›',
  'pack.unknown.redirect': '‹redirect URI›',
  'pack.grants': 'Grants as SQL',
  'pack.html': 'Save as HTML',
  'pack.intro':
    'A document for the administrator who owns the account: what to set up and to grant, and what is never touched.',
  'pack.markdown': 'Save as Markdown',
  'pack.network': 'Network addresses to allow',
  'pack.network.line': 'https (port 443) from the computer that ml-connector runs on to {host}',
  'pack.network.none': 'Nothing else: no incoming connection, no server of the maker.',
  'pack.never': 'What is never read or written',
  'pack.open': 'Request for the administrator',
  'pack.operations': 'What is read',
  'pack.operations.line': '{stream}: {operation} ({service})',
  'pack.saved': '“{file}” saved',
  'pack.secret': 'Handing over the secret',
  'pack.secret1': 'Please do not send it by mail or chat.',
  'pack.secret2':
    'It can be typed on the operator’s computer without the operator seeing it: Connections → Edit → Let its owner type the secret.',
  'pack.secret3': 'Not secret, and needed by the operator: {values}.',
  'pack.unknown.application': '‹application id of the service principal›',
  'pack.unknown.catalog': '‹catalog›',
  'pack.unknown.host': '‹address of the system›',
  'pack.unknown.person': '‹name of the account›',
  'pack.unknown.schema': '‹schema›',
  'pack.unknown.tenant': '‹tenant›',
  'pack.unknown.user': '‹user name›',
  'pack.unknown.warehouse': '‹the SQL warehouse›',
  'pack.blanks': 'What stands in ‹…› is not chosen yet: it is filled in once it is.',
  'pack.workday.activate':
    'Run the task Activate Pending Security Policy Changes. Until then none of the grants counts.',
  'pack.workday.client':
    'Register API Client for Integrations, with Non-Expiring Refresh Tokens ticked, and a refresh token of its own for this connection (Manage Refresh Tokens for Integrations) that belongs to the user.',
  'pack.workday.domain': 'Get on the domain “{domain}” ({streams}); name to be confirmed in your tenant',
  'pack.workday.domains': 'Domain security policies, permission Get, for the security group:',
  'pack.workday.domainsNote':
    'The names can differ between tenants and releases. What is missing is named by its operation when the connection is checked.',
  'pack.workday.group':
    'Create an integration system security group, unconstrained, and add the user to it. A constrained group would silently get fewer records.',
  'pack.workday.intro':
    'ml-connector reads finance records from the tenant {tenant} at {host}. It only reads. Please set up an account for it and grant what is listed here.',
  'pack.workday.links': 'Links to documents (may be left out)',
  'pack.workday.linkAsked':
    'If people are to open a document in Workday from a message: which address of the tenant opens a supplier invoice, a payment or a journal by its Workday id (WID)? Workday documents none.',
  'pack.workday.linkKnown':
    'Documents are opened at {address}. Please confirm that this is an address of yours, and that it opens a document by its Workday id (WID).',
  'pack.workday.linkMeans':
    'A link carries the Workday id and nothing secret. Whoever follows it signs in to Workday as themselves and sees what they may see.',
  'pack.workday.policy':
    'Let the user sign in from the operator’s network (authentication policy). An allow-list of addresses would refuse it elsewhere.',
  'pack.workday.title': 'Request: read access to Workday for ml-connector',
  'pack.workday.user': 'Create Integration System User {user}, exempt from password expiry.',
} as const;
