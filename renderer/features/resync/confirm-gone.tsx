import { useState } from 'react';
import type { ResyncPart, ResyncView } from '../../../shared/resync/resync.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { isReason, ReasonField } from '../../ui/reason-field.tsx';
import styles from './resync.module.css';

interface ConfirmGoneProps {
  readonly resync: Pick<ResyncView, 'id'>;
  readonly part: ResyncPart;
}

/** Asks what is to become of so many records that are gone; either answer needs a reason. */
export function ConfirmGone({ resync, part }: ConfirmGoneProps) {
  const text = useText();
  const locale = useLocale();
  const [reason, setReason] = useState('');
  const confirm = useAct('resync.confirm', ['resync.list']);
  const { gone = 0, known = 0, examples = [] } = part.gone ?? {};
  const days = { from: formatDate(part.from, locale), to: formatDate(part.to, locale) };
  const answer = (mark: boolean) => () => {
    confirm.mutate({ id: resync.id, part: part.number, mark, reason: reason.trim() });
  };
  const common = { writes: true, busy: confirm.isPending, disabled: !isReason(reason) } as const;
  return (
    <div className={styles.form}>
      <p>{text('resync.asks', { gone, known, ...days })}</p>
      <p data-private="">{text('resync.asksNames', { names: examples.map(({ label }) => label).join(', ') })}</p>
      <ReasonField value={reason} onChange={setReason} />
      {confirm.error === null ? null : <ErrorNotice error={dtoOf(confirm.error)} />}
      <div className={styles.head}>
        <Button {...common} kind="danger" onClick={answer(true)}>
          {text('resync.mark', { count: gone })}
        </Button>
        <Button {...common} onClick={answer(false)}>
          {text('resync.keep')}
        </Button>
      </div>
    </div>
  );
}
