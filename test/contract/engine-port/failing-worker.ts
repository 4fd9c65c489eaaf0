import { parentPort } from 'node:worker_threads';
import type { FromEngine, ToEngine } from '../../../main/engine/port-messages.ts';

/** An engine's thread that ends by itself when it is asked to. */
const say = (message: FromEngine) => {
  parentPort?.postMessage(message);
};

parentPort?.on('message', (message: ToEngine) => {
  if (message.kind === 'call' && message.method === 'fail') process.exit(1);
  if (message.kind === 'call') say({ kind: 'answer', id: message.id, result: { ok: true, value: message.input } });
  if (message.kind === 'close') say({ kind: 'closed' });
});
say({ kind: 'ready', store: { state: 'ready', reason: null }, hasSecrets: false });
