import { AppError } from '../../../shared/errors/app-error.ts';
import { readSite } from '../../../shared/systems/exact-site.ts';

/** The base address of what was entered as the site, without a slash at its end. Throws EXACT_SETTING_INVALID. */
export function siteAddress(text: string): string {
  const read = readSite(text);
  if ('url' in read) return read.url.origin;
  const { reason } = read;
  throw new AppError('EXACT_SETTING_INVALID', 'config', { phase: 'connect', details: { field: 'host', reason } });
}
