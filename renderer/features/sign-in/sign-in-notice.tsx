import { useQuery } from '@tanstack/react-query';
import type { Connection } from '../../../shared/model/connection.ts';
import { useText } from '../../i18n/text.ts';
import { formatDate, formatRelative } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useNow } from '../../lib/now.ts';
import { call } from '../../lib/client.ts';
import { useAsk } from '../../lib/queries.ts';

const lookAgainMs = 60 * 60_000;

/** Connections of systems at which a person signs in. */
export function useSignedConnections(): readonly Connection[] {
  const systems = useAsk('systems.list', {}).data ?? [];
  const signed = new Set(systems.filter((one) => one.signIn !== undefined).map((one) => one.id));
  const connections = useAsk('connections.list', {}, { enabled: signed.size > 0 }).data ?? [];
  return connections.filter((one) => signed.has(one.system));
}

/** That the sign-in of a connection ends soon, in one line; null while it does not. */
export function useSignInWarning(connection: Connection): string | null {
  const text = useText();
  const locale = useLocale();
  const now = useNow();
  const input = { id: connection.id };
  const { data: state } = useQuery({
    queryKey: ['connections.sign-in.state', input],
    queryFn: () => call('connections.sign-in.state', input),
    // Nothing happens when a day begins to be near.
    refetchInterval: lookAgainMs,
  });
  if (state === undefined || state.kind !== 'signed-in' || !state.warns || state.endsUnusedAtUtc === null) return null;
  return text('signIn.notice', {
    name: connection.name,
    when: formatRelative(state.endsUnusedAtUtc, now, locale),
    date: formatDate(state.endsUnusedAtUtc.slice(0, 10), locale),
  });
}
