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
/** Requests that outlive their page may carry 64 KiB in all. */
const longestLastWord = 60_000;

/**
 * The contract over loopback, for a page in a browser (protocol: the web host's own page). The one-time token of the fragment is
 * exchanged once; the window's token lives in this closure only.
 */
export function createWebBridge(): Bridge {
  const session = openSession();
  const isLeaving = watchLeaving();
  let opened: string | null = null;
  void session.then((token) => {
    opened = token;
  });
  return {
    call: async (method, input) => {
      // Without a turn of its own where the token is there: a page that is about to go has none left.
      const token = opened ?? (await session);
      if (token === null) return failed('APP_WINDOW_CLOSED');
      const request = jsonPost({ method, input }, { 'x-mlc-window': token });
      return post(isLeaving() && isShort(request) ? { ...request, keepalive: true } : request);
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

/** Tells whether the page is about to go. What it asks for then is given up with it, unless that is to outlive it. */
function watchLeaving(): () => boolean {
  let isLeaving = false;
  window.addEventListener('pagehide', () => {
    isLeaving = true;
  });
  window.addEventListener('pageshow', () => {
    isLeaving = false;
  });
  return () => isLeaving;
}

function isShort(request: RequestInit): boolean {
  return typeof request.body === 'string' && new TextEncoder().encode(request.body).length <= longestLastWord;
}

function jsonPost(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    cache: 'no-store',
  };
}

async function post(request: RequestInit): Promise<Result> {
  try {
    const response = await fetch('/call', request);
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
