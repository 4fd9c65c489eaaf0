import type { Connection } from '../../shared/model/connection.ts';

/** Where a connection's system answers: the origin of its host, which is given as a host or as a whole address. Null if it names none. */
export function addressOf(connection: Connection): string | null {
  const host = (connection.settings['host'] ?? '').trim();
  const text = host.includes('://') ? host : `https://${host}`;
  if (host === '' || !URL.canParse(text)) return null;
  const { protocol, host: authority } = new URL(text);
  return `${protocol}//${authority}/`;
}
