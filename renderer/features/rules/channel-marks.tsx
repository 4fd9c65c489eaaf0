import { Archive, Building2, Lock, LogOut, MessageSquareOff } from 'lucide-react';
import type { Channel } from '../../../shared/messages/message.ts';
import { useText } from '../../i18n/text.ts';
import { StateBadge } from '../../ui/state-badge.tsx';

/** What is special about a channel, in words: private, archived, shared, not joined. Nothing of an ordinary one. */
export function ChannelMarks({ channel }: { readonly channel: Channel }) {
  const text = useText();
  return (
    <>
      {channel.isPrivate ? <StateBadge tone="neutral" icon={Lock} label={text('rule.mark.private')} /> : null}
      {channel.isArchived ? <StateBadge tone="bad" icon={Archive} label={text('rule.mark.archived')} /> : null}
      {channel.isShared ? <StateBadge tone="warn" icon={Building2} label={text('rule.mark.shared')} /> : null}
      {channel.isReadOnly ? (
        <StateBadge tone="warn" icon={MessageSquareOff} label={text('rule.mark.readOnly')} />
      ) : null}
      {channel.isMember || channel.isArchived ? null : (
        <StateBadge tone="neutral" icon={LogOut} label={text('rule.mark.notIn')} />
      )}
    </>
  );
}
