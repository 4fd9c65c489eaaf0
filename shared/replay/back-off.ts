/** Attempts that one run makes at a batch. */
export const attemptsInOneRun = 4;

const firstCeilingMs = 60_000;
const longestMs = 60 * 60_000;
/** A run is more than a request: two of them do not follow one another at once. */
const shortestMs = 15_000;

/**
 * Milliseconds until a batch that could not be delivered goes back by itself: full jitter under a ceiling that doubles with every run
 * it was tried in, at most an hour, and never sooner than the destination asked for. `random` is in [0, 1).
 */
export function retryDelayMs(attempts: number, random: number, retryAfterMs = 0): number {
  const rounds = Math.max(0, Math.ceil(attempts / attemptsInOneRun) - 1);
  const ceiling = Math.min(longestMs, firstCeilingMs * 2 ** Math.min(rounds, 16));
  return Math.max(retryAfterMs, shortestMs, Math.round(random * ceiling));
}
