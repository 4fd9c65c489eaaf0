import { AppError } from '../../../shared/errors/app-error.ts';

/** The sites there are; an account lives on exactly one of them (reference page §1.1). */
const SITE = /^start\.exactonline\.(nl|be|de|fr|es|co\.uk|com)$/;
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The base address of a site from what people paste: a host, an address, the address of any page. Only sites of Exact Online and
 * loopback: a slip of the pen would send the client secret to somebody else. Throws EXACT_SETTING_INVALID.
 */
export function siteAddress(text: string): string {
  if (text === '') throw invalid('it is empty');
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) throw invalid('it is not an address');
  const url = new URL(withScheme);
  if (url.username !== '' || url.password !== '') throw invalid('it must not contain a user or a password');
  if (LOOPBACK.has(url.hostname) && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin;
  if (url.protocol !== 'https:') throw invalid('it must begin with https://');
  if (!SITE.test(url.hostname) || url.port !== '') throw invalid('it is no site of Exact Online');
  return url.origin;
}

function invalid(reason: string): AppError {
  return new AppError('EXACT_SETTING_INVALID', 'config', { phase: 'connect', details: { field: 'host', reason } });
}
