import { Hash, RefreshCw } from 'lucide-react';
import { useId, useState } from 'react';
import type { Channel } from '../../../shared/messages/message.ts';
import type { RuleChannel } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { ChannelMarks } from './channel-marks.tsx';
import { ChannelPicker } from './channel-picker.tsx';
import { TestMessage } from './test-message.tsx';
import { channelText, invitation } from './words.ts';
import styles from './rules.module.css';

interface ChannelFieldProps {
  readonly connectionId: string;
  readonly channel: RuleChannel;
  readonly error?: string | undefined;
  readonly onChange: (channel: RuleChannel) => void;
}

/** The channel, known by its id: chosen from those that Slack lists, with what stands in the way of posting there. */
export function ChannelField({ connectionId, channel, error, onChange }: ChannelFieldProps) {
  const text = useText();
  const id = useId();
  const [choosing, setChoosing] = useState(false);
  const isChosen = channel.id !== '';
  const channels = useAsk('messages.channels', { connectionId }, { enabled: isChosen || choosing });
  const known = channels.data?.find((one) => one.id === channel.id);
  const mayPost = isChosen && known?.isArchived !== true && (known?.isShared !== true || channel.sharedConfirmed);
  return (
    <div className={styles.form}>
      <div className={styles.channel}>
        <Hash aria-hidden size={16} />
        <span className={styles.channelName}>
          {isChosen ? <strong>{channel.name === '' ? channel.id : channel.name}</strong> : text('rule.channelNone')}
          {isChosen ? <code className={styles.code}>{channel.id}</code> : null}
        </span>
        {known === undefined ? null : <ChannelMarks channel={known} />}
        <Button
          writes
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : id}
          onClick={() => {
            setChoosing(true);
          }}
        >
          {text(isChosen ? 'rule.channelChange' : 'rule.channelChoose')}
        </Button>
      </div>
      {error === undefined ? null : (
        <p id={id} className={styles.problem}>
          {error}
        </p>
      )}
      {channels.error !== null && isChosen ? <ErrorNotice error={dtoOf(channels.error)} /> : null}
      {isChosen && channels.data !== undefined ? (
        <ChannelHelp
          connectionId={connectionId}
          channel={channel}
          known={known}
          onAgain={() => void channels.refetch()}
          onChange={onChange}
        />
      ) : null}
      <TestMessage key={channel.id} connectionId={connectionId} channel={channel} enabled={mayPost} />
      <ChannelPicker
        open={choosing}
        channels={channels}
        current={channel.id}
        onClose={() => {
          setChoosing(false);
        }}
        onChoose={(one) => {
          setChoosing(false);
          onChange({ id: one.id, name: one.name, sharedConfirmed: false });
        }}
      />
    </div>
  );
}

interface ChannelHelpProps extends Pick<ChannelFieldProps, 'connectionId' | 'channel' | 'onChange'> {
  /** As Slack lists it now; undefined if it is not listed. */
  readonly known: Channel | undefined;
  readonly onAgain: () => void;
}

/** What stands in the way of posting to the channel, and how it goes away. */
function ChannelHelp({ connectionId, channel, known, onAgain, onChange }: ChannelHelpProps) {
  const text = useText();
  if (known === undefined) return <Invitation text={text('rule.channelUnseen')} onAgain={onAgain} />;
  if (known.isArchived) return <p className={styles.problem}>{text('rule.channelArchived')}</p>;
  return (
    <>
      {known.isMember ? null : known.isPrivate ? (
        <Invitation text={text('rule.channelInvite')} onAgain={onAgain} />
      ) : (
        <Join connectionId={connectionId} channel={known} />
      )}
      {known.isReadOnly ? <p className={styles.caution}>{text('rule.channelReadOnly')}</p> : null}
      {known.isShared ? (
        <div className={styles.caution}>
          <p>{text('rule.channelShared', { channel: channelText(known) })}</p>
          <Checkbox
            label={text('rule.channelSharedConfirm')}
            checked={channel.sharedConfirmed}
            onChange={(sharedConfirmed) => {
              onChange({ ...channel, sharedConfirmed });
            }}
          />
        </div>
      ) : null}
    </>
  );
}

/** Nobody but a member can let the app into a private channel. */
function Invitation({ text: why, onAgain }: { readonly text: string; readonly onAgain: () => void }) {
  const text = useText();
  return (
    <div className={styles.caution}>
      <p>{why}</p>
      <p className={styles.invite}>
        <code className={styles.code}>{invitation}</code>
        <CopyButton value={invitation} label={text('rule.copyInvite')} />
        <Button kind="quiet" icon={RefreshCw} onClick={onAgain}>
          {text('rule.channelsAgain')}
        </Button>
      </p>
    </div>
  );
}

function Join({ connectionId, channel }: { readonly connectionId: string; readonly channel: Channel }) {
  const text = useText();
  const join = useAct('messages.join', ['messages.channels']);
  return (
    <div className={styles.caution}>
      <p className={styles.invite}>
        <span>{text('rule.channelNotIn')}</span>
        <Button
          writes
          busy={join.isPending}
          onClick={() => {
            join.mutate({ connectionId, channelId: channel.id });
          }}
        >
          {text('rule.join', { channel: channelText(channel) })}
        </Button>
      </p>
      {join.error === null ? null : <ErrorNotice error={dtoOf(join.error)} />}
    </div>
  );
}
