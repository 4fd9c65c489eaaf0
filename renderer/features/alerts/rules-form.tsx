import { useState } from 'react';
import { alertRulesSchema, optionalAlerts, usualAlertRules, type AlertRules } from '../../../shared/alerts/rules.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { say } from '../../ui/toasts.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { WholeField } from '../../ui/whole-field.tsx';
import { CloseWeek } from './close-week.tsx';
import { kindWord } from './words.ts';
import styles from './alerts.module.css';

/** What is told, and from where on; usually and in the days of a close. */
export function RulesForm({ rules }: { readonly rules: AlertRules }) {
  const text = useText();
  const [typed, setTyped] = useState(rules);
  const [shown, setShown] = useState(0);
  const save = useAct('alerts.save-rules', ['alerts.rules', 'alerts.list', 'audit.list']);
  const isSound = alertRulesSchema.safeParse(typed).success;
  const send = (): void => {
    save.mutate(typed, {
      onSuccess: () => {
        say(text('alertRules.saved'));
      },
    });
  };
  return (
    <form
      className={styles.rules}
      onSubmit={(event) => {
        event.preventDefault();
        if (isSound) send();
      }}
    >
      <Kinds rules={typed} onChange={setTyped} />
      <Limits key={shown} rules={typed} onChange={setTyped} />
      <CloseWeek rules={typed} onChange={setTyped} />
      {isSound ? null : <p role="alert">{text('alertRules.wrong')}</p>}
      {save.error === null ? null : <ErrorNotice error={dtoOf(save.error)} />}
      <div className={styles.actions}>
        <Button writes type="submit" kind="primary" busy={save.isPending} disabled={!isSound}>
          {text('alertRules.save')}
        </Button>
        <Button
          onClick={() => {
            setTyped(usualAlertRules);
            setShown(shown + 1);
          }}
        >
          {text('alertRules.usual')}
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  readonly rules: AlertRules;
  readonly onChange: (rules: AlertRules) => void;
}

function Kinds({ rules, onChange }: PartProps) {
  const text = useText();
  return (
    <Panel title={text('alertRules.kinds')}>
      <div className={styles.kinds}>
        {optionalAlerts.map((kind) => (
          <Checkbox
            key={kind}
            label={kindWord(kind, text)}
            checked={!rules.off.includes(kind)}
            onChange={(on) => {
              const off = optionalAlerts.filter((one) => (one === kind ? !on : rules.off.includes(one)));
              onChange({ ...rules, off });
            }}
          />
        ))}
      </div>
      <p className={styles.when}>{text('alertRules.always')}</p>
    </Panel>
  );
}

function Limits({ rules, onChange }: PartProps) {
  const text = useText();
  const columns = [
    { id: 'limits', title: text('alertRules.usually') },
    { id: 'closeLimits', title: text('alertRules.inClose') },
  ] as const;
  const names = ['rejectedPercent', 'rejectedLeast', 'volumePercent'] as const;
  return (
    <Panel title={text('alertRules.limits')}>
      <div className={styles.limits}>
        {columns.map(({ id, title }) => (
          <fieldset key={id} className={styles.limitsOf}>
            <legend>{title}</legend>
            {names.map((name) => (
              <WholeField
                key={name}
                label={text(`alertRules.${name}`)}
                value={rules[id][name]}
                onChange={(value) => {
                  onChange({ ...rules, [id]: { ...rules[id], [name]: value } });
                }}
              />
            ))}
          </fieldset>
        ))}
        <div className={styles.limitsBeside}>
          <fieldset className={styles.limitsOf}>
            <legend>{text('alertRules.secrets')}</legend>
            <WholeField
              label={text('alertRules.secretDays')}
              help={text('alertRules.secretHelp')}
              value={rules.secretDays}
              onChange={(secretDays) => {
                onChange({ ...rules, secretDays });
              }}
            />
          </fieldset>
          <fieldset className={styles.limitsOf}>
            <legend>{text('alertRules.held')}</legend>
            <WholeField
              label={text('alertRules.heldDays')}
              help={text('alertRules.heldHelp')}
              value={rules.heldDays}
              onChange={(heldDays) => {
                onChange({ ...rules, heldDays });
              }}
            />
          </fieldset>
        </div>
      </div>
    </Panel>
  );
}
