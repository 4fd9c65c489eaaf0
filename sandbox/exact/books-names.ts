import type { BookCell } from './books.ts';
import type { Cells, MasterKind } from './books-facts.ts';
import { guidOf } from './books-ids.ts';
import type { Names } from './books-render.ts';
import type { Company } from './world-divisions.ts';

/** Present reference data of a kind by place; null where a record is gone. */
export type Present = (kind: MasterKind) => readonly (Cells | null)[];

interface Found {
  readonly id: string;
  readonly code: BookCell;
  readonly name: BookCell;
}

const NONE = { id: null, code: null, name: null } as const;

/** The names by which documents show reference data, as it is called at the moment that this is made. */
export function namesOf(company: Company, seed: number, present: Present): Names {
  const found = (kind: MasterKind, place: number, cells: Cells): Found => ({
    id: guidOf(seed, kind, place),
    code: cells['Code'] ?? null,
    name: cells['Name'] ?? cells['Description'] ?? null,
  });
  const byPlace = (kind: MasterKind): ReadonlyMap<number, Found> =>
    new Map(present(kind).flatMap((cells, at) => (cells === null ? [] : [[at, found(kind, at, cells)] as const])));
  const byCode = (kind: MasterKind): ReadonlyMap<BookCell, Found> =>
    new Map([...byPlace(kind).values()].map((each) => [each.code, each]));
  const [gl, center, unit, journal] = (['gl', 'center', 'unit', 'journal'] as const).map(byCode);
  const [account, item] = (['account', 'item'] as const).map(byPlace);
  const nameIn = (map: ReadonlyMap<BookCell, Found> | undefined, code: string | undefined): BookCell =>
    code === undefined ? null : (map?.get(code)?.name ?? null);
  return {
    company,
    seed,
    gl: (code) => gl?.get(code ?? null) ?? NONE,
    center: (code) => nameIn(center, code),
    unit: (code) => nameIn(unit, code),
    journal: (code) => nameIn(journal, code),
    account: (place) => (place === undefined ? NONE : (account?.get(place) ?? NONE)),
    item: (place) => (place === undefined ? NONE : (item?.get(place) ?? NONE)),
  };
}
