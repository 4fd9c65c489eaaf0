import { makeBase, type Base } from './base.ts';
import { folderLog, memoryLog, type EntryLog, type LoggedEntry, type WorldHeader } from './entry-log.ts';
import { generatorOf } from './generators.ts';
import { invoiceHead, type InvoiceHead } from './invoices.ts';
import { kindAndIndexOf, widOf, type IdentifiedKind } from './ids.ts';
import { dayNumber } from './calendar.ts';
import { expectedRejections, type ExpectedRejection } from './planted.ts';
import type { Documents, Kind } from './documents.ts';

export interface OpenWorldOptions {
  /** Where the world is kept; without it, it ends with the process. */
  readonly folder?: string | undefined;
  readonly seed: number;
  /** 1 is the small world of the demo (about 60 suppliers and 300 invoices); `scaleForLines` says what a number of lines needs. */
  readonly scale: number;
  readonly clock: { now(): number };
}

interface Edit {
  readonly moment: number;
  readonly document: Documents[Kind] | null;
}

/**
 * A seeded, consistent set of finance documents and the log of their entries: every object as it was at any moment.
 * What was there at the beginning is made anew from seed and index whenever it is asked for; only later entries are held.
 */
export class World {
  readonly base: Base;
  readonly #log: EntryLog;
  readonly #edits = new Map<Kind, Map<number, Edit[]>>();
  readonly #added = new Map<Kind, number>();
  #rounds: number;
  #revision = 0;
  #lastMoment: number;

  constructor(log: EntryLog) {
    this.#log = log;
    this.base = makeBase(log.header.seed, log.header.scale, log.header.createdAt);
    this.#rounds = log.header.rounds;
    this.#lastMoment = this.base.createdAt;
    for (const entry of log.entries) this.#remember(entry);
  }

  get rounds(): number {
    return this.#rounds;
  }

  /** Changes with every entry; what was computed for an older revision is void. */
  get revision(): number {
    return this.#revision;
  }

  /** No entry is later than this. */
  get lastMoment(): number {
    return this.#lastMoment;
  }

  get expectedRejections(): readonly ExpectedRejection[] {
    return expectedRejections(this.base);
  }

  wid(kind: IdentifiedKind, index: number): string {
    return widOf(this.base.seed, kind, index);
  }

  /** What a Workday ID names in this world, whether or not it exists at some moment. */
  find(wid: string): { kind: IdentifiedKind; index: number } | undefined {
    return kindAndIndexOf(this.base.seed, wid);
  }

  /** Objects of a kind are numbered from 0 to below this, those added later included. */
  count(kind: Kind): number {
    return this.base.counts[kind] + (this.#added.get(kind) ?? 0);
  }

  #editsOf(kind: Kind, index: number): readonly Edit[] {
    return this.#edits.get(kind)?.get(index) ?? [];
  }

  #firstMoments(kind: Kind, index: number): readonly number[] {
    return index < this.base.counts[kind] ? generatorOf(kind).moments(this.base, index) : [];
  }

  /** Moments of entry, rising; the first is the creation of the object. */
  moments(kind: Kind, index: number): readonly number[] {
    const edits = this.#editsOf(kind, index);
    const first = this.#firstMoments(kind, index);
    return edits.length === 0 ? first : [...first, ...edits.map((edit) => edit.moment)];
  }

  /** The version (from 1) that was valid at a moment; 0 if the object did not exist then. */
  versionAt(kind: Kind, index: number, asOf: number): number {
    const moments = this.moments(kind, index);
    let version = 0;
    for (const moment of moments) if (moment <= asOf) version += 1;
    return version > 0 && this.isGone(kind, index, version) ? 0 : version;
  }

  /** True for the version that took the object away. */
  isGone(kind: Kind, index: number, version: number): boolean {
    return this.#edit(kind, index, version)?.document === null;
  }

  #edit(kind: Kind, index: number, version: number): Edit | undefined {
    const edits = this.#editsOf(kind, index);
    if (edits.length === 0) return undefined;
    return edits[version - 1 - this.#firstMoments(kind, index).length];
  }

  /** The document at a version. Throws an Error for a version at which it did not exist. */
  document<K extends Kind>(kind: K, index: number, version: number): Documents[K] {
    const edit = this.#edit(kind, index, version);
    if (edit === undefined) {
      if (index >= this.base.counts[kind] || version < 1) throw new Error(`no ${kind} ${index} at version ${version}`);
      return generatorOf(kind).document(this.base, index, version);
    }
    if (edit.document === null) throw new Error(`${kind} ${index} is gone at version ${version}`);
    return edit.document as Documents[K];
  }

  /** The document as of a moment, or undefined. */
  at<K extends Kind>(kind: K, index: number, asOf: number): Documents[K] | undefined {
    const version = this.versionAt(kind, index, asOf);
    return version === 0 ? undefined : this.document(kind, index, version);
  }

  /** The present document. Throws an Error if there is none. */
  current<K extends Kind>(kind: K, index: number): Documents[K] {
    const found = this.at(kind, index, Number.MAX_SAFE_INTEGER);
    if (found === undefined) throw new Error(`no ${kind} ${index} in this world`);
    return found;
  }

  /** The parts of an invoice that criteria test, without making its lines. */
  invoiceHead(index: number, version: number): Omit<InvoiceHead, 'late' | 'fate'> {
    if (this.#editsOf('invoice', index).length === 0) return invoiceHead(this.base, index, version);
    const doc = this.document('invoice', index, version);
    return {
      ...doc,
      day: dayNumber(doc.date),
      dueDay: doc.dueDate === null ? null : dayNumber(doc.dueDate),
    };
  }

  /**
   * Enters a version of an object, or a new object if `index` is `count(kind)`. `document` null takes a draft away. The moment is
   * moved after the object's last entry if it is not later by itself. Durable before it returns.
   */
  enter<K extends Kind>(kind: K, index: number, document: Documents[K] | null, moment: number): void {
    if (index > this.count(kind)) throw new Error(`no ${kind} ${index} in this world`);
    const last = this.moments(kind, index).at(-1) ?? 0;
    const entry: LoggedEntry = { kind, index, document, moment: Math.max(moment, last + 1) };
    this.#log.append([entry]);
    this.#remember(entry);
  }

  /** Enters a new object and returns its index. */
  add<K extends Kind>(kind: K, document: Documents[K], moment: number): number {
    const index = this.count(kind);
    this.enter(kind, index, document, moment);
    return index;
  }

  /** Enters the present document with some parts replaced. */
  edit<K extends Kind>(kind: K, index: number, parts: Partial<Documents[K]>, moment: number): void {
    this.enter(kind, index, { ...this.current(kind, index), ...parts }, moment);
  }

  /** Takes an object away, as a draft that somebody deleted. */
  remove(kind: Kind, index: number, moment: number): void {
    this.current(kind, index);
    this.enter(kind, index, null, moment);
  }

  /** True if nothing was entered for the object after the creation of the world. */
  isUntouched(kind: Kind, index: number): boolean {
    return this.#editsOf(kind, index).length === 0;
  }

  countRound(): void {
    this.#rounds += 1;
    this.#log.saveRounds(this.#rounds);
  }

  #remember(entry: LoggedEntry): void {
    if (entry.index === this.count(entry.kind)) this.#added.set(entry.kind, (this.#added.get(entry.kind) ?? 0) + 1);
    const ofKind = this.#edits.get(entry.kind) ?? new Map<number, Edit[]>();
    this.#edits.set(entry.kind, ofKind);
    const list = ofKind.get(entry.index) ?? [];
    list.push({ moment: entry.moment, document: entry.document });
    ofKind.set(entry.index, list);
    this.#lastMoment = Math.max(this.#lastMoment, entry.moment);
    this.#revision += 1;
  }
}

/** Opens the world of a folder, or makes one. The same seed, scale and creation moment give the same world, byte for byte. */
export function openWorld(options: OpenWorldOptions): World {
  const header: WorldHeader = {
    format: 1,
    seed: options.seed,
    scale: options.scale,
    createdAt: options.clock.now(),
    rounds: 0,
  };
  return new World(options.folder === undefined ? memoryLog(header) : folderLog(options.folder, header));
}
