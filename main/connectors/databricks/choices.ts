import type { ConnectorContext } from '../../ports/connector.ts';
import { DatabricksApi } from './api.ts';
import { listCatalogs, listSchemas, listWarehouses } from './catalog.ts';
import { readSettings } from './settings.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/**
 * Choices for a field of the connection form: `warehouse`, `catalog` or `schema`; empty for any other field and while a field that
 * it depends on is empty. Wakes no warehouse. Throws DATABRICKS_* and HTTP_*.
 */
export async function databricksChoices(
  context: ConnectorContext,
  field: string,
  signal: AbortSignal,
): Promise<Choice[]> {
  const settings = readSettings(context.connection);
  const api = new DatabricksApi(context, settings);
  const options = { phase: 'connect', signal } as const;
  if (field === 'warehouse') {
    const warehouses = await listWarehouses(api, options);
    return warehouses.map(({ id, name, state, auto_stop_mins: minutes }) => ({
      value: id,
      label: [
        name ?? id,
        state?.toLowerCase(),
        minutes === undefined ? undefined : `stops after ${String(minutes)} min`,
      ]
        .filter((part) => part !== undefined)
        .join(' · '),
    }));
  }
  if (field === 'catalog') return (await listCatalogs(api, options)).map(plain);
  if (field === 'schema' && settings.place.catalog !== '')
    return (await listSchemas(api, settings.place.catalog, options)).map(plain);
  return [];
}

function plain(name: string): Choice {
  return { value: name, label: name };
}
