import type { AuthInfo } from 'electron';
import type { AppError } from '../../shared/errors/app-error.ts';
import { fromErrorDto } from '../../shared/errors/error-dto.ts';
import { hostOf, httpError } from '../http/network-error.ts';
import type { TransportRequest } from '../http/port.ts';
import { isBypassed, isLoopback, type ProxySetting } from '../http/proxy-route.ts';
import { proxyCredentialsOf } from './net-session.ts';

/** Throws what withholds the password that is set for the proxy, before anything is sent there. */
export function assertPassword(url: URL, setting: ProxySetting | undefined): void {
  if (setting?.kind !== 'explicit' || setting.withheld === undefined) return;
  if (isLoopback(url.hostname) || isBypassed(url, setting.bypass ?? '')) return;
  throw fromErrorDto(setting.withheld);
}

/**
 * What to say to a proxy that asks who we are: the user name and password that are set, once. NTLM and Kerberos with the
 * person's own account never come here: Chromium does them by itself, and asks only when they did not help.
 */
export function proxySignIn(
  request: TransportRequest,
  setting: ProxySetting | undefined,
  reject: (error: AppError) => void,
): (info: AuthInfo, answer: (username?: string, password?: string) => void) => void {
  const credentials = proxyCredentialsOf(setting);
  let wasAsked = false;
  return (info, answer) => {
    if (info.isProxy && credentials !== null && !wasAsked) {
      wasAsked = true;
      answer(credentials.username, credentials.password);
      return;
    }
    // A 401 of the system itself is for the connector to answer.
    if (info.isProxy) {
      const details = { proxy: `${info.host}:${String(info.port)}`, host: hostOf(request.url) };
      const isAccount = /^(ntlm|negotiate)$/i.test(info.scheme);
      const refused = isAccount ? 'HTTP_PROXY_SIGN_IN_FAILED' : 'HTTP_PROXY_PASSWORD_NEEDED';
      reject(httpError(wasAsked ? 'HTTP_PROXY_PASSWORD_WRONG' : refused, details));
    }
    answer();
  };
}
