import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { ButtonLink } from '../../ui/button.tsx';

/** Leads to webhooks from a connection whose system can call this app; nothing elsewhere. */
export function WebhooksLink({ connectionId }: { readonly connectionId: string }) {
  const text = useText();
  const connections = useAsk('webhooks.get', {}).data?.connections ?? [];
  if (!connections.some((one) => one.connectionId === connectionId)) return null;
  return <ButtonLink to="/webhooks">{text('webhooks.link')}</ButtonLink>;
}
