/** A stream's place in its run. */
export interface Turn {
  /** Resolves when its window may be read: the stream before it has read its own, or has ended without. */
  readonly toRead: Promise<unknown>;
  /** Resolves when every stream before it has ended, or, where some deliver beside each other, when every stream before those has delivered. */
  readonly toDeliver: Promise<void>;
  /** True once that is so. */
  readonly mayDeliver: boolean;
  /** To be called when its window was read whole, so that the next stream may read. Its end says so too. */
  readOver(): void;
  /** To be called when what it read has landed. Its end says so too. */
  deliverOver(): void;
}

/**
 * Works through the streams of a run in their order: they are read one after the other and deliver one after the other, but the
 * next one is read while others still deliver (decision 0007). Those of a row in which each `isBeside` the one before it deliver beside each other.
 * Resolves when all have ended; throws what the first of them threw, after all have ended.
 */
export async function inTurns<Stream>(
  streams: readonly Stream[],
  work: (stream: Stream, turn: Turn) => Promise<void>,
  isBeside?: (stream: Stream, before: Stream) => boolean,
): Promise<void> {
  const ends: Promise<void>[] = [];
  /** When the streams after these may deliver. */
  const delivered: Promise<unknown>[] = [];
  let toRead: Promise<unknown> = Promise.resolve();
  let toDeliver = Promise.resolve();
  let first = 0;
  let over = 0;
  for (const [place, stream] of streams.entries()) {
    const before = streams[place - 1];
    if (before !== undefined && isBeside?.(stream, before) !== true) {
      first = place;
      toDeliver = Promise.all(delivered).then(() => {
        over = place;
      });
    }
    const [read, landed] = [Promise.withResolvers(), Promise.withResolvers()];
    const needed = first;
    const turn: Turn = {
      toRead,
      toDeliver,
      get mayDeliver() {
        return over >= needed;
      },
      readOver: () => {
        read.resolve(null);
      },
      deliverOver: () => {
        if (isBeside !== undefined) landed.resolve(null);
      },
    };
    const end = work(stream, turn);
    const whenEnded = (): void => {
      read.resolve(null);
      landed.resolve(null);
    };
    end.then(whenEnded, whenEnded);
    ends.push(end);
    delivered.push(landed.promise);
    toRead = read.promise;
  }
  await Promise.allSettled(ends);
  await Promise.all(ends);
}
