import type { ErrorTexts } from '../error-text.ts';

/** Errors of replays. */
export const replayErrors = {
  REPLAY_SEVERAL_FLOWS: {
    kind: 'config',
    text: 'What you chose belongs to more than one flow.',
    effect: 'Nothing was sent.',
    next: 'Narrow the list to one flow and replay each flow by itself.',
  },
  REPLAY_NOTHING_CHOSEN: {
    kind: 'config',
    text: 'There is nothing to replay in what you chose.',
    effect: 'Nothing was sent.',
    next: 'Choose a batch, a run that staged something, or rejected records that are open.',
  },
  REPLAY_NOTHING_TO_DO: {
    kind: 'config',
    text: 'Nothing of what you chose can be replayed in this way.',
    effect: 'Nothing was sent.',
    next: 'The statement names why. Another way of replaying may do: today’s mapping, or reading the records again.',
  },
  REPLAY_PLAN_USED: {
    kind: 'config',
    text: 'This replay has been started already.',
    effect: 'Nothing was sent a second time.',
    next: 'Look at its run. To replay the same again, have its effect stated again first.',
  },
  REPLAY_PLAN_OUTDATED: {
    kind: 'config',
    text: 'The flow “{flow}” has changed or run since this statement was made, or an hour has gone by.',
    effect: 'Nothing was sent, because the statement may not be true any more.',
    next: 'Have the effect stated again, then start.',
  },
  REPLAY_EFFECT_DIFFERS: {
    kind: 'record',
    text: 'The replay of {stream} did something else than was said. Said: {said}. Done: {done}.',
    effect: 'The run is failed. What was delivered stays delivered.',
    next: 'Somebody else may have written to the destination meanwhile. Look at the records of this run, then start the flow to have everything compared.',
  },
} as const satisfies ErrorTexts;
