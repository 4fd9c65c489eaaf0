import type { JsonObject } from '../../../shared/model/json.ts';
import type { Source } from '../../../main/ports/source.ts';
import { gather, never, readAll } from './harness.ts';

/** What a careful reader of windows would have landed, one stream at a time: records brought, those told gone taken out. */
export class Mirror {
  readonly #source: Source;
  readonly #records = new Map<string, Map<string, JsonObject>>();
  readonly #cursors = new Map<string, JsonObject | null>();

  constructor(source: Source) {
    this.#source = source;
  }

  records(stream: string): ReadonlyMap<string, JsonObject> {
    return this.#records.get(stream) ?? new Map<string, JsonObject>();
  }

  cursor(stream: string): JsonObject | null {
    return this.#cursors.get(stream) ?? null;
  }

  /** Reads what changed; gives the description of the window. */
  async follow(stream: string): Promise<string> {
    const known = this.#records.get(stream) ?? new Map<string, JsonObject>();
    const read = await readAll(this.#source, stream, { kind: 'incremental', cursor: this.cursor(stream) });
    const named = new Set([...read.records.map(({ key }) => key), ...read.present]);
    for (const key of read.gone) if (!named.has(key)) known.delete(key);
    for (const { key, fields } of read.records) known.set(key, fields);
    const missing = [...known.keys()].filter(
      (key) => !named.has(key) && read.complete.some((beginning) => key.startsWith(beginning)),
    );
    const there = new Set((await gather(this.#source.readByKey(stream, missing, never))).records.map(({ key }) => key));
    for (const key of missing) if (!there.has(key)) known.delete(key);
    this.#records.set(stream, known);
    this.#cursors.set(stream, read.cursor ?? this.cursor(stream));
    return read.description;
  }
}

/** Everything that a source has of a stream now. */
export async function present(source: Source, stream: string): Promise<Map<string, JsonObject>> {
  const { records } = await readAll(source, stream, { kind: 'full' });
  return new Map(records.map(({ key, fields }) => [key, fields]));
}
