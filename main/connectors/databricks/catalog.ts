import { z } from 'zod';
import { AppError, type ErrorPhase } from '../../../shared/errors/app-error.ts';
import type { DatabricksApi } from './api.ts';

const warehouseSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  state: z.string().optional(),
  warehouse_type: z.string().optional(),
  auto_stop_mins: z.union([z.number(), z.string().transform(Number)]).optional(),
  enable_serverless_compute: z.boolean().optional(),
  health: z.object({ status: z.string().optional(), summary: z.string().optional() }).nullish(),
});
export type Warehouse = z.infer<typeof warehouseSchema>;

const named = z.object({ name: z.string() });
const UNITY = '/api/2.1/unity-catalog';
/** More pages than any workspace has: a server that repeats its token must not hold us for ever. */
const MAX_PAGES = 1000;

export interface ListOptions {
  readonly phase: ErrorPhase;
  readonly signal: AbortSignal;
}

/** One warehouse. Asking for it does not wake it. Throws DATABRICKS_NOT_FOUND. */
export async function getWarehouse(api: DatabricksApi, options: ListOptions): Promise<Warehouse> {
  const id = api.settings.warehouseId;
  const answer = await api.json({
    method: 'GET',
    path: `/api/2.0/sql/warehouses/${encodeURIComponent(id)}`,
    purpose: 'warehouse',
    what: `the SQL warehouse ${id}`,
    ...options,
  });
  return read(warehouseSchema, answer, options);
}

/** All warehouses that the account may see. */
export async function listWarehouses(api: DatabricksApi, options: ListOptions): Promise<Warehouse[]> {
  const pages = await allPages(api, {
    path: '/api/2.0/sql/warehouses?page_size=100',
    what: 'the list of warehouses',
    options,
  });
  return pages.flatMap(
    (page) => read(z.object({ warehouses: z.array(warehouseSchema).optional() }), page, options).warehouses ?? [],
  );
}

/** Names of the catalogs that the account may see, sorted. */
export async function listCatalogs(api: DatabricksApi, options: ListOptions): Promise<string[]> {
  const pages = await allPages(api, { path: `${UNITY}/catalogs?max_results=0`, what: 'the list of catalogs', options });
  const schema = z.object({ catalogs: z.array(named).optional() });
  return pages
    .flatMap((page) => read(schema, page, options).catalogs ?? [])
    .map((one) => one.name)
    .sort();
}

/** Names of the schemas of a catalog that the account may see, sorted. Throws DATABRICKS_NOT_FOUND for an unknown catalog. */
export async function listSchemas(api: DatabricksApi, catalog: string, options: ListOptions): Promise<string[]> {
  const path = `${UNITY}/schemas?catalog_name=${encodeURIComponent(catalog)}&max_results=0`;
  const pages = await allPages(api, { path, what: `the catalog ${catalog}`, options });
  const schema = z.object({ schemas: z.array(named).optional() });
  return pages
    .flatMap((page) => read(schema, page, options).schemas ?? [])
    .map((one) => one.name)
    .sort();
}

/** A page may be empty and still have a next one: the list ends only where no token is given. */
async function allPages(
  api: DatabricksApi,
  list: { readonly path: string; readonly what: string; readonly options: ListOptions },
): Promise<unknown[]> {
  const pages: unknown[] = [];
  let token = '';
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const path = token === '' ? list.path : `${list.path}&page_token=${encodeURIComponent(token)}`;
    const page = await api.json({ method: 'GET', path, purpose: 'list', what: list.what, ...list.options });
    pages.push(page);
    token = read(z.object({ next_page_token: z.string().nullish() }), page, list.options).next_page_token ?? '';
    if (token === '') return pages;
  }
  throw unreadable('a list that does not end', list.options);
}

function read<T>(schema: z.ZodType<T>, answer: unknown, options: ListOptions): T {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw unreadable('a list has another form than the documented one', options);
  return parsed.data;
}

function unreadable(reason: string, options: ListOptions): AppError {
  return new AppError('DATABRICKS_ANSWER_UNREADABLE', 'transient', { phase: options.phase, details: { reason } });
}
