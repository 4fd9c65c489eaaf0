import { Send } from 'lucide-react';
import type { RuleChannel } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { OpenOutside } from '../lists/open-outside.tsx';
import { channelText } from './words.ts';
import styles from './rules.module.css';

interface TestMessageProps {
  readonly connectionId: string;
  readonly channel: RuleChannel;
  /** False while the channel cannot be posted to. */
  readonly enabled: boolean;
}

/** Posts one message that says it is a test, and shows what was posted. */
export function TestMessage({ connectionId, channel, enabled }: TestMessageProps) {
  const text = useText();
  const { language } = useLocale();
  const test = useAct('messages.test', ['messages.list']);
  return (
    <div className={styles.test}>
      <div className={styles.invite}>
        <Button
          writes
          icon={Send}
          busy={test.isPending}
          disabled={!enabled}
          onClick={() => {
            test.mutate({ connectionId, channelId: channel.id, language, sharedConfirmed: channel.sharedConfirmed });
          }}
        >
          {text('rule.sendTest')}
        </Button>
        <span className={styles.muted}>{text('rule.testNote')}</span>
      </div>
      <div role="status">
        {test.data === undefined ? null : (
          <p className={styles.invite}>
            <span>{text('rule.testSent', { channel: channelText(channel), message: test.data.text })}</span>
            {test.data.permalink === null ? null : (
              <OpenOutside url={test.data.permalink} label={text('message.openInSlack')} />
            )}
          </p>
        )}
      </div>
      {test.error === null ? null : <ErrorNotice error={dtoOf(test.error)} />}
    </div>
  );
}
