/** Before the documents, for what comes first in the payload. */
const headRoom = 8 * 1024;
const firstSize = 512 * 1024;
/** Bytes of UTF-8 that one UTF-16 unit takes at most. */
const mostBytesPerUnit = 3;

/**
 * Documents on their way into a batch: the UTF-8 of their JSON, one behind the other with commas between, in memory that is used
 * again for the next batch. Memory of its own for each document would be what a run allocates most of.
 */
export class PackedDocuments {
  #bytes = Buffer.allocUnsafeSlow(firstSize);
  #end = headRoom;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds a document; answers the bytes that it takes. */
  add(json: string): number {
    this.#makeRoom(json.length * mostBytesPerUnit + 1);
    const start = this.#end;
    if (this.#count > 0) this.#end += this.#bytes.write(',', this.#end, 'latin1');
    this.#end += this.#bytes.write(json, this.#end, 'utf8');
    this.#count += 1;
    return this.#end - start;
  }

  /** The documents between two texts, as one piece; it holds until the next call of `add` or `clear`. */
  between(head: string, tail: string): Uint8Array {
    const headBytes = Buffer.from(head);
    const tailBytes = Buffer.from(tail);
    if (headBytes.length > headRoom) {
      return Buffer.concat([headBytes, this.#bytes.subarray(headRoom, this.#end), tailBytes]);
    }
    this.#makeRoom(tailBytes.length);
    headBytes.copy(this.#bytes, headRoom - headBytes.length);
    tailBytes.copy(this.#bytes, this.#end);
    return this.#bytes.subarray(headRoom - headBytes.length, this.#end + tailBytes.length);
  }

  clear(): void {
    this.#end = headRoom;
    this.#count = 0;
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + bytes));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}
