import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Channel } from '../../../shared/messages/message.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SearchBox } from '../../ui/filter-bar.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { ChannelMarks } from './channel-marks.tsx';
import { moveFocus } from './move-focus.ts';
import { invitation } from './words.ts';
import styles from './rules.module.css';

interface ChannelPickerProps {
  readonly open: boolean;
  readonly channels: UseQueryResult<readonly Channel[]>;
  /** Id of the channel that is chosen now. */
  readonly current: string;
  readonly onClose: () => void;
  readonly onChoose: (channel: Channel) => void;
}

const mostShown = 60;

/** Channels by name, looked for as it is typed; arrow keys move within the list. An archived one cannot be chosen. */
export function ChannelPicker({ open, channels, current, onClose, onChoose }: ChannelPickerProps) {
  const text = useText();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text('rule.channelTitle')}
      description={text('rule.channelMissing', { invitation })}
      actions={
        <>
          <Button icon={RefreshCw} busy={channels.isFetching} onClick={() => void channels.refetch()}>
            {text('rule.channelsAgain')}
          </Button>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
        </>
      }
    >
      <Loaded of={channels}>{(all) => <Choices channels={all} current={current} onChoose={onChoose} />}</Loaded>
    </Dialog>
  );
}

interface ChoicesProps extends Pick<ChannelPickerProps, 'current' | 'onChoose'> {
  readonly channels: readonly Channel[];
}

function Choices({ channels, current, onChoose }: ChoicesProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const found = matching(channels, typed);
  return (
    <div className={styles.picker} onKeyDown={moveFocus}>
      <div className={styles.find}>
        <SearchBox label={text('rule.channelFind')} value={typed} onChange={setTyped} />
      </div>
      <ul className={styles.channels} aria-label={text('rule.channels')}>
        {found.slice(0, mostShown).map((channel) => (
          <li key={channel.id}>
            <button
              type="button"
              className={styles.choice}
              disabled={channel.isArchived}
              aria-current={channel.id === current ? 'true' : undefined}
              data-choice=""
              onClick={() => {
                onChoose(channel);
              }}
            >
              <strong>{`#${channel.name}`}</strong>
              <ChannelMarks channel={channel} />
              <span className={styles.members}>
                {channel.members === null ? '' : text('rule.members', { count: channel.members })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <Empty text={text('rule.channelsNone')} /> : null}
      <p className={styles.muted} role="status">
        {found.length > mostShown ? text('rule.channelsMore', { count: found.length - mostShown }) : ''}
      </p>
    </div>
  );
}

/** Those whose name or id holds the text; what can be posted to comes first. */
function matching(channels: readonly Channel[], typed: string): Channel[] {
  const wanted = typed.trim().replace(/^#/, '').toLowerCase();
  const rank = (channel: Channel): number => (channel.isArchived ? 2 : channel.isMember ? 0 : 1);
  return channels
    .filter((one) => one.name.toLowerCase().includes(wanted) || one.id.toLowerCase() === wanted)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
