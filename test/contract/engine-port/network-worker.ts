import { parentPort, workerData } from 'node:worker_threads';
import type { FromEngine, ToEngine } from '../../../main/engine/port-messages.ts';
import type { WorkerData } from '../../../main/engine/worker-options.ts';
import { relayOver, type FromTransport, type ToTransport } from '../../../main/http/relay-messages.ts';
import { createRelayTransport } from '../../../main/http/relay-transport.ts';
import { requestTo } from '../../support/transport-request.ts';

/** An engine's thread that fetches an address by the network of the thread that started it, or ends in the middle of that. */
const { relayPort } = workerData as WorkerData;
if (relayPort === null) throw new Error('this thread has no network of its own');
const transport = createRelayTransport(relayOver<ToTransport, FromTransport>(relayPort), { followsPac: false });
const say = (message: FromEngine) => {
  parentPort?.postMessage(message);
};

async function fetchBytes(url: string, endsInTheMiddle: boolean): Promise<number> {
  const answer = await transport.send(requestTo(url));
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength;
    if (endsInTheMiddle) process.exit(1);
  }
  return bytes;
}

parentPort?.on('message', (message: ToEngine) => {
  if (message.kind === 'close') say({ kind: 'closed' });
  if (message.kind !== 'call') return;
  void fetchBytes(String(message.input), message.method === 'fetch-and-end').then((value) => {
    say({ kind: 'answer', id: message.id, result: { ok: true, value } });
  });
});
say({ kind: 'ready', store: { state: 'ready', reason: null }, hasSecrets: false });
