import type { HttpClient, HttpRequest } from '../../../main/http/port.ts';

/** Statements that begin with `statement` and carry `text` in a parameter are refused. */
export interface RefusalRule {
  readonly statement: string;
  readonly text: string;
}

const violation =
  '[DELTA_VIOLATE_CONSTRAINT_WITH_VALUES] CHECK constraint invoice_number_known violated by row with values:\n - invoice_number : BAD SQLSTATE: 23001';

/** Puts a customer's CHECK constraint in front of a workspace that has none: such statements fail and do not reach it. */
export function refusing(inner: HttpClient): { readonly http: HttpClient; refuse(rule: RefusalRule): void } {
  let rule: RefusalRule | undefined;
  const isRefused = (request: HttpRequest): boolean => {
    if (rule === undefined || typeof request.body !== 'string' || !request.url.endsWith('/sql/statements'))
      return false;
    const body = JSON.parse(request.body) as { statement: string; parameters: readonly { value: string }[] };
    const { text, statement } = rule;
    return body.statement.startsWith(statement) && body.parameters.some((parameter) => parameter.value.includes(text));
  };
  return {
    refuse: (next) => {
      rule = next;
    },
    http: {
      request: async (request) => {
        if (!isRefused(request)) return await inner.request(request);
        const status = {
          state: 'FAILED',
          error: { error_code: 'BAD_REQUEST', message: violation },
          sql_state: '23001',
        };
        const body = JSON.stringify({ statement_id: 'refused', status });
        return {
          status: 200,
          headers: {},
          body: (async function* (): AsyncIterable<Uint8Array> {
            yield await Promise.resolve(new TextEncoder().encode(body));
          })(),
          discard: () => undefined,
          text: () => Promise.resolve(body),
          json: () => Promise.resolve(JSON.parse(body) as unknown),
        };
      },
    },
  };
}
