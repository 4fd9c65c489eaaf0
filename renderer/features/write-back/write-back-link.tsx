import { PencilLine } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';

/** Leads to what may be written back; nothing where the source takes no changes. */
export function WriteBackLink({ flowId }: { readonly flowId: string }) {
  const text = useText();
  const state = useAsk('write-back.state', { flowId }).data ?? null;
  if (state === null) return null;
  return (
    <ButtonLink to={pathOf('flows', flowId, 'write-back')} icon={PencilLine}>
      {text('writeBack.link', { count: state.open })}
    </ButtonLink>
  );
}
