import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { MessageRule, Messaging } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { HealthPanel } from '../rules/health-panel.tsx';
import { MessageLanguage } from '../rules/message-language.tsx';
import { RuleEditor } from '../rules/rule-editor.tsx';
import { RulesPanel } from '../rules/rules-panel.tsx';
import { beginning } from '../rules/rules-screen.tsx';
import { useDraft } from './draft.ts';
import type { IntegrationStepProps } from './streams-step.tsx';
import styles from './connect.module.css';

/** Which records call for a message, and where: a flow may begin with no rule, and then posts nothing. */
export function RulesStep({ integration, next }: IntegrationStepProps) {
  const text = useText();
  const draft = useDraft();
  const { language } = useLocale();
  const [editing, setEditing] = useState<MessageRule | null>(null);
  const { source, destination } = draft.connections;
  if (integration === undefined || source === null || destination === null) return null;
  const messaging: Messaging = { rules: [], health: null, language, ...draft.messaging };
  const context = {
    integration,
    sourceConnectionId: source,
    destinationConnectionId: destination,
    language: messaging.language ?? language,
  };
  const keep = (rules: readonly MessageRule[]): void => {
    draft.setMessaging({ ...messaging, rules: [...rules] });
  };
  if (editing !== null) {
    const isNew = !messaging.rules.some((one) => one.id === editing.id);
    return (
      <RuleEditor
        key={editing.id}
        context={context}
        rule={editing}
        busy={false}
        error={null}
        saveText={text(isNew ? 'rule.add' : 'rule.keep')}
        onSave={(rule) => {
          keep(isNew ? [...messaging.rules, rule] : messaging.rules.map((one) => (one.id === rule.id ? rule : one)));
          setEditing(null);
        }}
        onCancel={() => {
          setEditing(null);
        }}
      />
    );
  }
  return (
    <div className={styles.form}>
      <Panel title={text('rules.stepTitle')}>
        <p>{text('rules.intro')}</p>
      </Panel>
      <RulesPanel
        context={context}
        rules={messaging.rules}
        busy={false}
        onChange={keep}
        onEdit={setEditing}
        onNew={(template) => {
          setEditing(beginning(context, template, language) ?? null);
        }}
      />
      <MessageLanguage
        language={context.language}
        onChange={(chosen) => {
          draft.setMessaging({ ...messaging, language: chosen });
        }}
      />
      <HealthPanel
        connectionId={destination}
        health={messaging.health}
        busy={false}
        atOnce
        onSave={(health) => {
          draft.setMessaging({ ...messaging, health });
        }}
      />
      <div className={styles.actions}>
        <span className={styles.muted} role="status">
          {messaging.rules.length === 0 ? text('rules.stepNone') : ''}
        </span>
        <Button kind="primary" icon={ArrowRight} onClick={next}>
          {text('connect.next')}
        </Button>
      </div>
    </div>
  );
}
