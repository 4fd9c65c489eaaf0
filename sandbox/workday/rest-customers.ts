import type { Gate } from './envelope.ts';
import type { World } from '../world/world.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

function errorBody(error: string, code: string): Record<string, unknown> {
  return { error, errors: [{ error, code, severity: 'Critical' }] };
}

/** `GET …/customers`: the one REST list, by bearer token, paged by limit and offset. */
export function listCustomers(
  url: URL,
  authorization: string | undefined,
  deps: Gate & { readonly world: World },
): { readonly status: number; readonly body: Record<string, unknown> } {
  const token = authorization?.startsWith('Bearer ') === true ? authorization.slice('Bearer '.length) : '';
  if (!deps.tokens.accepts(token)) return { status: 401, body: errorBody('invalid_token', 'A001') };
  const limit = Number(url.searchParams.get('limit') ?? DEFAULT_LIMIT);
  const offset = Number(url.searchParams.get('offset') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT || !Number.isInteger(offset) || offset < 0) {
    return { status: 400, body: errorBody('invalid paging parameters', 'A212') };
  }
  const total = deps.world.count('customer');
  const data = Array.from({ length: total }, (_, index) => index)
    .slice(offset, offset + limit)
    .map((index) => {
      const id = deps.world.wid('customer', index);
      return { id, descriptor: deps.world.current('customer', index).name, href: `${url.pathname}/${id}` };
    });
  return { status: 200, body: { total, data } };
}
