import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { Flow } from '../../../shared/model/flow.ts';
import { metAnother } from '../../../shared/model/installation.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { isReason, ReasonField } from '../../ui/reason-field.tsx';
import styles from './flows.module.css';

/** Another installation delivers the same flow: a person chooses which of the two goes on, and says why. */
export function OtherInstallation({ flow }: { readonly flow: Flow }) {
  const text = useText();
  const [reason, setReason] = useState('');
  const decide = useAct('installation.decide', ['flows.overview', 'flows.get']);
  const error = flow.paused?.error ?? null;
  if (error === null || !metAnother(error)) return null;
  const isToken = error.code === 'SLACK_ROTATION_LOST';
  const isMissing = !isReason(reason);
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
        <ReasonField value={reason} onChange={setReason} />
        <div className={styles.answers}>
          <Button
            writes
            disabled={isMissing}
            busy={decide.isPending}
            onClick={() => {
              choose('this');
            }}
          >
            {text('installation.thisGoesOn')}
          </Button>
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
          {isToken ? (
            <ButtonLink
              kind="quiet"
              icon={KeyRound}
              to={pathOf('connections', flow.destinationConnectionId, 'credentials')}
            >
              {text('installation.newToken')}
            </ButtonLink>
          ) : null}
        </div>
        {decide.error === null ? null : <ErrorNotice error={dtoOf(decide.error)} />}
      </div>
    </Panel>
  );
}
