import { Copy, Pencil, Trash2 } from 'lucide-react';
import type { MessageCounts } from '../../../shared/messages/message.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { messagesPath } from '../../lib/paths.ts';
import { Link } from '../../lib/router.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Count } from '../../ui/money.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { Switch } from '../../ui/toggle.tsx';
import type { View } from './context.ts';
import { channelText, conditionsText, timingText } from './words.ts';
import styles from './rules.module.css';

interface RuleTableProps {
  readonly rules: readonly MessageRule[];
  readonly views: readonly View[];
  /** By rule, what became of its messages; left out before the flow is saved. */
  readonly counts?: readonly MessageCounts[];
  /** True while a change is being saved. */
  readonly disabled: boolean;
  readonly onToggle: (rule: MessageRule, enabled: boolean) => void;
  readonly onEdit: (rule: MessageRule) => void;
  readonly onCopy: (rule: MessageRule) => void;
  readonly onRemove: (rule: MessageRule) => void;
}

/** The rules of a flow: what each looks at, where and when it posts, whether it is on, and how much it has posted. */
export function RuleTable(props: RuleTableProps) {
  const text = useText();
  const columns = useColumns(props);
  return (
    <div className={styles.scroll}>
      <Table label={text('rules.title')} columns={columns} rows={props.rules} keyOf={(rule) => rule.id} />
    </div>
  );
}

function useColumns({ views, counts, disabled, ...acts }: RuleTableProps): Column<MessageRule>[] {
  const text = useText();
  const locale = useLocale();
  const viewOf = (rule: MessageRule): View | undefined => views.find((one) => one.id === rule.view);
  return [
    {
      id: 'name',
      header: text('rule.name'),
      kind: 'main',
      cell: (rule) => (
        <>
          <button
            type="button"
            className={styles.ruleName}
            onClick={() => {
              acts.onEdit(rule);
            }}
          >
            {rule.name}
          </button>
          <span className={styles.says} data-private="">
            {conditionsText(rule, viewOf(rule), { text, locale })}
          </span>
        </>
      ),
    },
    { id: 'view', header: text('rule.view'), cell: (rule) => viewOf(rule)?.label ?? rule.view },
    { id: 'channel', header: text('rule.channel'), cell: (rule) => channelText(rule.channel) },
    { id: 'timing', header: text('rule.timing'), cell: (rule) => timingText(rule.timing, { text, locale }) },
    ...(counts === undefined ? [] : [postedColumn(text('rules.posted'), counts)]),
    {
      id: 'enabled',
      header: text('rules.on'),
      kind: 'tight',
      cell: (rule) => (
        <Switch
          label={text('rules.onOf', { rule: rule.name })}
          labelHidden
          checked={rule.enabled}
          disabled={disabled}
          onChange={(enabled) => {
            acts.onToggle(rule, enabled);
          }}
        />
      ),
    },
    {
      id: 'more',
      header: text('rules.moreHead'),
      kind: 'tight',
      cell: (rule) => (
        <Menu label={text('rules.more', { rule: rule.name })} items={menuOf(rule, { text, disabled, ...acts })} />
      ),
    },
  ];
}

function postedColumn(header: string, counts: readonly MessageCounts[]): Column<MessageRule> {
  return {
    id: 'posted',
    header,
    kind: 'number',
    cell: ({ id }) => {
      const posted = counts.find((one) => one.ruleId === id)?.states.find((one) => one.state === 'posted')?.messages;
      return posted === undefined || posted === 0 ? (
        <Count value={0} />
      ) : (
        <Link to={messagesPath({ ruleId: id })}>
          <Count value={posted} />
        </Link>
      );
    },
  };
}

interface MenuContext extends Pick<RuleTableProps, 'disabled' | 'onEdit' | 'onCopy' | 'onRemove'> {
  readonly text: ReturnType<typeof useText>;
}

function menuOf(rule: MessageRule, { text, disabled, onEdit, onCopy, onRemove }: MenuContext): MenuItem[] {
  const item = (id: string, label: string, icon: typeof Copy, act: (rule: MessageRule) => void): MenuItem => ({
    id,
    label,
    icon,
    disabled: disabled && id !== 'edit',
    writes: id !== 'edit',
    onChoose: () => {
      act(rule);
    },
  });
  return [
    item('edit', text('rules.edit'), Pencil, onEdit),
    item('copy', text('rules.copy'), Copy, onCopy),
    item('remove', text('rules.remove'), Trash2, onRemove),
  ];
}
