import type { LucideIcon } from 'lucide-react';
import { ExternalLink } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { say } from '../../ui/toasts.tsx';

/** Opens a message in Slack, or in the practice Slack, through the app’s own door, which lets listed sites through and nothing else. */
export function OpenInSlack({
  permalink,
  icon = ExternalLink,
}: {
  readonly permalink: string;
  readonly icon?: LucideIcon;
}) {
  const text = useText();
  const open = useAct('app.open-external');
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
