import type { MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { ApproverList } from './approver-list.tsx';
import { problemAt, type Problem } from './problems.ts';
import styles from './rules.module.css';

interface ApprovalFieldsProps {
  /** Where the people are. */
  readonly connectionId: string;
  readonly rule: MessageRule;
  readonly problems: readonly Problem[];
  readonly onChange: (rule: MessageRule) => void;
}

/** Who may approve or query what the rule tells; only for messages about one invoice that are posted at once. */
export function ApprovalFields({ connectionId, rule, problems, onChange }: ApprovalFieldsProps) {
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
          <ApproverList
            connectionId={connectionId}
            approvers={approvers}
            error={problemAt(problems, 'approvals')}
            onChange={(next) => {
              onChange({ ...rule, approvals: { approvers: [...next] } });
            }}
          />
        )}
      </div>
    </Panel>
  );
}
