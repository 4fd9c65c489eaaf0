import { AppError } from '../../../shared/errors/app-error.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import type { Place } from './sql/names.ts';

export type AuthKind = 'oauth-m2m' | 'pat' | 'azure-entra';

/** A connection's settings, checked and in one spelling. */
export interface Settings {
  /** `https://host` without a slash at its end; `http` only on loopback. */
  readonly address: string;
  /** Workspace id where the pasted address named one (`?o=…`): unified hosts need it with each call. */
  readonly workspaceId: string | null;
  readonly warehouseId: string;
  readonly place: Place;
  readonly auth: AuthKind;
  readonly clientId: string;
  readonly azureTenantId: string;
  /** Base address of the Entra login, for national clouds and tests. */
  readonly azureLoginAddress: string;
}

const authKinds: readonly AuthKind[] = ['oauth-m2m', 'pat', 'azure-entra'];

function invalid(field: string, reason: string): AppError {
  return new AppError('DATABRICKS_SETTING_INVALID', 'config', { phase: 'connect', details: { field, reason } });
}

/** Reads the settings of a connection. Throws DATABRICKS_SETTING_INVALID with the field and the reason. */
export function readSettings(connection: Connection): Settings {
  const get = (name: string): string => (connection.settings[name] ?? '').trim();
  const required = (name: string): string => {
    const value = get(name);
    if (value === '') throw invalid(name, 'it is empty');
    return value;
  };
  const auth = authOf(get('auth'));
  const { address, workspaceId } = normaliseHost(required('host'));
  return {
    address,
    workspaceId,
    warehouseId: get('warehouse') === '' ? '' : warehouseIdOf(get('warehouse')),
    place: {
      catalog: objectName('catalog', get('catalog')),
      schema: objectName('schema', get('schema')),
      volume: objectName('volume', get('volume')) || 'mlc_stage',
    },
    auth,
    clientId: auth === 'pat' ? '' : required('clientId'),
    azureTenantId: auth === 'azure-entra' ? required('azureTenantId') : '',
    azureLoginAddress: normaliseAddress(
      'azureLoginAddress',
      get('azureLoginAddress') || 'https://login.microsoftonline.com',
    ),
  };
}

/** Settings that a statement needs; the form may still be without them. Throws DATABRICKS_SETTING_INVALID. */
export function requireTarget(settings: Settings): void {
  if (settings.warehouseId === '') throw invalid('warehouse', 'it is empty');
  if (settings.place.catalog === '') throw invalid('catalog', 'it is empty');
  if (settings.place.schema === '') throw invalid('schema', 'it is empty');
}

function authOf(text: string): AuthKind {
  const kind = authKinds.find((candidate) => candidate === (text === '' ? 'oauth-m2m' : text));
  if (kind === undefined) throw invalid('auth', `it must be one of ${authKinds.join(', ')}`);
  return kind;
}

/**
 * A workspace address as people paste it: without `https://`, with a path, with `/?o=<workspace id>`.
 * Throws DATABRICKS_SETTING_INVALID for anything that is not https (http only on loopback).
 */
export function normaliseHost(text: string): { address: string; workspaceId: string | null } {
  const address = normaliseAddress('host', text);
  const query = /[?&]o=(\d+)/.exec(text);
  return { address, workspaceId: query?.[1] ?? null };
}

function normaliseAddress(field: string, text: string): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) throw invalid(field, 'it is not an address');
  const url = new URL(withScheme);
  if (url.username !== '' || url.password !== '') throw invalid(field, 'it must not contain a user or a password');
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback))
    throw invalid(field, 'it must begin with https://');
  return url.origin;
}

/** The id of a warehouse, given as such or as HTTP path (`/sql/1.0/warehouses/<id>`). Throws DATABRICKS_SETTING_INVALID. */
export function warehouseIdOf(text: string): string {
  const id = /(?:^|\/warehouses\/|\/endpoints\/)([0-9a-zA-Z_-]+)\/?(?:\?.*)?$/.exec(text)?.[1];
  if (id === undefined)
    throw invalid(
      'warehouse',
      'it is neither a warehouse id nor an HTTP path such as /sql/1.0/warehouses/1234567890abcdef',
    );
  return id;
}

/** Rules of https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-names for catalogs, schemas and volumes. */
function objectName(field: string, name: string): string {
  const bare =
    name.startsWith('`') && name.endsWith('`') && name.length > 1 ? name.slice(1, -1).replaceAll('``', '`') : name;
  if (bare.length > 255) throw invalid(field, 'it has more than 255 characters');
  const refused = /[./ \u0000-\u001f\u007f]/.test(bare);
  if (refused) throw invalid(field, 'it must not contain dots, slashes, blanks or control characters');
  return bare;
}
