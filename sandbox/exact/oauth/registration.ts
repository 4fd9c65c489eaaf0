import type { IncomingMessage } from 'node:http';

/** What was registered in the App Center, and who signs in. */
export interface Registration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly webhookSecret: string;
  readonly userId: string;
  readonly userName: string;
}

/** What an app may be granted at its registration (reference page §4.1). */
export const SCOPES = [
  'organization.administration',
  'financial.generalledgers',
  'financial.costcenters',
  'financial.accounting',
  'crm.accounts',
  'logistics.items',
  'purchase.orders',
  'purchase.invoices',
  'sales.invoices',
] as const;
export type Scope = (typeof SCOPES)[number];
export type Permission = 'read' | 'manage';

/** As the App Center calls them. */
export const SCOPE_NAMES: Readonly<Record<Scope, string>> = {
  'organization.administration': 'Organization: administration',
  'financial.generalledgers': 'Financial: general ledgers',
  'financial.costcenters': 'Financial: cost centers',
  'financial.accounting': 'Financial: accounting',
  'crm.accounts': 'CRM: accounts',
  'logistics.items': 'Logistics: items',
  'purchase.orders': 'Purchase: orders',
  'purchase.invoices': 'Purchase: invoices',
  'sales.invoices': 'Sales: invoices',
};

/** Enough to read everything, to write cost centers and GL accounts, and to be told of changes. */
export const DEFAULT_SCOPES: Readonly<Record<Scope, Permission>> = {
  'organization.administration': 'manage',
  'financial.generalledgers': 'manage',
  'financial.costcenters': 'manage',
  'financial.accounting': 'read',
  'crm.accounts': 'read',
  'logistics.items': 'read',
  'purchase.orders': 'read',
  'purchase.invoices': 'read',
  'sales.invoices': 'read',
};

/** True for `http:` and this machine, which Exact does not accept since 2021. */
export function isLocalRedirect(redirectUri: string): boolean {
  const { protocol, hostname } = new URL(redirectUri);
  return protocol !== 'https:' || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** True if a page of another site sent the request. */
export function isFromElsewhere(request: IncomingMessage, address: string): boolean {
  const { origin } = request.headers;
  return origin !== undefined && origin !== address;
}
