import { AppError } from '../../../shared/errors/app-error.ts';
import { parseJson } from './tokens.ts';
import { z } from 'zod';

export interface CallFacts {
  /** `purchaseorder/PurchaseOrders`. */
  readonly resource: string;
  /** Null for what belongs to no company. */
  readonly division: number | null;
  /** Left out: something was read. */
  readonly change?: object;
}

export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const LONGEST_REASON = 300;
const odataSchema = z.object({
  error: z.object({ message: z.union([z.string(), z.object({ value: z.string() })]) }),
});

/**
 * What a refusal means (reference page §7). A 403 has three meanings, told by their words; a 500 with words in it is a refusal by
 * Exact's own rules, without words it is a fault that passes.
 */
export function refusalError(refusal: Refusal, call: CallFacts): AppError {
  const { status } = refusal;
  const words = wordsOf(refusal);
  const error = (code: string, kind: AppError['kind'], more: Record<string, string | number> = {}): AppError =>
    new AppError(code, kind, { phase: 'read', details: { resource: call.resource, division: call.division, ...more } });
  if (status === 403) return forbidden(words, error);
  if (status === 404) return error('EXACT_NOT_FOUND', 'config');
  if (status === 401) return error('EXACT_TOKEN_REFUSED', 'auth');
  if (status === 500 && !isBusinessRule(words)) return error('EXACT_UNAVAILABLE', 'transient', { status });
  const code = call.change === undefined ? 'EXACT_REQUEST_REFUSED' : 'EXACT_CHANGE_REFUSED';
  return error(code, 'config', { reason: words === '' ? `status ${String(status)}` : words });
}

type MakeError = (code: string, kind: AppError['kind'], more?: Record<string, string>) => AppError;

function forbidden(words: string, error: MakeError): AppError {
  if (/division scope/i.test(words)) return error('EXACT_COMPANY_NOT_ALLOWED', 'permission');
  if (/scope violated/i.test(words)) {
    const scope = /'([\w.: -]{1,80})'\s*scope/i.exec(words)?.[1];
    return error('EXACT_SCOPE_MISSING', 'permission', { scope: scope ?? 'not named' });
  }
  return error('EXACT_RIGHTS_MISSING', 'permission');
}

/** A fault of the server says nothing, or only that there was one. */
function isBusinessRule(words: string): boolean {
  return (
    words !== '' &&
    !/^(an? )?(internal server error|(unexpected |unhandled )?error( has)? occurred|.*time-?out)/i.test(words)
  );
}

/** True if a 401 says that the token has expired (the header comes URL-encoded). */
export function saysExpired({ headers, text }: Refusal): boolean {
  const header = headers['www-authenticate'] ?? '';
  return /expired/i.test(`${decoded(header)} ${text.slice(0, 2000)}`);
}

/** Exact's own words: OData or XML, or the header that repeats them. */
function wordsOf({ text, headers }: Refusal): string {
  const parsed = odataSchema.safeParse(parseJson(text));
  const message = parsed.success ? parsed.data.error.message : '';
  const inBody = typeof message === 'string' ? message : message.value;
  const inXml = /<message[^>]*>([^<]{1,600})/i.exec(text)?.[1] ?? '';
  const words = (inBody || inXml || decoded(headers['reason'] ?? '')).replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const short = words.length > LONGEST_REASON ? `${words.slice(0, LONGEST_REASON)}…` : words;
  return short.replace(/\.$/, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
