import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { ResyncPlan } from '../../../shared/resync/resync.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { RangeForecast } from '../forecast/flow-forecast.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import styles from './resync.module.css';

interface ResyncFormProps {
  readonly flowId: string;
  readonly streams: readonly { readonly id: string; readonly label: string }[];
}

/** Which days of which stream are read again, what that will do, and the button that begins it. */
export function ResyncForm({ flowId, streams }: ResyncFormProps) {
  const text = useText();
  const [stream, setStream] = useState(streams[0]?.id ?? '');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [findGone, setFindGone] = useState(false);
  const isWhole = from !== '' && to !== '' && stream !== '';
  const plan = useAsk('resync.plan', { flowId, stream, from, to }, { enabled: isWhole, forget: true });
  const start = useAct('resync.start', ['resync.list']);
  const error = start.error ?? (isWhole ? plan.error : null);
  const planned = isWhole && plan.error === null ? plan.data : undefined;
  return (
    <div className={styles.form}>
      <Field label={text('common.stream')}>
        {(ids) => (
          <Select
            {...ids}
            value={stream}
            options={streams.map(({ id, label }) => ({ value: id, label }))}
            onChange={setStream}
          />
        )}
      </Field>
      <div className={styles.days}>
        <DateField label={text('resync.from')} value={from} onChange={setFrom} />
        <DateField label={text('resync.to')} value={to} onChange={setTo} />
      </div>
      {planned === undefined ? null : <Plan plan={planned} findGone={findGone} onFindGone={setFindGone} />}
      {planned === undefined ? null : <RangeForecast flowId={flowId} range={{ stream, from, to }} />}
      {error === null ? null : <ErrorNotice error={dtoOf(error)} />}
      <div>
        <Button
          writes
          icon={RotateCcw}
          busy={start.isPending}
          disabled={planned === undefined || planned.openId !== null}
          onClick={() => {
            start.mutate({ flowId, stream, from, to, ...(findGone ? { findGone } : {}) });
          }}
        >
          {text('resync.begin')}
        </Button>
      </div>
    </div>
  );
}

interface PlanProps {
  readonly plan: ResyncPlan;
  readonly findGone: boolean;
  readonly onFindGone: (findGone: boolean) => void;
}

function Plan({ plan, findGone, onFindGone }: PlanProps) {
  const text = useText();
  return (
    <div className={styles.plan} role="status">
      <p>
        {text(`resync.meaning.${plan.rangeBy}`)} {text('resync.planned', { parts: plan.parts.length })}{' '}
        {plan.known === null ? '' : text('resync.known', { count: plan.known })}
      </p>
      {plan.canFindGone ? (
        <Checkbox
          label={text('resync.findGone')}
          note={text('resync.findGoneNote')}
          checked={findGone}
          onChange={onFindGone}
        />
      ) : (
        <p className={styles.muted}>{text('resync.noGone')}</p>
      )}
    </div>
  );
}
