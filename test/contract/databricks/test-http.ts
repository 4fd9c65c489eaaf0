import { AppError } from '../../../shared/errors/app-error.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../main/http/port.ts';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/**
 * A plain HttpClient over fetch for tests of the connector alone: no proxies, no budgets. It keeps the port's promises about
 * statuses, and repeats a repeatable request up to three times after a lost answer or a 5xx, without waiting.
 */
export function createTestHttp(seen: SeenRequest[] = []): HttpClient {
  const once = async (request: HttpRequest): Promise<HttpResponse> => {
    const body = request.body;
    seen.push({ method: request.method, url: request.url, body: typeof body === 'string' ? body : '' });
    const response = await fetch(request.url, {
      method: request.method,
      ...(request.headers === undefined ? {} : { headers: { ...request.headers, connection: 'close' } }),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      redirect: 'manual',
      signal: request.signal,
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!response.ok && request.accept?.includes(response.status) !== true) {
      const kind = response.status === 429 ? 'rate-limited' : 'transient';
      throw new AppError('HTTP_STATUS', kind, { details: { status: response.status } });
    }
    return answerOf(response, bytes);
  };
  return {
    async request(request) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(request);
        } catch (error) {
          request.signal.throwIfAborted();
          if (!request.repeatable || attempt === 3) {
            throw error instanceof AppError ? error : new AppError('HTTP_LOST', 'transient', { cause: error });
          }
        }
      }
    },
  };
}

function answerOf(response: Response, bytes: Uint8Array): HttpResponse {
  const text = (): Promise<string> => Promise.resolve(new TextDecoder().decode(bytes));
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: (async function* (): AsyncIterable<Uint8Array> {
      yield await Promise.resolve(bytes);
    })(),
    discard: () => undefined,
    text,
    json: async () => JSON.parse(await text()) as unknown,
  };
}
