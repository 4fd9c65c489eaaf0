import { AppError, type ErrorKind } from '../../shared/errors/app-error.ts';
import { redactText } from '../../shared/redaction/redact.ts';
import type { Clock } from '../ports/time.ts';
import { hostOf, httpError } from './network-error.ts';
import type { HttpRequest } from './port.ts';
import { parseRetryAfter } from './retry.ts';

/** The head of an answer and the first bytes of its body (enough to tell a web page from data). */
export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly start: string;
}

const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * The error that an answer stands for, or null if the caller may have it. A web page where data was due is one whatever the
 * caller accepts, except for 401, which only the system itself sends.
 */
export function judgeAnswer(request: HttpRequest, answer: AnswerHead, clock: Clock): AppError | null {
  const { status, headers } = answer;
  const host = hostOf(request.url);
  const accepted = (status >= 200 && status < 300) || request.accept?.includes(status) === true;
  const isPage = request.expects !== 'any' && request.expects !== 'bytes' && looksLikePage(answer);
  if (isPage && status < 500 && status !== 407 && status !== 429 && status !== 401 && !redirects.has(status)) {
    return httpError('HTTP_BLOCK_PAGE', { host, status, title: pageTitle(answer.start, request.secrets ?? []) });
  }
  if (accepted && !(isPage && status >= 500)) return null;
  if (redirects.has(status)) return redirected(request, answer);
  const retryAfterMs = parseRetryAfter(headers['retry-after'], clock);
  const options = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return httpError('HTTP_RATE_LIMITED', { host, status }, options);
  if (status === 503 && retryAfterMs !== undefined) return httpError('HTTP_ASKED_TO_WAIT', { host, status }, options);
  if (status === 408 || status === 425 || status === 502 || status === 503 || status === 504) {
    return httpError('HTTP_UNAVAILABLE', { host, status }, options);
  }
  if (status === 407) return httpError('HTTP_PROXY_PASSWORD_NEEDED', { host, proxy: 'on the way' });
  if (status >= 500 && status !== 501 && status !== 505)
    return httpError('HTTP_SERVER_ERROR', { host, status }, options);
  return new AppError('HTTP_STATUS', kindOf(status), { details: { host, status } });
}

function kindOf(status: number): ErrorKind {
  if (status === 401) return 'auth';
  return status === 403 ? 'permission' : 'config';
}

function redirected(request: HttpRequest, answer: AnswerHead): AppError {
  let target = 'another address';
  try {
    target = new URL(answer.headers['location'] ?? '', request.url).host;
  } catch {
    // An unreadable Location stays unnamed: its text could hold anything.
  }
  return httpError('HTTP_REDIRECTED', { host: hostOf(request.url), status: answer.status, target });
}

/** True if the first bytes are a web page, or the header says so and the bytes are neither JSON nor XML. */
export function looksLikePage(answer: AnswerHead): boolean {
  const start = answer.start.replace(/^\uFEFF/, '').trimStart();
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)[\s>]/i.test(start)) return true;
  const isHtml = /^(text\/html|application\/xhtml)/i.test(answer.headers['content-type'] ?? '');
  return isHtml && start !== '' && !/^([[{"]|<\?xml|<[\w-]+:)/.test(start);
}

/** The title of a page, redacted, at most 80 characters; “no title” if there is none. */
export function pageTitle(start: string, secrets: readonly string[]): string {
  const raw = /<title[^>]*>([\s\S]{0,400}?)(<\/title|$)/i.exec(start)?.[1] ?? '';
  const plain = raw
    .replace(/&#?\w{1,8};/g, ' ')
    .replace(/[<>\s\p{Cc}]+/gu, ' ')
    .trim();
  const safe = redactText(plain, secrets);
  if (safe === '') return 'no title';
  return safe.length > 80 ? `${safe.slice(0, 79)}…` : safe;
}
