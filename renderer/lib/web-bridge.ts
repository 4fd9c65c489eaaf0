import type { Bridge, Result } from '../../shared/contract/bridge.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import { appEventSchema, type AppEvent } from '../../shared/contract/events.ts';
import { z } from 'zod';

type Place = { readonly epoch: string; readonly sequence: number } | null;

const sessionSchema = z.object({ window: z.string(), next: z.string() });
const resultSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.unknown() }),
]);
const goneCode = 4401;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * The contract over loopback, for a page in a browser (protocol: the web host's own page). The one-time token of the fragment is
 * exchanged once; the window's token lives in this closure only.
 */
export function createWebBridge(): Bridge {
  const session = openSession();
  return {
    call: async (method, input) => {
      const window = await session;
      return window === null ? failed('APP_WINDOW_CLOSED') : post(window, method, input);
    },
    subscribe: (after, listener) => follow(session, after, listener),
  };
}

function failed(code: 'APP_WINDOW_CLOSED' | 'APP_ENGINE_GONE'): Result {
  const kind = code === 'APP_ENGINE_GONE' ? 'transient' : 'config';
  return { ok: false, error: toErrorDto(new AppError(code, kind)) };
}

/** The window's token, or null if the address was used before or the host is gone. */
async function openSession(): Promise<string | null> {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (token === null) return null;
  try {
    const response = await fetch('/session', jsonPost({ token }));
    if (!response.ok) return null;
    const opened = sessionSchema.parse(await response.json());
    keepFragment(`#token=${opened.next}`);
    return opened.window;
  } catch {
    return null;
  }
}

/** A reload opens the window again by the fragment, also after going back to an entry that still holds an older one. */
function keepFragment(fragment: string): void {
  const put = (): void => {
    if (window.location.hash !== fragment)
      window.history.replaceState(null, '', `${window.location.search}${fragment}`);
  };
  put();
  window.addEventListener('popstate', put);
}

function jsonPost(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    cache: 'no-store',
  };
}

async function post(window: string, method: string, input: unknown): Promise<Result> {
  try {
    const response = await fetch('/call', jsonPost({ method, input }, { 'x-mlc-window': window }));
    if (response.status === 401) return failed('APP_WINDOW_CLOSED');
    if (!response.ok) return failed('APP_ENGINE_GONE');
    return resultSchema.parse(await response.json()) as Result;
  } catch {
    return failed('APP_ENGINE_GONE');
  }
}

/** Events for as long as they are wanted: a lost connection is opened again and asks for what was missed. */
function follow(session: Promise<string | null>, after: Place, listener: (event: AppEvent) => void): () => void {
  let place = after;
  let ended = false;
  let pauseMs = firstPauseMs;
  let socket: WebSocket | undefined;
  let timer: number | undefined;
  const open = (token: string): void => {
    if (ended) return;
    socket = new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}/events`);
    socket.addEventListener('open', () => socket?.send(JSON.stringify({ window: token, after: place })));
    socket.addEventListener('message', ({ data }) => {
      const event = readEvent(data);
      if (ended || event === null) return;
      pauseMs = firstPauseMs;
      place = { epoch: event.epoch, sequence: event.sequence };
      listener(event);
    });
    socket.addEventListener('close', ({ code }) => {
      if (ended || code === goneCode) return;
      timer = window.setTimeout(open, pauseMs, token);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    });
  };
  void session.then((token) => {
    if (token !== null) open(token);
  });
  return () => {
    ended = true;
    window.clearTimeout(timer);
    socket?.close();
  };
}

function readEvent(data: unknown): AppEvent | null {
  if (typeof data !== 'string') return null;
  try {
    return appEventSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
