import type { Run } from '../../shared/model/run.ts';

/** What the shell gets (design §8). */
export const exitCodes = { done: 0, failed: 1, usage: 2, rejected: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Done, done with rejected records, or failed: incomplete and cancelled runs have not done what was asked. */
export function exitCodeOf(run: Run): ExitCode {
  if (run.state === 'succeeded') return exitCodes.done;
  if (run.state === 'succeeded-with-rejections') return exitCodes.rejected;
  return exitCodes.failed;
}
