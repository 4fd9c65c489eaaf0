import type { Selection } from '../../../shared/contract/paging.ts';

/** The rows that are chosen, as sets: some, or all but some. */
export type Chosen =
  | { readonly kind: 'keys'; readonly keys: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> };

const nothing: ReadonlySet<string> = new Set();
export const noneChosen: Chosen = { kind: 'keys', keys: nothing };
export const allChosen: Chosen = { kind: 'all', except: nothing };

export function isChosen(chosen: Chosen, key: string): boolean {
  return chosen.kind === 'keys' ? chosen.keys.has(key) : !chosen.except.has(key);
}

/** Number of rows chosen, of `total`. */
export function chosenCount(chosen: Chosen, total: number): number {
  return chosen.kind === 'keys' ? chosen.keys.size : Math.max(0, total - chosen.except.size);
}

export function isNoneChosen(chosen: Chosen, total: number): boolean {
  return chosenCount(chosen, total) === 0;
}

/** The selection with one row turned over. */
export function toggled(chosen: Chosen, key: string): Chosen {
  const named = new Set(chosen.kind === 'keys' ? chosen.keys : chosen.except);
  if (!named.delete(key)) named.add(key);
  return chosen.kind === 'keys' ? { kind: 'keys', keys: named } : { kind: 'all', except: named };
}

/** The selection and these rows with it. */
export function withKeys(chosen: Chosen, keys: Iterable<string>): Chosen {
  const named = new Set(chosen.kind === 'keys' ? chosen.keys : chosen.except);
  for (const key of keys) {
    if (chosen.kind === 'keys') named.add(key);
    else named.delete(key);
  }
  return chosen.kind === 'keys' ? { kind: 'keys', keys: named } : { kind: 'all', except: named };
}

/** The selection in the words of the contract. */
export function selectionOf(chosen: Chosen): Selection {
  return chosen.kind === 'keys'
    ? { kind: 'keys', keys: [...chosen.keys] }
    : { kind: 'all', except: [...chosen.except] };
}

/** Whether none, some or all of the rows are chosen: the state of the box in the header. */
export function chosenState(chosen: Chosen, total: number): 'none' | 'some' | 'all' {
  const count = chosenCount(chosen, total);
  if (count === 0) return 'none';
  return count >= total ? 'all' : 'some';
}
