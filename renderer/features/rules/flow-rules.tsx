import { CirclePause, CirclePlay } from 'lucide-react';
import type { Flow } from '../../../shared/model/flow.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { messagesPath, rulesPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Count } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { channelText, timingText } from './words.ts';

/** The rules of a flow at a glance, each leading to its editor. */
export function FlowRules({ flow }: { readonly flow: Flow }) {
  const text = useText();
  const rules = flow.messaging?.rules ?? [];
  const columns = useColumns(flow);
  const open = <ButtonLink to={rulesPath(flow.id)}>{text('rules.open')}</ButtonLink>;
  return (
    <Panel title={text('rules.title')} actions={rules.length === 0 ? undefined : open} flush={rules.length > 0}>
      {rules.length === 0 ? (
        <Empty text={text('rules.none')} action={open} />
      ) : (
        <Table label={text('rules.title')} columns={columns} rows={rules} keyOf={(rule) => rule.id} />
      )}
    </Panel>
  );
}

function useColumns(flow: Flow): Column<MessageRule>[] {
  const text = useText();
  const locale = useLocale();
  const counts = useAsk('messages.counts', { flowId: flow.id }).data ?? [];
  const integration = useAsk('integrations.list', {}).data?.find((one) => one.id === flow.integration);
  const views = integration?.messaging?.views ?? [];
  const postedBy = (ruleId: string): number =>
    counts.find((one) => one.ruleId === ruleId)?.states.find((one) => one.state === 'posted')?.messages ?? 0;
  return [
    {
      id: 'name',
      header: text('rule.name'),
      kind: 'main',
      cell: (rule) => <Link to={pathOf('flows', flow.id, 'rules', rule.id)}>{rule.name}</Link>,
    },
    {
      id: 'view',
      header: text('rule.view'),
      cell: (rule) => views.find((one) => one.id === rule.view)?.label ?? rule.view,
    },
    { id: 'channel', header: text('rule.channel'), cell: (rule) => channelText(rule.channel) },
    { id: 'timing', header: text('rule.timing'), cell: (rule) => timingText(rule.timing, { text, locale }) },
    {
      id: 'on',
      header: text('common.state'),
      cell: ({ enabled }) => (
        <StateBadge
          tone={enabled ? 'ok' : 'neutral'}
          icon={enabled ? CirclePlay : CirclePause}
          label={text(enabled ? 'rules.isOn' : 'rules.isOff')}
        />
      ),
    },
    {
      id: 'posted',
      header: text('rules.posted'),
      kind: 'number',
      cell: ({ id }) =>
        postedBy(id) === 0 ? (
          <Count value={0} />
        ) : (
          <Link to={messagesPath({ ruleId: id })}>
            <Count value={postedBy(id)} />
          </Link>
        ),
    },
  ];
}
