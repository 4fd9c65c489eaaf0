import { Building2, UserRound, UserX } from 'lucide-react';
import type { Person } from '../../../shared/messages/people.ts';
import { useText } from '../../i18n/text.ts';
import { StateBadge } from '../../ui/state-badge.tsx';

/** What is special about a person, in words; nothing of an ordinary member and of one who is not known. */
export function PersonMark({ standing }: { readonly standing: Person['standing'] | undefined }) {
  const text = useText();
  switch (standing) {
    case 'deactivated':
      return <StateBadge tone="bad" icon={UserX} label={text('rule.mark.deactivated')} />;
    case 'external':
      return <StateBadge tone="warn" icon={Building2} label={text('rule.mark.external')} />;
    case 'guest':
      return <StateBadge tone="neutral" icon={UserRound} label={text('rule.mark.guest')} />;
    case 'member':
    case undefined:
      return null;
  }
}
