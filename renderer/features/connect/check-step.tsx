import { ArrowRight, ListChecks } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { navigate, pathOf } from '../../lib/router.tsx';
import { CheckRun } from './check-run.tsx';
import { useDraft, type Role } from './draft.ts';
import { chosenStreams, type IntegrationStepProps } from './streams-step.tsx';
import styles from './connect.module.css';

const roles: readonly Role[] = ['source', 'destination'];

/** Checks both connections, line by line. */
export function CheckStepScreen({ integration, next }: IntegrationStepProps) {
  const text = useText();
  const draft = useDraft();
  const streams = integration === undefined ? null : chosenStreams(integration, draft.streams);
  return (
    <div className={styles.form}>
      {roles.map((role) => {
        const id = draft.connections[role];
        return id === null ? null : (
          <CheckRun
            key={role}
            connectionId={id}
            streams={streams}
            title={text(`connect.check.${role}`)}
            checkId={draft.checks[role]}
            onStart={(checkId) => {
              draft.setCheck(role, checkId);
            }}
            fix={
              <>
                {integration === undefined ? null : (
                  <ButtonLink kind="quiet" to={pathOf('request', integration[role], id)}>
                    {text('pack.open')}
                  </ButtonLink>
                )}
                <Button
                  kind="quiet"
                  onClick={() => {
                    draft.setBackTo('check');
                    navigate(pathOf('connect', role));
                  }}
                >
                  {text('connect.change')}
                </Button>
              </>
            }
          />
        );
      })}
      <div className={styles.actions}>
        <p className={styles.muted}>
          <ListChecks aria-hidden size={14} /> {text('connect.checkNote')}
        </p>
        <Button kind="primary" icon={ArrowRight} onClick={next}>
          {text('connect.next')}
        </Button>
      </div>
    </div>
  );
}
