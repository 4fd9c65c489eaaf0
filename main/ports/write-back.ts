/** One field that may be written back. */
export interface WritableField {
  /** Path of the source's record; the mapping says which column it is. */
  readonly path: string;
  readonly label: string;
  readonly kind: 'text' | 'date' | 'boolean' | 'integer';
  /** False: an empty value is refused before anything is sent. */
  readonly mayBeEmpty: boolean;
  /** Characters of a text; null where the source names no limit. */
  readonly longest: number | null;
  /** The only values it may have; null where any will do. */
  readonly among: readonly string[] | null;
}

/** A value as a mapped row has it: dates and numbers are text. */
export type WrittenCell = string | boolean | null;

/** A source that takes changes of a few fields of a few streams. Nothing else can be written through it. */
export interface WriteBackSource {
  readonly fields: Readonly<Record<string, readonly WritableField[]>>;
  /**
   * Changes these fields of one record. Throws APP_BAD_REQUEST for a field that is not in the list, else what the source throws; where
   * the answer was lost, nobody knows, and the caller reads the record.
   */
  write(
    streamId: string,
    key: string,
    changes: Readonly<Record<string, WrittenCell>>,
    signal: AbortSignal,
  ): Promise<void>;
}
