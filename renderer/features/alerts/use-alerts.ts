import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useAsk } from '../../lib/queries.ts';

/** The alerts that nobody has looked at: how many, and the newest. */
export function useOpenAlerts(): OutputOf<'alerts.list'> {
  const open = useAsk('alerts.list', { filter: { state: 'open' }, sort: [], offset: 0, limit: 1 });
  return open.data ?? { total: 0, items: [] };
}
