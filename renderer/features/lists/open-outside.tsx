import { ExternalLink } from 'lucide-react';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { say } from '../../ui/toasts.tsx';

interface OpenOutsideProps {
  readonly url: string;
  readonly label: string;
}

/** Opens an address in the system’s browser through the app’s own door, which lets listed sites through and nothing else. */
export function OpenOutside({ url, label }: OpenOutsideProps) {
  const open = useAct('app.open-external');
  return (
    <Button
      icon={ExternalLink}
      busy={open.isPending}
      onClick={() => {
        open.mutate(
          { url },
          {
            onError: (error) => {
              const { text: what, next } = dtoOf(error);
              say(what, next);
            },
          },
        );
      }}
    >
      {label}
    </Button>
  );
}
