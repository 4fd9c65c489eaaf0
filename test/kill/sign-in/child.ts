import { flushCompileCache } from 'node:module';
import { createExactApi } from '../../../main/connectors/exact/client.ts';
import { createExactSignIn } from '../../../main/connectors/exact/sign-in.ts';
import { EngineSecrets } from '../../../main/engine/secrets.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import type { HttpClient } from '../../../main/http/port.ts';
import { createRequestLog } from '../../../main/http/request-log.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import type { ConnectorContext } from '../../../main/ports/connector.ts';
import { createSystemClock, createSystemRandom } from '../../../main/ports/system-time.ts';
import type { Clock } from '../../../main/ports/time.ts';
import { openStore } from '../../../main/store/store.ts';
import { isAppError } from '../../../shared/errors/app-error.ts';
import { setupVariable, type ChildAnswer, type ChildOrder, type ChildSetup, type RenewalPoint } from './messages.ts';

/** The real client over the real data file and vault, as a process of its own that can be killed while it renews its tokens. */
const { file, key, connection } = JSON.parse(process.env[setupVariable] ?? '') as ChildSetup;
let aheadMs = 0;
let point: RenewalPoint | null = null;
let saves = 0;

/** Pauses pass at once; those of the transport do not, since it measures with them. */
const clock: Clock = {
  now: () => Date.now() + aheadMs,
  sleep: (ms, signal) => {
    signal?.throwIfAborted();
    aheadMs += ms;
    return Promise.resolve();
  },
};
const store = openStore(file);
const secrets = new EngineSecrets({
  store,
  clock,
  dataKey: Uint8Array.from(Buffer.from(key, 'hex')),
  practiceKey: new Uint8Array(32),
});
const random = createSystemRandom();
const client = createHttpClient({
  transport: createUndiciTransport({ clock: createSystemClock(), environment: {}, hasNetwork: () => true }),
  clock,
  random,
  log: createRequestLog(),
  connectionId: connection.id,
});

function strikeAt(here: RenewalPoint): void {
  if (point === here) process.kill(process.pid, 'SIGKILL');
}

const http: HttpClient = {
  request: (request) => {
    if (request.purpose === 'token') strikeAt('before it is asked for');
    return client.request(request);
  },
};
const context: ConnectorContext = {
  connection,
  http,
  clock,
  random,
  readSecret: async (name) => Promise.resolve(secrets.read(connection, name)),
  saveSecret: (name, value) => {
    saves += 1;
    // First it is noted that a renewal is under way; then what it gave is stored.
    strikeAt(saves === 1 ? 'before it is noted' : 'answered, not yet stored');
    secrets.save(connection, name, value);
    if (saves === 2) strikeAt('stored, not yet used');
    return Promise.resolve();
  },
};

async function obey(order: ChildOrder): Promise<string> {
  const signal = new AbortController().signal;
  switch (order.kind) {
    case 'begin':
      return (await createExactSignIn(context).begin()).address;
    case 'finish':
      return (await createExactSignIn(context).finish(order.landed, signal)).kind;
    case 'clock':
      ({ aheadMs } = order);
      return '';
    case 'read':
      ({ aheadMs, point } = order);
      saves = 0;
  }
  const request = { division: 1, resource: 'hrm/Costcenters', query: {}, purpose: 'read', signal };
  for await (const _page of createExactApi(context).pages(request)) continue;
  return 'read';
}

function say(answer: ChildAnswer): void {
  process.send?.(answer);
}

process.on('message', (order: ChildOrder) => {
  obey(order).then(
    (value) => {
      say({ kind: 'done', value });
    },
    (error: unknown) => {
      const isKnown = isAppError(error);
      const reason = isKnown ? String(error.details['reason'] ?? '') : String(error);
      say({ kind: 'failed', code: isKnown ? error.code : 'unknown', reason });
    },
  );
});
// Who is killed leaves no compiled code to the next one, unless it does so before.
flushCompileCache();
say({ kind: 'ready' });
