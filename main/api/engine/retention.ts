import type { EngineServices } from '../../engine/services.ts';
import type { HandlersOf } from './handler.ts';

/** How long details of finished work are kept. */
export function retentionHandlers({ retention, deps }: EngineServices): HandlersOf<'retention.get' | 'retention.set'> {
  return {
    'retention.get': () => Promise.resolve(retention.state()),
    'retention.set': (settings) => {
      retention.set(settings);
      deps.publish({ topic: 'changed', subject: 'retention' });
      return Promise.resolve(retention.state());
    },
  };
}
