import { app, protocol } from 'electron';
import diagnostics from 'node:diagnostics_channel';
import { Readable } from 'node:stream';

// What Electron 22 lacks against the Electron that is shipped, supplied from what it has; loaded before the app. Only tests of
// the old Electron have this: nothing here changes what the app asks for or refuses.

/** Electron 25: `protocol.handle`. */
interface OldProtocol {
  registerStreamProtocol(
    scheme: string,
    handler: (
      request: { readonly url: string; readonly method: string },
      answer: (response: { statusCode: number; headers: Record<string, string>; data: Readable }) => void,
    ) => void,
  ): boolean;
}

class PlainResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;

  constructor(body: Uint8Array | null, init: { status?: number; headers?: Record<string, string> } = {}) {
    this.status = init.status ?? 200;
    this.headers = init.headers ?? {};
    this.body = body ?? new Uint8Array();
  }
}

type Handler = (request: { readonly url: string; readonly method: string }) => Promise<PlainResponse> | PlainResponse;

function handle(scheme: string, handler: Handler): void {
  (protocol as unknown as OldProtocol).registerStreamProtocol(scheme, (request, answer) => {
    void Promise.resolve(handler({ url: request.url, method: request.method })).then((response) => {
      answer({ statusCode: response.status, headers: response.headers, data: Readable.from([response.body]) });
    });
  });
}

/** Node 20.3. */
function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  const any = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) any.abort();
    signal.addEventListener(
      'abort',
      () => {
        any.abort();
      },
      { once: true },
    );
  }
  return any.signal;
}

/** Node 19.9. */
function canParse(address: string): boolean {
  try {
    return new URL(address).href !== '';
  } catch {
    return false;
  }
}

/** Only what is missing: a newer Electron keeps its own. */
function supply(target: object, parts: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(parts)) {
    if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
  }
}

supply(protocol, { handle });
supply(globalThis, { Response: PlainResponse });
supply(AbortSignal, { any: anySignal });
supply(AbortSignal.prototype, {
  // Node 17.3.
  throwIfAborted(this: AbortSignal) {
    if (this.aborted) throw this.reason ?? new Error('aborted');
  },
});
supply(URL, { canParse });
// Node 19.9; nobody listens here.
supply(diagnostics, { tracingChannel: () => ({ hasSubscribers: false }) });

// Electron 25 gives the address as a property of the event, too; here it is the second argument only.
app.on('web-contents-created', (_event, contents) => {
  for (const name of ['will-navigate', 'will-redirect'] as const) {
    contents.on(name as 'will-navigate', (event: object, url: string) => {
      supply(event, { url });
    });
  }
});
