import { useState } from 'react';
import type { Flow } from '../../../shared/model/flow.ts';
import { metAnother } from '../../../shared/model/installation.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import styles from './flows.module.css';

/** As the contract wants it. */
const shortestReason = 3;

/** Another installation delivers the same flow: a person chooses which of the two goes on, and says why. */
export function OtherInstallation({ flow }: { readonly flow: Flow }) {
  const text = useText();
  const [reason, setReason] = useState('');
  const decide = useAct('installation.decide', ['flows.overview', 'flows.get']);
  const error = flow.paused?.error ?? null;
  if (error === null || !metAnother(error)) return null;
  const isToken = error.code === 'SLACK_ROTATION_LOST';
  const isMissing = reason.trim().length < shortestReason;
  const choose = (goesOn: 'this' | 'other'): void => {
    decide.mutate({ flowId: flow.id, goesOn, reason: reason.trim() });
  };
  return (
    <Panel
      title={text(isToken ? 'installation.tokenTakenTitle' : 'installation.otherTitle')}
      note={text('installation.otherText')}
    >
      <div className={styles.form}>
        <ErrorNotice error={error} />
        <Field label={text('installation.reason')} help={text('installation.reasonHelp')}>
          {(ids) => (
            <TextInput
              {...ids}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
              }}
            />
          )}
        </Field>
        <div>
          <Button
            writes
            disabled={isMissing}
            busy={decide.isPending}
            onClick={() => {
              choose('this');
            }}
          >
            {text('installation.thisGoesOn')}
          </Button>{' '}
          <Button
            writes
            disabled={isMissing}
            busy={decide.isPending}
            onClick={() => {
              choose('other');
            }}
          >
            {text('installation.otherGoesOn')}
          </Button>
        </div>
        {decide.error === null ? null : <ErrorNotice error={dtoOf(decide.error)} />}
      </div>
    </Panel>
  );
}
