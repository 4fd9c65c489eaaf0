import { dayNumber } from '../world/calendar.ts';
import type { World } from '../world/world.ts';
import { momentOf, readReference } from './request.ts';
import { resolveCode, resolvePlace, resolveStatus } from './resolve.ts';
import { SoapFault } from './soap.ts';
import type { XmlElement } from './xml-tree.ts';

/** The criteria of one request, read by name. What is not read in the end is not practised, and is refused rather than ignored. */
export class Criteria {
  readonly #elements: readonly XmlElement[];
  readonly #world: World;
  readonly #path: string;
  readonly #read = new Set<string>();

  /** `path` says in faults where the elements stand. */
  constructor(world: World, elements: readonly XmlElement[], path: string) {
    this.#world = world;
    this.#elements = elements;
    this.#path = path;
  }

  static of(world: World, elements: readonly XmlElement[], operation: string): Criteria {
    return new Criteria(world, elements, `/wd:${operation}_Request[1]/wd:Request_Criteria[1]`);
  }

  #texts(name: string): string[] {
    this.#read.add(name);
    return this.#elements.filter((element) => element.local === name).map((element) => element.text.trim());
  }

  #references(name: string): { reference: ReturnType<typeof readReference>; path: string }[] {
    this.#read.add(name);
    return this.#elements
      .filter((element) => element.local === name)
      .map((element, at) => ({ reference: readReference(element), path: `${this.#path}/wd:${name}[${at + 1}]` }));
  }

  text(name: string): string | null {
    return this.#texts(name)[0] ?? null;
  }

  flag(name: string): boolean | null {
    const text = this.text(name);
    return text === null ? null : text === '1' || text === 'true';
  }

  moment(name: string): number | null {
    const text = this.text(name);
    return text === null ? null : momentOf(text);
  }

  /** Day number of a date. */
  day(name: string): number | null {
    const text = this.text(name);
    return text === null ? null : dayNumber(text.slice(0, 10));
  }

  /** Null if the criterion was not given; repeated references mean any of them. */
  companies(name: string): ReadonlySet<string> | null {
    const found = this.#references(name);
    if (found.length === 0) return null;
    return new Set(found.map(({ reference, path }) => resolveCode(this.#world, reference, 'company', path)));
  }

  suppliers(name: string): ReadonlySet<number> | null {
    const found = this.#references(name);
    if (found.length === 0) return null;
    return new Set(found.map(({ reference, path }) => resolvePlace(this.#world, reference, 'supplier', path)));
  }

  statuses(name: string, type: string): ReadonlySet<string> | null {
    const found = this.#references(name);
    if (found.length === 0) return null;
    return new Set(found.map(({ reference, path }) => resolveStatus(reference, type, path)));
  }

  /** The criteria inside an element of these; none if it is not there. */
  within(name: string): Criteria {
    this.#read.add(name);
    const inner = this.#elements.filter((element) => element.local === name).flatMap((element) => element.children);
    return new Criteria(this.#world, inner, `${this.#path}/wd:${name}[1]`);
  }

  /** Throws a fault for a criterion that is valid but that this practice system cannot evaluate: ignoring it would be a lie. */
  refuseUnread(): void {
    const unread = this.#elements.find((element) => !this.#read.has(element.local));
    if (unread === undefined) return;
    throw new SoapFault(
      'SOAP-ENV:Server.processingError',
      `Processing error occurred. The practice Workday does not evaluate the criterion ${unread.local}.`,
    );
  }
}

/** True if nothing was asked for or the value is among what was asked for. */
export function among<T>(wanted: ReadonlySet<T> | null, value: T | null): boolean {
  return wanted === null || (value !== null && wanted.has(value));
}

/** True if a value lies within bounds that may be absent, both included. A missing value lies within no bounds. */
export function within(value: number | null, from: number | null, to: number | null): boolean {
  if (from === null && to === null) return true;
  return value !== null && (from === null || value >= from) && (to === null || value <= to);
}
