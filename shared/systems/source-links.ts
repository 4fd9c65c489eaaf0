import type { SystemId } from '../model/system.ts';

/** Settings of a connection by name. */
type Settings = Readonly<Record<string, string>>;

/** A setting that cannot be used, and why: an English phrase. */
export interface SettingProblem {
  readonly field: string;
  readonly reason: string;
}

/** Where documents of a connection's source are opened. */
export interface SourceLinks {
  /** Lower case; every link leads there. */
  readonly host: string;
  /** The address of a document of the stream; null where the stream has none, or the key is no Workday id. */
  to(stream: string, key: string): string | null;
}

const TEMPLATE = 'documentLink';
const CONFIRMED_HOST = 'documentLinkHost';
const MOST = 1000;
/** What `{kind}` stands for, by stream. Streams that are left out have no Workday id of their own. */
const kinds: Readonly<Record<string, string>> = {
  suppliers: 'supplier',
  purchase_orders: 'purchase-order',
  supplier_invoices: 'supplier-invoice',
  supplier_invoice_adjustments: 'supplier-invoice-adjustment',
  journal_entries: 'journal-entry',
  payments: 'payment',
};
const WID = /^[0-9a-f]{32}$/i;
const TENANT = /^[\w-]{1,100}$/;
/** Host and what comes behind it. The host is a full name in small ASCII letters: no number, no port, no user, no placeholder. */
const ADDRESS = /^https:\/\/((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)([/?#].*)$/i;
/** Visible ASCII characters that an address may hold as they are, and the braces of placeholders. */
const PLAIN = /^[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z{}~]*$/;

/**
 * What is wrong with the settings of a connection beyond what is left empty, the first problem of each field; empty if they can be used.
 * Only optional settings of Workday are looked at: the others are proved by the connection check.
 */
export function settingProblems(system: SystemId, settings: Settings): readonly SettingProblem[] {
  if (system !== 'workday') return [];
  const read = readTemplate(settings);
  return 'problem' in read ? [read.problem] : [];
}

/**
 * How documents of a connection are opened in its source: null if nobody said how, or if what was said cannot be used. Workday documents
 * no address of a document, so an administrator writes it with placeholders; see `settingProblems` for what is asked of it.
 */
export function sourceLinks(system: SystemId, settings: Settings): SourceLinks | null {
  if (system !== 'workday') return null;
  const read = readTemplate(settings);
  if ('problem' in read || read.template === null) return null;
  const { template, host, tenant } = read;
  return {
    host,
    to: (stream, key) => {
      const kind = Object.hasOwn(kinds, stream) ? kinds[stream] : undefined;
      return kind === undefined || !WID.test(key) ? null : fill(template, { wid: key, kind, tenant });
    },
  };
}

type ReadTemplate =
  | { readonly problem: SettingProblem }
  | { readonly template: null }
  | { readonly template: string; readonly host: string; readonly tenant: string };

function readTemplate(settings: Settings): ReadTemplate {
  const template = (settings[TEMPLATE] ?? '').trim();
  if (template === '') return { template: null };
  const tenant = (settings['tenant'] ?? '').trim();
  const host = ADDRESS.exec(template)?.[1]?.toLowerCase() ?? '';
  const reason = wrongTemplate(template, host, tenant);
  if (reason !== null) return { problem: { field: TEMPLATE, reason } };
  const confirmed = (settings[CONFIRMED_HOST] ?? '').trim().toLowerCase();
  if (confirmed === '') return { problem: { field: CONFIRMED_HOST, reason: 'it must repeat the host of the address' } };
  if (confirmed !== host) return { problem: { field: CONFIRMED_HOST, reason: 'it is not the host of the address' } };
  return { template, host, tenant };
}

function wrongTemplate(template: string, host: string, tenant: string): string | null {
  if (template.length > MOST) return 'it has more than 1000 characters';
  if (!PLAIN.test(template)) return 'it holds a blank or a character that an address does not have';
  if (!/^https:\/\//i.test(template)) return 'it must begin with https://';
  if (host === '')
    return 'its host must be a full name, without a user, a port or a placeholder, and a slash must follow';
  const named = Array.from(template.matchAll(/\{([^{}]*)\}/g), (match) => match[1] ?? '');
  const areKnown = named.every((name) => ['wid', 'kind', 'tenant'].includes(name));
  if (!areKnown || /[{}]/.test(template.replace(/\{[^{}]*\}/g, '')))
    return 'it may hold the placeholders {wid}, {kind} and {tenant}, and no other braces';
  if (!named.includes('wid')) return 'it must hold {wid}, the Workday id of the document';
  if (named.includes('tenant') && !TENANT.test(tenant)) return 'the tenant that it names is not known';
  const sample = fill(template, { wid: '0'.repeat(32), kind: 'payment', tenant });
  return leadsTo(sample, host) ? null : 'it is not an address';
}

function fill(template: string, values: Readonly<Record<'wid' | 'kind' | 'tenant', string>>): string {
  return template.replace(/\{(wid|kind|tenant)\}/g, (_, name: keyof typeof values) => encodeURIComponent(values[name]));
}

/** The address as every browser reads it, and nothing else. */
function leadsTo(address: string, host: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.host === host && url.username === '' && url.password === '';
}
