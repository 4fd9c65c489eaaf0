export interface GrantPlaces {
  readonly catalog: string;
  readonly schema: string;
  readonly volume: string;
  /** Application id of the service principal, or the person's account name. */
  readonly principal: string;
}

/**
 * The privileges that a connection needs, as statements to run by who owns the catalog. Granted on the schema, since a schema
 * passes them on to its tables and volumes. CAN USE on the warehouse is no privilege of the catalog and has no statement here.
 */
export function databricksGrants(places: GrantPlaces): string {
  const [catalog, schema, principal] = [places.catalog, places.schema, places.principal].map(quoted);
  const inSchema = `${catalog ?? ''}.${schema ?? ''}`;
  const to = `TO ${principal ?? ''};`;
  return [
    `CREATE SCHEMA IF NOT EXISTS ${inSchema};`,
    `CREATE VOLUME IF NOT EXISTS ${inSchema}.${quoted(places.volume)};`,
    `GRANT USE CATALOG ON CATALOG ${catalog ?? ''} ${to}`,
    `GRANT USE SCHEMA, CREATE TABLE, CREATE VOLUME ON SCHEMA ${inSchema} ${to}`,
    `GRANT SELECT, MODIFY ON SCHEMA ${inSchema} ${to}`,
    `GRANT READ VOLUME, WRITE VOLUME ON SCHEMA ${inSchema} ${to}`,
  ].join('\n');
}

/** A name as SQL writes it; a backtick within is doubled. */
function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
