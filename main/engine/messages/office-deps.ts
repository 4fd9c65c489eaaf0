import type { EngineDeps } from '../deps.ts';

/** What the post office needs of the world. */
export type PostOfficeDeps = Pick<
  EngineDeps,
  'store' | 'clock' | 'random' | 'log' | 'integrations' | 'publish' | 'openMessenger'
>;
