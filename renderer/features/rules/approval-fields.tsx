import { useState } from 'react';
import type { Approver, MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextArea } from '../../ui/text-input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { problemAt, type Problem } from './problems.ts';
import styles from './rules.module.css';

interface ApprovalFieldsProps {
  readonly rule: MessageRule;
  readonly problems: readonly Problem[];
  readonly onChange: (rule: MessageRule) => void;
}

/** Who may approve or query what the rule tells; only for messages about one invoice that are posted at once. */
export function ApprovalFields({ rule, problems, onChange }: ApprovalFieldsProps) {
  const text = useText();
  const approvers = rule.approvals?.approvers ?? null;
  const fits = rule.layout === 'invoice' && rule.timing.kind === 'at-once';
  if (!fits && approvers === null) return null;
  return (
    <Panel title={text('rule.approvals')}>
      <div className={styles.form}>
        <Checkbox
          label={text('rule.approvalsAsk')}
          note={text('rule.approvalsHelp')}
          checked={approvers !== null}
          onChange={(on) => {
            onChange({ ...rule, approvals: on ? { approvers: [] } : null });
          }}
        />
        {approvers === null ? null : (
          <ApproversField
            approvers={approvers}
            error={problemAt(problems, 'approvals')}
            onChange={(next) => {
              onChange({ ...rule, approvals: { approvers: next } });
            }}
          />
        )}
      </div>
    </Panel>
  );
}

interface ApproversFieldProps {
  readonly approvers: readonly Approver[];
  readonly error: string | undefined;
  readonly onChange: (approvers: Approver[]) => void;
}

/** One person a line: Slack’s member id, then the name. What was typed stays as it was typed. */
function ApproversField({ approvers, error, onChange }: ApproversFieldProps) {
  const text = useText();
  const [typed, setTyped] = useState(() => approvers.map(({ id, name }) => `${id} ${name}`).join('\n'));
  return (
    <Field label={text('rule.approvers')} help={text('rule.approversHelp')} error={error}>
      {(ids) => (
        <TextArea
          {...ids}
          rows={3}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(approversOf(event.target.value));
          }}
        />
      )}
    </Field>
  );
}

function approversOf(typed: string): Approver[] {
  const lines = typed.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', ...name] = line.split(/[\s,;]+/);
      return { id: id.toUpperCase(), name: name.join(' ') };
    });
}
