import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorDto } from '../../shared/errors/error-dto.ts';
import { errorIn } from '../../shared/errors/error-language.ts';
import { useText } from '../i18n/text.ts';
import { useLocale } from '../lib/locale.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './error-notice.module.css';

interface ErrorNoticeProps {
  readonly error: ErrorDto;
  readonly action?: ReactNode;
}

/** What happened, what it means for the data, what to do next, and the code to quote. */
export function ErrorNotice({ error: given, action }: ErrorNoticeProps) {
  const text = useText();
  const error = errorIn(useLocale().language, given);
  return (
    <div role="alert" className={styles.notice}>
      <CircleAlert aria-hidden size={18} className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.what}>{error.text}</p>
        <dl className={styles.list}>
          {error.effect === undefined ? null : (
            <>
              <dt>{text('error.effect')}</dt>
              <dd>{error.effect}</dd>
            </>
          )}
          <dt>{text('error.next')}</dt>
          <dd>{error.next}</dd>
        </dl>
        <p className={styles.code}>
          <code>{error.code}</code>
          <CopyButton value={`${error.code}: ${error.text}`} label={text('error.copy')} />
        </p>
      </div>
      {action === undefined ? null : <div>{action}</div>}
    </div>
  );
}
