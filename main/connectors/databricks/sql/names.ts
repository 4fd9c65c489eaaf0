/** Where a connection writes: names exactly as entered, never quoted here. */
export interface Place {
  readonly catalog: string;
  readonly schema: string;
  readonly volume: string;
}

/** A name in backticks, whatever it contains. Databricks escapes a backtick by doubling it. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** A text literal. Databricks escapes with a backslash; doubling the quote would join two literals instead. */
export function quoteText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Catalog, schema and table, each in backticks. */
export function qualified(place: Place, table: string): string {
  return [place.catalog, place.schema, table].map(quoteName).join('.');
}

/** The same for people: `main.finance.workday_suppliers`. */
export function readable(place: Place, object: string): string {
  return `${place.catalog}.${place.schema}.${object}`;
}

/** Root of the staging volume as SQL and the Files API name it. */
export function volumeRoot(place: Place): string {
  return `/Volumes/${place.catalog}/${place.schema}/${place.volume}`;
}

/** Name of a table's append-only history. */
export function historyName(table: string): string {
  return `${table}_history`;
}

/** One row per delivered batch, whatever its stream. */
export const batchesTable = '_mlc_batches';
