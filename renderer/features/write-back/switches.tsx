import { Check } from 'lucide-react';
import { useState } from 'react';
import type { WriteBackState } from '../../../shared/model/write-back.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { isReason, ReasonField } from '../../ui/reason-field.tsx';
import { say } from '../../ui/toasts.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import styles from './write-back.module.css';

/** What may be written back, stream by stream, each with the fields that it is about. Nothing else can be. */
export function WriteBackSwitches({ state, source }: { readonly state: WriteBackState; readonly source: string }) {
  const text = useText();
  const saved = state.streams.filter(({ enabled }) => enabled).map(({ id }) => id);
  const [chosen, setChosen] = useState<readonly string[]>(saved);
  const [reason, setReason] = useState('');
  const set = useAct('write-back.set', ['write-back.state', 'audit.list']);
  const differs = state.streams.some(({ id, enabled }) => chosen.includes(id) !== enabled);
  const save = (): void => {
    set.mutate(
      { flowId: state.flowId, streams: [...chosen], reason },
      {
        onSuccess: () => {
          setReason('');
          say(text('writeBack.saved'));
        },
      },
    );
  };
  return (
    <div className={styles.stack}>
      {state.streams.map(({ id, label, fields }) => (
        <Checkbox
          key={id}
          label={label}
          note={text('writeBack.fields', { fields: fields.map((field) => field.label).join(', ') })}
          checked={chosen.includes(id)}
          onChange={(checked) => {
            setChosen(checked ? [...chosen, id] : chosen.filter((one) => one !== id));
          }}
        />
      ))}
      <p className={styles.muted}>{text('writeBack.nothingElse', { system: source })}</p>
      {differs ? (
        <>
          <ReasonField value={reason} onChange={setReason} />
          {set.error === null ? null : <ErrorNotice error={dtoOf(set.error)} />}
          <div className={styles.row}>
            <Button writes kind="primary" icon={Check} busy={set.isPending} disabled={!isReason(reason)} onClick={save}>
              {text('writeBack.save')}
            </Button>
          </div>
        </>
      ) : null}
    </div>
  );
}
