import type { Connection } from '../../shared/model/connection.ts';
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import { usageError } from './usage.ts';

type Overview = OutputOf<'flows.overview'>[number];

/** The flow of that name or id; without one, the only flow there is. Throws CLI_USAGE if it is not clear which is meant. */
export async function findFlow(app: AppPort, wanted: string | undefined): Promise<Overview> {
  const all = await ask(app, 'flows.overview', {});
  return only(all, 'flow', wanted, (one) => [one.flow.name, one.flow.id]);
}

/** The connection of that name or id; without one, the only one there is. */
export async function findConnection(app: AppPort, wanted: string | undefined): Promise<Connection> {
  return only(await ask(app, 'connections.list', {}), 'connection', wanted, (one) => [one.name, one.id]);
}

function only<Item>(
  all: readonly Item[],
  what: string,
  wanted: string | undefined,
  names: (item: Item) => readonly [string, string],
): Item {
  const fits = wanted === undefined ? all : all.filter((item) => names(item).includes(wanted));
  const [first] = fits;
  if (first !== undefined && fits.length === 1) return first;
  const known = all.map((item) => `“${names(item)[0]}”`).join(', ');
  if (all.length === 0) throw usageError(`There is no ${what} yet; import a configuration or make one in the window`);
  if (wanted === undefined) throw usageError(`Say which ${what}: ${known}`);
  if (fits.length > 1) throw usageError(`“${wanted}” is the name of several ${what}s; give its id`);
  throw usageError(`There is no ${what} “${wanted}”; there is ${known}`);
}
