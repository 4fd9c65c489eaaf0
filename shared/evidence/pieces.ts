/**
 * Work in pieces: each yield is a place where other work may go on, and says how much of it is done, from 0 to 1. Between two yields no
 * more is done than a fixed number of lines or bytes.
 */
export type Pieces<T> = Generator<number, T, undefined>;

/** All of it without a pause. */
export function allAtOnce<T>(work: Pieces<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The pieces of a part of other work, whose shares lie between these two. */
export function* between<T>(from: number, to: number, work: Pieces<T>): Pieces<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield from + (to - from) * step.value;
  }
}
