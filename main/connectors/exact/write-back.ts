import { AppError } from '../../../shared/errors/app-error.ts';
import type { JsonValue } from '../../../shared/model/json.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { WritableField, WriteBackSource, WrittenCell } from '../../ports/write-back.ts';
import { createExactApi } from './client.ts';
import { partsOfKey } from './record.ts';

/** What of Exact's own name a field is, and where it is written. */
interface ExactField extends WritableField {
  readonly name: string;
}

interface Writable {
  readonly resource: string;
  readonly purpose: string;
  readonly fields: readonly ExactField[];
}

const free = { longest: null, among: null } as const;
const rule = { kind: 'integer', mayBeEmpty: false, longest: null, among: ['0', '1', '2'] } as const;

/**
 * The only things that the app can write to Exact (reference page §4.6): a few fields of records that are there. The code of a cost
 * center cannot be changed by Exact's own rules, that of a GL account is what everything is booked on.
 */
const writable: Readonly<Record<string, Writable>> = {
  cost_centers: {
    resource: 'hrm/Costcenters',
    purpose: 'write cost center',
    fields: [
      { name: 'Description', path: 'description', label: 'Description', kind: 'text', mayBeEmpty: false, ...free },
      {
        name: 'EndDate',
        path: 'end_date',
        label: 'Last day on which it may be used',
        kind: 'date',
        mayBeEmpty: true,
        ...free,
      },
    ],
  },
  gl_accounts: {
    resource: 'financial/GLAccounts',
    purpose: 'write GL account',
    fields: [
      { name: 'Description', path: 'description', label: 'Description', kind: 'text', mayBeEmpty: false, ...free },
      { name: 'IsBlocked', path: 'is_blocked', label: 'Blocked', kind: 'boolean', mayBeEmpty: false, ...free },
      { name: 'UseCostcenter', path: 'use_costcenter', label: 'Rule on cost centers', ...rule },
      { name: 'UseCostunit', path: 'use_costunit', label: 'Rule on cost units', ...rule },
      { name: 'Costcenter', path: 'costcenter', label: 'Usual cost center', kind: 'text', mayBeEmpty: true, ...free },
      { name: 'SearchCode', path: 'search_code', label: 'Search code', kind: 'text', mayBeEmpty: true, ...free },
      {
        name: 'ReportingCode',
        path: 'reporting_code',
        label: 'Reporting code',
        kind: 'text',
        mayBeEmpty: true,
        ...free,
      },
    ],
  },
};

/**
 * Changes single cost centers and GL accounts in Exact Online. Sends a PUT of the fields that changed, and nothing but these fields.
 * `write` throws APP_BAD_REQUEST for anything else, and what `ExactApi.change` throws.
 */
export function createExactWriteBack(context: ConnectorContext): WriteBackSource {
  return {
    fields: Object.fromEntries(Object.entries(writable).map(([stream, { fields }]) => [stream, fields])),
    async write(streamId, key, changes, signal) {
      const target = writable[streamId];
      const place = partsOfKey(key);
      if (target === undefined || place === null) throw notWritable(streamId);
      const fields = Object.fromEntries(
        Object.entries(changes).map(([path, value]) => {
          const field = target.fields.find((one) => one.path === path);
          if (field === undefined) throw notWritable(`${streamId}.${path}`);
          return [field.name, asJson(field, value)];
        }),
      );
      const { resource, purpose } = target;
      const { division, id } = place;
      await createExactApi(context).change({ method: 'PUT', division, resource, key: id, fields, purpose, signal });
    },
  };
}

function asJson({ kind }: ExactField, value: WrittenCell): JsonValue {
  if (typeof value !== 'string') return value;
  if (kind === 'integer') return Number(value);
  if (kind !== 'date') return value;
  // A date is the midnight of its day (reference page §3.3).
  return value === '' ? null : `${value}T00:00:00`;
}

function notWritable(what: string): AppError {
  return new AppError('APP_BAD_REQUEST', 'config', {
    details: { reason: `${what} cannot be written to Exact Online` },
  });
}
