import type { Approver, MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { LinesField } from './entry-fields.tsx';
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
          <LinesField
            label={text('rule.approvers')}
            help={text('rule.approversHelp')}
            error={problemAt(problems, 'approvals')}
            value={approvers}
            lineOf={lineOf}
            readLine={approverOf}
            onChange={(next) => {
              onChange({ ...rule, approvals: { approvers: [...next] } });
            }}
          />
        )}
      </div>
    </Panel>
  );
}

/** Slack’s member id, then the name. */
function lineOf({ id, name }: Approver): string {
  return `${id} ${name}`;
}

function approverOf(line: string): Approver {
  const [id = '', ...name] = line.split(/[\s,;]+/);
  return { id: id.toUpperCase(), name: name.join(' ') };
}
