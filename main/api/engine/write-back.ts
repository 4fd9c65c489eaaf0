import type { WriteBacks } from '../../engine/write-back/write-backs.ts';
import type { HandlersOf } from './handler.ts';

type Methods =
  | 'write-back.state'
  | 'write-back.set'
  | 'write-back.look'
  | 'write-back.list'
  | 'write-back.approve'
  | 'write-back.dismiss';

/** Changes made at the destination, and what a person decides about them. */
export function writeBackHandlers(writeBacks: WriteBacks): HandlersOf<Methods> {
  return {
    'write-back.state': ({ flowId }) => Promise.resolve(writeBacks.state(flowId)),
    'write-back.set': ({ flowId, streams, reason }) => Promise.resolve(writeBacks.set(flowId, streams, reason)),
    'write-back.look': ({ flowId }, { signal }) => writeBacks.look(flowId, signal),
    'write-back.list': ({ flowId, states }) => Promise.resolve(writeBacks.list(flowId, states)),
    'write-back.approve': (decision, { signal }) => writeBacks.approve(decision, signal),
    'write-back.dismiss': (decision) => Promise.resolve(writeBacks.dismiss(decision)),
  };
}
