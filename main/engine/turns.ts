/** A stream's place in its run. */
export interface Turn {
  /** Resolves when its window may be read: the stream before it has read its own, or has ended without. */
  readonly toRead: Promise<unknown>;
  /** Resolves when every stream before it has ended. */
  readonly toDeliver: Promise<void>;
  /** True once they have. */
  readonly mayDeliver: boolean;
  /** To be called when its window was read whole, so that the next stream may read. Its end says so too. */
  readOver(): void;
}

/**
 * Works through the streams of a run in their order: they are read one after the other and deliver one after the other, but the
 * next one is read while others still deliver (decision 0007). Resolves when all have ended; throws what the first of them threw,
 * after all have ended.
 */
export async function inTurns<Stream>(
  streams: readonly Stream[],
  work: (stream: Stream, turn: Turn) => Promise<void>,
): Promise<void> {
  const ends: Promise<void>[] = [];
  let toRead: Promise<unknown> = Promise.resolve();
  let toDeliver = Promise.resolve();
  let ended = 0;
  for (const [place, stream] of streams.entries()) {
    const { promise, resolve } = Promise.withResolvers();
    const readOver = (): void => {
      resolve(null);
    };
    const turn: Turn = {
      toRead,
      toDeliver,
      get mayDeliver() {
        return ended >= place;
      },
      readOver,
    };
    const end = work(stream, turn);
    ends.push(end);
    toRead = promise;
    toDeliver = Promise.all([end.then(readOver, readOver), toDeliver]).then(() => {
      ended = place + 1;
    });
  }
  await toDeliver;
  await Promise.all(ends);
}
