import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import { streamSpecs } from './streams/streams.ts';

export interface OperationPlace {
  readonly service: string;
  readonly version: string;
}

/** A connection's settings, checked and in one spelling. */
export interface Settings {
  /** `https://host` without a slash at its end; `http` only on loopback. */
  readonly address: string;
  readonly tenant: string;
  readonly auth: 'user-password' | 'oauth';
  /** Always `user@tenant`. */
  readonly username: string;
  readonly clientId: string;
  readonly tokenUrl: string;
  readonly operations: Readonly<Record<string, OperationPlace>>;
  readonly invoiceDays: number;
  readonly nonFinalStatuses: readonly string[];
  readonly paymentDays: number;
  /** Lower case. */
  readonly paidStatuses: readonly string[];
  readonly overlapMs: number;
  /** Null: each stream's own. */
  readonly pageSize: number | null;
  readonly asOfLagMs: number;
}

export const DEFAULT_VERSION = 'v46.1';
/** Which service owns an operation; each has its own endpoint (reference page §1). */
const SERVICES: Readonly<Record<string, string>> = {
  Get_Suppliers: 'Resource_Management',
  Get_Supplier_Invoices: 'Resource_Management',
  Get_Supplier_Invoice_Adjustments: 'Resource_Management',
  Get_Purchase_Orders: 'Resource_Management',
  Get_Journals: 'Financial_Management',
  Get_Account_Sets: 'Financial_Management',
  Get_Ledger_Account_Summaries: 'Financial_Management',
  Get_Payments: 'Financial_Management',
};
/** Texts that are unconfirmed (reference page §4.10): a tenant may have others, and then says so. */
const DEFAULT_PAID = 'Approved, Complete';
const VERSION = /^v\d{1,3}\.\d{1,2}$/;
const placeSchema = z.strictObject({
  service: z
    .string()
    .regex(/^\w{1,80}$/)
    .optional(),
  version: z.string().regex(VERSION).optional(),
});

function invalid(field: string, reason: string): AppError {
  return new AppError('WORKDAY_SETTING_INVALID', 'config', { phase: 'connect', details: { field, reason } });
}

/** Reads the settings of a connection. Throws WORKDAY_SETTING_INVALID with the field and the reason. */
export function readSettings(connection: Connection): Settings {
  const get = (name: string): string => (connection.settings[name] ?? '').trim();
  const pasted = splitAddress(get('host'));
  const tenant = get('tenant') || pasted.tenant;
  if (tenant === '') throw invalid('tenant', 'it is empty');
  if (!/^[\w-]{1,100}$/.test(tenant)) throw invalid('tenant', 'it may contain letters, digits, “_” and “-” only');
  const version = get('version') || pasted.version || DEFAULT_VERSION;
  if (!VERSION.test(version)) throw invalid('version', 'it must look like v46.1');
  const auth = get('auth') || 'user-password';
  if (auth !== 'user-password' && auth !== 'oauth') throw invalid('auth', 'it must be user-password or oauth');
  return {
    address: pasted.address,
    tenant,
    auth,
    username: auth === 'user-password' ? fullUser(get('username'), tenant) : '',
    clientId: auth === 'oauth' ? required('clientId', get('clientId')) : '',
    tokenUrl:
      get('tokenUrl') === ''
        ? `${pasted.address}/ccx/oauth2/${tenant}/token`
        : checkedUrl('tokenUrl', get('tokenUrl')).href,
    operations: operationTable(get('operations'), version),
    invoiceDays: wholeNumber('invoiceDays', get('invoiceDays'), { fallback: 90, min: 1, max: 3660 }),
    nonFinalStatuses: listed(get('nonFinalStatuses')),
    paymentDays: wholeNumber('paymentDays', get('paymentDays'), { fallback: 90, min: 1, max: 3660 }),
    paidStatuses: listed(get('paidStatuses') || DEFAULT_PAID).map((text) => text.toLowerCase()),
    overlapMs: wholeNumber('overlapMinutes', get('overlapMinutes'), { fallback: 15, min: 0, max: 1440 }) * 60_000,
    pageSize:
      get('pageSize') === '' ? null : wholeNumber('pageSize', get('pageSize'), { fallback: 100, min: 1, max: 999 }),
    // The reference asks for a minute: what a future moment does is unconfirmed. A practice system shares this machine's clock.
    asOfLagMs:
      wholeNumber('asOfLagSeconds', get('asOfLagSeconds'), {
        fallback: connection.practice ? 0 : 60,
        min: 0,
        max: 3600,
      }) * 1000,
  };
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function required(field: string, value: string): string {
  if (value === '') throw invalid(field, 'it is empty');
  return value;
}

/** Workday signs in `user@tenant`; the bare name is the commonest mistake (reference page §2). */
function fullUser(username: string, tenant: string): string {
  const user = required('username', username);
  return user.includes('@') ? user : `${user}@${tenant}`;
}

function wholeNumber(field: string, text: string, range: { fallback: number; min: number; max: number }): number {
  if (text === '') return range.fallback;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= range.min && value <= range.max)) {
    throw invalid(field, `it must be a whole number from ${String(range.min)} to ${String(range.max)}`);
  }
  return value;
}

/**
 * Takes apart what people paste: a host, an address, a WSDL or endpoint address
 * (`https://host/ccx/service/<tenant>/<Service>/<version>?wsdl`). Throws WORKDAY_SETTING_INVALID.
 */
export function splitAddress(text: string): { address: string; tenant: string; version: string } {
  if (text === '') throw invalid('host', 'it is empty');
  const url = checkedUrl('host', text);
  const match = /^\/ccx\/service\/([^/]+)(?:\/[^/]+)?(?:\/(v\d+\.\d+))?/.exec(url.pathname);
  return { address: url.origin, tenant: decodeURIComponent(match?.[1] ?? ''), version: match?.[2] ?? '' };
}

function checkedUrl(field: string, text: string): URL {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) throw invalid(field, 'it is not an address');
  const url = new URL(withScheme);
  if (url.username !== '' || url.password !== '') throw invalid(field, 'it must not contain a user or a password');
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback))
    throw invalid(field, 'it must begin with https://');
  return url;
}

function operationTable(text: string, version: string): Record<string, OperationPlace> {
  const overrides = text === '' ? {} : parseOverrides(text);
  const known = new Set(streamSpecs.map(({ operation }) => operation));
  const stranger = Object.keys(overrides).find((name) => !known.has(name));
  if (stranger !== undefined) throw invalid('operations', `${stranger} is not an operation that is used`);
  return Object.fromEntries(
    [...known].map((name) => [
      name,
      {
        service: overrides[name]?.service ?? SERVICES[name] ?? 'Financial_Management',
        version: overrides[name]?.version ?? version,
      },
    ]),
  );
}

function parseOverrides(text: string): Record<string, z.infer<typeof placeSchema>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('operations', 'it is not JSON');
  }
  const parsed = z.record(z.string(), placeSchema).safeParse(value);
  if (!parsed.success)
    throw invalid(
      'operations',
      'it must be like {"Get_Suppliers": {"service": "Resource_Management", "version": "v46.1"}}',
    );
  return parsed.data;
}
