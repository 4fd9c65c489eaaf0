import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { MessageCounts } from '../../../shared/messages/message.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import { viewsOf, type RulesContext } from './context.ts';
import { copyOf } from './new-rule.ts';
import { RuleTable } from './rule-table.tsx';
import { TemplateList } from './template-list.tsx';
import styles from './rules.module.css';

interface RulesPanelProps {
  readonly context: RulesContext;
  readonly rules: readonly MessageRule[];
  readonly counts?: readonly MessageCounts[];
  readonly busy: boolean;
  /** Keeps these rules in place of those before. */
  readonly onChange: (rules: MessageRule[]) => void;
  readonly onEdit: (rule: MessageRule) => void;
  /** Begins a rule from a proposal, or from nothing. */
  readonly onNew: (template: string | null) => void;
}

const mostRules = 100;

/** The rules of a flow with what can be done with them; where there are none, what to start from. */
export function RulesPanel({ context, rules, counts, busy, onChange, onEdit, onNew }: RulesPanelProps) {
  const text = useText();
  const [open, setOpen] = useState<'none' | 'new'>('none');
  const [removing, setRemoving] = useState<MessageRule | null>(null);
  const begin = (template: string | null): void => {
    setOpen('none');
    onNew(template);
  };
  if (rules.length === 0) {
    return (
      <Panel title={text('rules.startTitle')} note={text('rules.none')}>
        <TemplateList context={context} onChoose={begin} />
      </Panel>
    );
  }
  return (
    <Panel
      title={text('rules.title')}
      note={text('rules.note')}
      whole
      actions={
        <Button
          writes
          icon={Plus}
          disabled={rules.length >= mostRules}
          onClick={() => {
            setOpen('new');
          }}
        >
          {text('rules.new')}
        </Button>
      }
    >
      <RuleTable
        rules={rules}
        views={viewsOf(context)}
        {...(counts === undefined ? {} : { counts })}
        disabled={busy}
        onToggle={(rule, enabled) => {
          onChange(rules.map((one) => (one.id === rule.id ? { ...one, enabled } : one)));
        }}
        onEdit={onEdit}
        onCopy={(rule) => {
          onChange([...rules, { ...copyOf(rule, text('rules.copyName', { rule: rule.name })), enabled: false }]);
        }}
        onRemove={setRemoving}
      />
      <Dialog
        open={open === 'new'}
        onClose={() => {
          setOpen('none');
        }}
        title={text('rules.new')}
        description={text('rules.newNote')}
        actions={
          <Button
            onClick={() => {
              setOpen('none');
            }}
          >
            {text('common.cancel')}
          </Button>
        }
      >
        <div className={styles.tall}>
          <TemplateList context={context} onChoose={begin} />
        </div>
      </Dialog>
      <RemoveRule
        rule={removing}
        onClose={() => {
          setRemoving(null);
        }}
        onRemove={(rule) => {
          setRemoving(null);
          onChange(rules.filter((one) => one.id !== rule.id));
        }}
      />
    </Panel>
  );
}

interface RemoveRuleProps {
  /** The rule that is to go; null while none is. */
  readonly rule: MessageRule | null;
  readonly onClose: () => void;
  readonly onRemove: (rule: MessageRule) => void;
}

function RemoveRule({ rule, onClose, onRemove }: RemoveRuleProps) {
  const text = useText();
  return (
    <Dialog
      open={rule !== null}
      onClose={onClose}
      title={text('rules.removeTitle', { rule: rule?.name ?? '' })}
      description={text('rules.removeText')}
      actions={
        <DialogActions
          onCancel={onClose}
          writes
          kind="danger"
          onClick={() => {
            if (rule !== null) onRemove(rule);
          }}
        >
          {text('rules.remove')}
        </DialogActions>
      }
    />
  );
}
