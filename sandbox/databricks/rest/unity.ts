import type { Metadata, TableMetadata } from '../engine/metadata.ts';
import { same } from '../sql/scope.ts';
import { typeName, typeText } from '../sql/types.ts';
import { failure, invalidParameter, type Call, type Reply } from './reply.ts';

function tableInfo(table: TableMetadata, whole: boolean): Readonly<Record<string, unknown>> {
  const [catalog, schema, name] = table.name;
  const key = table.primaryKey;
  return {
    name,
    catalog_name: catalog,
    schema_name: schema,
    full_name: table.name.join('.'),
    table_type: 'MANAGED',
    data_source_format: 'DELTA',
    comment: table.comment ?? undefined,
    properties: table.properties,
    created_at: table.createdAt,
    updated_at: table.updatedAt,
    columns: table.columns.map((column, position) => ({
      name: column.name,
      type_name: typeName(column.type),
      type_text: typeText(column.type).toLowerCase(),
      ...(column.type.kind === 'decimal'
        ? { type_precision: column.type.precision, type_scale: column.type.scale }
        : {}),
      position,
      nullable: !column.notNull,
      comment: column.comment ?? undefined,
    })),
    // Lists leave the constraints out.
    ...(whole && key !== null
      ? {
          table_constraints: [
            { primary_key_constraint: { name: key.name ?? `pk_${name}`, child_columns: key.columns } },
          ],
        }
      : {}),
  };
}

/**
 * Pages as the real lists make them: a page may be empty and still have a `next_page_token`. Here the second page always is,
 * so that a reader who stops at an empty page is found out.
 */
function paged(call: Call, name: string, items: readonly unknown[]): Reply {
  const token = call.query.get('page_token');
  const wanted = Number(call.query.get('max_results') ?? '0');
  if (!Number.isInteger(wanted) || wanted < 0) throw invalidParameter('max_results must not be negative.');
  const size = wanted === 0 ? Math.max(1, Math.ceil(items.length / 2)) : wanted;
  const [kind, at] = token === null ? ['page', '0'] : token.split('-');
  const from = Number(at);
  if ((kind !== 'page' && kind !== 'gap') || !Number.isInteger(from))
    throw invalidParameter('The page token is not valid.');
  if (kind === 'gap') return { status: 200, json: { [name]: [], next_page_token: `page-${String(from)}` } };
  const end = from + size;
  const next = end < items.length ? { next_page_token: `${from === 0 ? 'gap' : 'page'}-${String(end)}` } : {};
  return { status: 200, json: { [name]: items.slice(from, end), ...next } };
}

function required(call: Call, name: string): string {
  const value = call.query.get(name);
  if (value === null || value === '') throw invalidParameter(`${name} is required.`);
  return value;
}

/** `/api/2.1/unity-catalog/{catalogs|schemas|tables|volumes}`: reading only. */
export function unityCatalog(call: Call, metadata: Metadata, parts: readonly string[]): Reply {
  const [collection, name, detail] = parts;
  if (call.method !== 'GET')
    throw failure(404, 'ENDPOINT_NOT_FOUND', 'The practice workspace changes its catalog by SQL only.');
  if (collection === 'catalogs') return name === undefined ? catalogs(call, metadata) : catalog(metadata, name);
  if (collection === 'tables' && name !== undefined) return oneTable(metadata, name, detail);
  const parent = required(call, 'catalog_name');
  if (!metadata.hasCatalog(parent)) throw failure(404, 'CATALOG_DOES_NOT_EXIST', `Catalog '${parent}' does not exist.`);
  if (collection === 'schemas') {
    const found = metadata.schemas().filter((schema) => same(schema.name[0], parent));
    return paged(
      call,
      'schemas',
      found.map((schema) => ({
        name: schema.name[1],
        catalog_name: schema.name[0],
        full_name: schema.name.join('.'),
        comment: schema.comment ?? undefined,
        created_at: schema.createdAt,
      })),
    );
  }
  const schema = required(call, 'schema_name');
  if (metadata.schema([parent, schema]) === undefined)
    throw failure(404, 'SCHEMA_DOES_NOT_EXIST', `Schema '${parent}.${schema}' does not exist.`);
  const inside = (object: { readonly name: readonly string[] }): boolean =>
    same(object.name[0] ?? '', parent) && same(object.name[1] ?? '', schema);
  if (collection === 'tables')
    return paged(
      call,
      'tables',
      metadata
        .tables()
        .filter(inside)
        .map((table) => tableInfo(table, false)),
    );
  if (collection !== 'volumes') throw failure(404, 'ENDPOINT_NOT_FOUND', `No API found for '${collection ?? ''}'.`);
  const volumes = metadata.volumes().filter(inside);
  return paged(
    call,
    'volumes',
    volumes.map((volume) => ({
      name: volume.name[2],
      catalog_name: volume.name[0],
      schema_name: volume.name[1],
      full_name: volume.name.join('.'),
      volume_type: 'MANAGED',
    })),
  );
}

function catalogs(call: Call, metadata: Metadata): Reply {
  return paged(
    call,
    'catalogs',
    metadata.catalogs().map((name) => ({ name, full_name: name, catalog_type: 'MANAGED_CATALOG' })),
  );
}

function catalog(metadata: Metadata, name: string): Reply {
  if (!metadata.hasCatalog(name)) throw failure(404, 'CATALOG_DOES_NOT_EXIST', `Catalog '${name}' does not exist.`);
  return {
    status: 200,
    json: { name: name.toLowerCase(), full_name: name.toLowerCase(), catalog_type: 'MANAGED_CATALOG' },
  };
}

function oneTable(metadata: Metadata, name: string, detail: string | undefined): Reply {
  const table = metadata.findTable(name.split('.'));
  if (detail === 'exists') return { status: 200, json: { table_exists: table !== undefined } };
  if (table === undefined) throw failure(404, 'TABLE_DOES_NOT_EXIST', `Table '${name}' does not exist.`);
  return { status: 200, json: tableInfo(table, true) };
}
