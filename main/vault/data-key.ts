import { AppError } from '../../shared/errors/app-error.ts';
import type { Clock, Random } from '../ports/time.ts';
import { dataKeyBytes } from './envelope.ts';

/** The part of keytar that is used. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
}

/** Why the keychain cannot be used, so that the host can offer what helps. */
export type KeychainProblem =
  /** No library, no D-Bus session, no service behind it. */
  | 'absent'
  /** There is one, but the operator (or the system) did not open it. */
  | 'denied'
  /** It did not answer in time: often a prompt that nobody sees. */
  | 'no-answer'
  | 'failed';

export type DataKeyResult =
  | { readonly state: 'open'; readonly key: Uint8Array }
  /** Offer the passphrase vault (or, for `denied` and `no-answer`, to try again). */
  | { readonly state: 'unset'; readonly problem: KeychainProblem; readonly reason: string };

export interface DataKeyOptions {
  /** One key for each data folder. */
  readonly dataFolderId: string;
  readonly clock: Clock;
  readonly random: Random;
  /** True once something was sealed with a key: then a missing key is an error, never a reason to make another. */
  readonly mustExist: boolean;
  /** Default 30 s: long enough for a person to answer the system's prompt. */
  readonly timeoutMs?: number;
  /** Default: keytar, loaded on first use. */
  readonly loadKeychain?: () => Promise<Keychain>;
}

const service = 'ml-connector';

/**
 * The data key of this data folder from the operating system's keychain, made on first use. Never waits for ever, and never
 * falls back to another place by itself. Throws VAULT_KEY_MISSING if a key that must exist is gone, VAULT_KEY_DAMAGED if the
 * entry is not a key; both leave the keychain as it is.
 */
export async function openKeychainKey(options: DataKeyOptions): Promise<DataKeyResult> {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const account = `data-key/${options.dataFolderId}`;
  try {
    const keychain = await bounded((options.loadKeychain ?? loadKeytar)(), options.clock, timeoutMs);
    const stored = await bounded(keychain.getPassword(service, account), options.clock, timeoutMs);
    if (stored !== null) return { state: 'open', key: decodeKey(stored) };
    if (options.mustExist) throw new AppError('VAULT_KEY_MISSING', 'config');
    const key = options.random.bytes(dataKeyBytes);
    const text = Buffer.from(key).toString('base64');
    await bounded(keychain.setPassword(service, account, text), options.clock, timeoutMs);
    // Read back, because a keychain that forgets would lose every secret sealed from now on.
    const readBack = await bounded(keychain.getPassword(service, account), options.clock, timeoutMs);
    if (readBack !== text) throw new Error('the keychain did not keep the key');
    return { state: 'open', key };
  } catch (error) {
    if (error instanceof AppError) throw error;
    return describeProblem(error);
  }
}

/** The error for a call that needs a keychain where there is none. */
export function noKeychainError(reason: string): AppError {
  return new AppError('VAULT_NO_KEYCHAIN', 'config', { details: { reason } });
}

async function loadKeytar(): Promise<Keychain> {
  // Loaded late: where libsecret is missing the library cannot even be loaded, and that must not stop the app.
  const loaded = (await import('keytar')) as unknown as { readonly default?: Keychain } & Partial<Keychain>;
  const keychain = loaded.default ?? loaded;
  if (keychain.getPassword === undefined || keychain.setPassword === undefined) throw new Error('Cannot find module');
  return keychain as Keychain;
}

function decodeKey(text: string): Uint8Array {
  const key = Buffer.from(text, 'base64');
  if (key.byteLength !== dataKeyBytes || key.toString('base64') !== text)
    throw new AppError('VAULT_KEY_DAMAGED', 'config');
  return Uint8Array.from(key);
}

class NoAnswer extends Error {}

async function bounded<T>(work: Promise<T>, clock: Clock, timeoutMs: number): Promise<T> {
  const over = new AbortController();
  const limit = clock.sleep(timeoutMs, over.signal).then(() => {
    throw new NoAnswer();
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    over.abort();
    // Whichever lost may still fail later; nobody waits for it any more.
    work.catch(() => undefined);
    limit.catch(() => undefined);
  }
}

function describeProblem(error: unknown): DataKeyResult {
  const state = 'unset';
  if (error instanceof NoAnswer)
    return { state, problem: 'no-answer', reason: 'the keychain did not answer; look for its prompt' };
  const message = error instanceof Error ? error.message : '';
  if (/cannot find module|cannot open shared object|ERR_DLOPEN|no native build|was compiled against/i.test(message)) {
    return { state, problem: 'absent', reason: 'the keychain library (libsecret) is not installed' };
  }
  if (
    /d-?bus|autolaunch|ServiceUnknown|not provided by any|org\.freedesktop\.secrets|Connection refused/i.test(message)
  ) {
    return { state, problem: 'absent', reason: 'no keychain service is running in this session' };
  }
  if (
    /denied|cancell?ed|dismissed|locked|object does not exist at path|prompt|not allowed|interaction|authorization|auth failed/i.test(
      message,
    )
  ) {
    return { state, problem: 'denied', reason: 'the keychain is locked or access was denied' };
  }
  // The message itself stays out: it comes from another program and could hold anything.
  return { state, problem: 'failed', reason: 'the keychain reported an error' };
}
