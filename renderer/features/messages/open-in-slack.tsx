import type { LucideIcon } from 'lucide-react';
import { ExternalLink } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { say } from '../../ui/toasts.tsx';
import styles from './messages.module.css';

/**
 * Opens a message in Slack through the app’s own door, which lets listed sites through and nothing else. A message of the practice
 * Slack is on this computer only: its address is shown, to be opened in a browser.
 */
export function OpenInSlack({
  permalink,
  icon = ExternalLink,
}: {
  readonly permalink: string;
  readonly icon?: LucideIcon;
}) {
  const text = useText();
  const open = useAct('app.open-external');
  if (!permalink.startsWith('https://')) return <code className={styles.code}>{permalink}</code>;
  return (
    <Button
      icon={icon}
      busy={open.isPending}
      onClick={() => {
        open.mutate(
          { url: permalink },
          {
            onError: (error) => {
              const { text: what, next } = dtoOf(error);
              say(what, next);
            },
          },
        );
      }}
    >
      {text('message.openInSlack')}
    </Button>
  );
}
