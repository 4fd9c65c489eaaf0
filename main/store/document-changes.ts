/** With more than so many, what follows the documents of a flow looks at all of them anew. */
const mostNamed = 10_000;

export interface DocumentName {
  readonly stream: string;
  readonly key: string;
}

/** Which documents of a flow were written since somebody asked last: kept in memory, for figures that follow the documents. */
export class DocumentChanges {
  readonly #named = new Map<string, { count: number; readonly streams: Map<string, Set<string>> }>();

  /** A document of the flow was written. Costs nothing where nobody follows the flow. */
  note(flowId: string, stream: string, key: string): void {
    const named = this.#named.get(flowId);
    if (named === undefined) return;
    const keys = named.streams.get(stream) ?? new Set();
    named.streams.set(stream, keys.add(key));
    named.count += 1;
    if (named.count > mostNamed) this.noteMany(flowId);
  }

  /** Documents of the flow were written, and nobody knows which. */
  noteMany(flowId: string): void {
    this.#named.delete(flowId);
  }

  /** Those written since the call before; null where any may have been, as at the first call. There is one caller a flow. */
  take(flowId: string): DocumentName[] | null {
    const named = this.#named.get(flowId);
    this.#named.set(flowId, { count: 0, streams: new Map() });
    return named === undefined
      ? null
      : [...named.streams].flatMap(([stream, keys]) => [...keys].map((key) => ({ stream, key })));
  }
}
