import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import { XmlError } from './xml/xml-error.ts';

export interface CallFacts {
  readonly operation: string;
  readonly service: string;
  readonly version: string;
  readonly domain: string;
  readonly user: string;
}

export interface Fault {
  readonly code: string;
  readonly text: string;
  readonly details: readonly string[];
}

const LONGEST_REASON = 300;

/**
 * What a SOAP fault means, by the table of the reference page (§2). A bad login comes as HTTP 500 and is `auth`, which is never
 * retried: Workday locks accounts. Prefixes of fault codes vary, so only their end is looked at.
 */
export function classifyFault(fault: Fault, call: CallFacts): AppError {
  const { operation, service, version, domain, user } = call;
  const error = (code: string, kind: AppError['kind'], details: Record<string, string>): AppError =>
    new AppError(code, kind, { phase: 'read', details: { operation, ...details } });
  const text = `${fault.text} ${fault.details.join(' ')}`;
  if (/authenticationError$/i.test(fault.code) || /invalid username or password/i.test(text)) {
    return error('WORKDAY_AUTH_INVALID', 'auth', { user });
  }
  if (/not authorized/i.test(text)) return error('WORKDAY_NOT_AUTHORIZED', 'permission', { domain });
  if (/service or version is invalid/i.test(text))
    return error('WORKDAY_WRONG_SERVICE', 'config', { service, version });
  if (/\bClient\b/.test(fault.code)) return error('WORKDAY_REQUEST_REFUSED', 'config', { reason: reasonOf(fault) });
  return error('WORKDAY_PROCESSING_FAILED', 'transient', { reason: reasonOf(fault) });
}

function reasonOf(fault: Fault): string {
  const text = [fault.text, ...fault.details]
    .join(' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/\.$/, '');
  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON)}…` : text || fault.code;
}

/** What an error while reading an answer means. AppErrors (the network's) and the signal's reason stay as they are. */
export function readError(error: unknown, operation: string): unknown {
  if (isAppError(error) || !(error instanceof XmlError)) return error;
  const details = { operation, reason: error.reason };
  return error.problem === 'refused'
    ? new AppError('WORKDAY_ANSWER_REFUSED', 'config', { phase: 'read', details, cause: error })
    : new AppError('WORKDAY_ANSWER_UNREADABLE', 'transient', { phase: 'read', details, cause: error });
}

/** The answer stands for nothing that could be used: HTTP 5xx without a fault, or not a SOAP answer at all. */
export function unavailable(operation: string, status: number): AppError {
  return new AppError('WORKDAY_UNAVAILABLE', 'transient', { phase: 'read', details: { operation, status } });
}
