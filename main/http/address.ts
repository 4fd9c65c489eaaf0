import { httpError } from './network-error.ts';

/** The parts of an address. Throws HTTP_ADDRESS_INVALID for text that is none. */
export function parseAddress(address: string): URL {
  try {
    return new URL(address);
  } catch {
    throw httpError('HTTP_ADDRESS_INVALID', { host: 'the connection', reason: 'it is not an address' });
  }
}

/** The address of a request. Throws HTTP_ADDRESS_INVALID for what is neither https nor plain http on 127.0.0.1. */
export function checkAddress(address: string): URL {
  const url = parseAddress(address);
  if (url.username !== '' || url.password !== '') {
    throw httpError('HTTP_ADDRESS_INVALID', { host: url.host, reason: 'it holds a user name or a password' });
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === '127.0.0.1')) return url;
  throw httpError('HTTP_ADDRESS_INVALID', { host: url.host, reason: 'it is not https' });
}
