import { startPracticeExact, type PracticeExact, type PracticeExactOptions } from '../../../sandbox/exact/index.ts';
import { SMALL, smallBooks, type SmallBooks } from '../../support/small-books.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Bodies differ by resource; tests look at single fields.
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
  /** The records, whichever envelope they came in. */
  readonly rows: readonly Row[];
  readonly next: string | undefined;
}

type Data = readonly Row[] | { readonly results?: readonly Row[]; readonly __next?: string } | undefined;

export interface Bench {
  readonly exact: PracticeExact;
  readonly books: SmallBooks;
  readonly clock: VirtualClock;
}

/** The practice Exact Online on small books and a clock that stands still. */
export async function startBench(options: Partial<PracticeExactOptions> = {}): Promise<Bench> {
  const clock = createVirtualClock({ startUtc: '2026-11-21T12:00:10.000Z' });
  const books = smallBooks(clock);
  const exact = await startPracticeExact({ books, clock, webhooks: { delayMs: 0 }, ...options });
  return { exact, books, clock };
}

export interface GetOptions {
  readonly division?: number;
  readonly token?: string | null;
  readonly accept?: string | null;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const body: unknown = isJson ? JSON.parse(text) : null;
  const data = (body as { readonly d?: Data } | null)?.d;
  const page = data !== undefined && 'length' in data ? { results: data } : data;
  return {
    ...{ status: response.status, headers: response.headers, text, body },
    ...{ rows: page?.results ?? [], next: page !== undefined && '__next' in page ? page.__next : undefined },
  };
}

/** An address as it stands, or a path behind the company with its query decoded. */
export async function get(exact: PracticeExact, path: string, options: GetOptions = {}): Promise<Answer> {
  const { token = exact.tokens().accessToken, accept = 'application/json', division = SMALL } = options;
  const [place = '', query] = path.split('?');
  const pairs = (query ?? '').split('&').map((pair) => /^([^=]*)=(.*)$/s.exec(pair));
  const encoded = pairs.flatMap((pair) =>
    pair === null ? [] : [`${pair[1] ?? ''}=${encodeURIComponent(pair[2] ?? '')}`],
  );
  const built = `${exact.address}/api/v1/${String(division)}/${place}${query === undefined ? '' : `?${encoded.join('&')}`}`;
  const response = await fetch(path.startsWith('http') ? path : built, {
    method: options.method ?? 'GET',
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(accept === null ? {} : { Accept: accept }),
      ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  return answerOf(response);
}

/** Exact's words for what is wrong. */
export function errorOf({ body }: Answer): string {
  return (body as { readonly error: { readonly message: { readonly value: string } } }).error.message.value;
}

/** Asks the token endpoint. */
export async function askToken(exact: PracticeExact, form: Readonly<Record<string, string>>): Promise<Answer> {
  const { clientId, clientSecret } = exact.registration;
  const response = await fetch(`${exact.address}/api/oauth2/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form }),
  });
  return answerOf(response);
}

/** Every record of a collection, page after page, with the number of records on each. */
export async function readAll(exact: PracticeExact, path: string): Promise<{ rows: Row[]; pages: number[] }> {
  const rows: Row[] = [];
  const pages: number[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const page: Answer = await get(exact, next);
    if (page.status !== 200) throw new Error(page.text);
    rows.push(...page.rows);
    pages.push(page.rows.length);
    next = page.next;
  }
  return { rows, pages };
}
