import { Save } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { healthRuleSchema, type HealthRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { WholeField } from '../../ui/whole-field.tsx';
import { ChannelField } from './channel-field.tsx';
import styles from './rules.module.css';

interface HealthPanelProps {
  readonly connectionId: string;
  readonly health: HealthRule | null;
  readonly busy: boolean;
  /** True where what is entered counts at once, without a button: within a form that is saved as a whole. */
  readonly atOnce?: boolean;
  /** How the flow keeps it at this moment; shown while it is on. */
  readonly now?: ReactNode;
  readonly onSave: (health: HealthRule | null) => void;
}

const usual: HealthRule = {
  channel: { id: '', name: '', sharedConfirmed: false },
  behindMinutes: 60,
  deadMan: false,
};

/** What the flow tells of itself: that reading falls behind, also where this computer sleeps. */
export function HealthPanel({ connectionId, health: saved, busy, atOnce = false, now, onSave }: HealthPanelProps) {
  const text = useText();
  const [health, setEntered] = useState(saved);
  const [tried, setTried] = useState(false);
  const setHealth = (next: HealthRule | null): void => {
    setEntered(next);
    if (!atOnce) return;
    const whole = healthRuleSchema.safeParse(next);
    // What is not whole yet is not kept, and says so at its field.
    onSave(whole.success ? whole.data : null);
    setTried(next !== null);
  };
  const checked = healthRuleSchema.safeParse(health);
  const wrong = (field: string): boolean =>
    tried && health !== null && !checked.success && checked.error.issues.some((one) => one.path[0] === field);
  const send = (): void => {
    if (health === null) onSave(null);
    else if (checked.success) onSave(checked.data);
    else setTried(true);
  };
  return (
    <Panel
      title={text('health.title')}
      note={text('health.note')}
      actions={
        atOnce ? undefined : (
          <Button
            writes
            icon={Save}
            busy={busy}
            disabled={JSON.stringify(health) === JSON.stringify(saved)}
            onClick={send}
          >
            {text('health.save')}
          </Button>
        )
      }
    >
      <div className={styles.form}>
        <Checkbox
          label={text('health.on')}
          note={text('health.onHelp')}
          checked={health !== null}
          onChange={(on) => {
            setHealth(on ? (saved ?? usual) : null);
          }}
        />
        {health === null ? null : (
          <>
            <div className={styles.pair}>
              <WholeField
                label={text('health.minutes')}
                help={text('health.minutesHelp')}
                error={wrong('behindMinutes') ? text('health.minutesWrong') : undefined}
                value={health.behindMinutes}
                onChange={(behindMinutes) => {
                  setHealth({ ...health, behindMinutes });
                }}
              />
            </div>
            <ChannelField
              connectionId={connectionId}
              channel={health.channel}
              error={wrong('channel') ? text('rule.needs.channel') : undefined}
              onChange={(channel) => {
                setHealth({ ...health, channel });
              }}
            />
            <Checkbox
              label={text('health.deadMan')}
              note={text('health.deadManHelp')}
              checked={health.deadMan}
              onChange={(deadMan) => {
                setHealth({ ...health, deadMan });
              }}
            />
          </>
        )}
        {saved === null ? null : now}
      </div>
    </Panel>
  );
}
