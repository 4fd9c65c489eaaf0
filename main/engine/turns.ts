/** A stream's place in its run. */
export interface Turn {
  /** Resolves when its window may be read: the stream before it has read its own, and the one before that has ended. */
  readonly toRead: Promise<void>;
  /** Resolves when every stream before it has ended. */
  readonly toDeliver: Promise<void>;
  /** True once they have. */
  readonly mayDeliver: boolean;
  /** To be called when its window was read whole, so that the next stream may read. Its end says so too. */
  readOver(): void;
}

/**
 * Works through the streams of a run in their order: they deliver one after the other, and while one delivers, the next one's
 * window is read (decision 0007). Resolves when all have ended, with what each of them answered; throws what the first of them
 * threw, after all have ended.
 */
export async function inTurns<Stream, Result>(
  streams: readonly Stream[],
  work: (stream: Stream, turn: Turn) => Promise<Result>,
): Promise<Result[]> {
  const ends: Promise<Result>[] = [];
  let toRead = Promise.resolve();
  let toDeliver = Promise.resolve();
  let ended = 0;
  for (const [place, stream] of streams.entries()) {
    const read = Promise.withResolvers<undefined>();
    const readOver = (): void => {
      read.resolve(undefined);
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
    const before = toDeliver;
    toRead = Promise.all([read.promise, before]).then(ignore);
    toDeliver = Promise.all([end.then(readOver, readOver), before]).then(() => {
      ended = place + 1;
    });
  }
  await toDeliver;
  return Promise.all(ends);
}

function ignore(): void {
  // Only the moment counts.
}
