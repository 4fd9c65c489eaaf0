import { Undo2 } from 'lucide-react';
import { useText, type TextId } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import type { Act } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { say } from '../../ui/toasts.tsx';

interface ReopenButtonProps {
  readonly of: Act<'rejected.reopen'>;
  readonly id: string;
  /** Said where the record came again since, and its later entry is the one that is open. */
  readonly kept: TextId;
}

/** Takes the dismissal of a rejected or a held record back. */
export function ReopenButton({ of: reopen, id, kept }: ReopenButtonProps) {
  const text = useText();
  return (
    <>
      {reopen.error === null ? null : <ErrorNotice error={dtoOf(reopen.error)} />}
      <Button
        writes
        icon={Undo2}
        busy={reopen.isPending}
        onClick={() => {
          reopen.mutate(
            { ids: [id] },
            {
              onSuccess: ({ changed }) => {
                say(text(changed > 0 ? 'rejected.reopened' : kept));
              },
            },
          );
        }}
      >
        {text('rejected.reopen')}
      </Button>
    </>
  );
}
