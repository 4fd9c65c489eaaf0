import type { Store } from '../../store/store.ts';
import { networkSecretOwner } from '../../store/secrets.ts';
import type { OwnName } from './say.ts';

/** Names of vendors’ hosts that say nothing of the customer. */
const vendors = [
  'workday.com',
  'myworkday.com',
  'databricks.com',
  'azuredatabricks.net',
  'slack.com',
  'microsoftonline.com',
] as const;

/** Connections and flows by the names that people gave them here; by a number, in the order in which they were made, elsewhere. */
export function ownNames(store: Store): (id: string) => OwnName {
  const numbered = (kind: string, all: readonly { id: string; name: string; createdAtUtc: string }[]) =>
    [...all]
      .sort((a, b) => (`${a.createdAtUtc} ${a.id}` < `${b.createdAtUtc} ${b.id}` ? -1 : 1))
      .map(({ id, name }, at) => [id, { here: name, elsewhere: `${kind} ${String(at + 1)}` }] as const);
  const known = new Map<string, OwnName>([
    ...numbered(
      'connection',
      readable(() => store.connections.list()),
    ),
    ...numbered(
      'flow',
      readable(() => store.flows.list()),
    ),
    [networkSecretOwner, { here: 'network', elsewhere: 'network' }],
  ]);
  return (id) => known.get(id) ?? { here: id, elsewhere: id };
}

/** Of a damaged data file perhaps nothing can be read; what is said of it then goes by ids. */
function readable<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** Hosts by a number, in the order in which they are met, with the vendor's part of the name. */
export function createHostNames(): (host: string) => string {
  const known = new Map<string, string>();
  return (given) => {
    const host = given.toLowerCase().replace(/:\d+$/, '');
    if (host === '' || host === 'localhost' || host === '127.0.0.1') return host;
    const number = known.get(host) ?? String(known.size + 1);
    known.set(host, number);
    const vendor = vendors.find((one) => host === one || host.endsWith(`.${one}`));
    return vendor === undefined ? `host ${number}` : `host ${number} (${vendor})`;
  };
}
