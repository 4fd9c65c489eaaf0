import { z } from 'zod';
import { healthRuleId } from '../../../shared/messages/health.ts';
import {
  messageStates,
  type MessageFilter,
  type MessageItem,
  type MessageState,
} from '../../../shared/messages/message.ts';
import { errorInGeneral } from '../../../shared/messages/search-words.ts';
import type { Language } from '../../../shared/model/settings.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { Chips, FixedChip } from '../../ui/filter-bar.tsx';
import { Select, type Option } from '../../ui/select.tsx';
import { FlowFilter, useFlows } from '../lists/flow-stream-filters.tsx';
import { useFilterWords } from '../lists/filter-words.ts';
import { ListFilterBar } from '../lists/list-filter-bar.tsx';
import { createListFilters, type ListFilters } from '../lists/list-filters.ts';
import { groupWords, messageLooks, stateGroups, type StateGroup } from './looks.ts';
import { useMessagingFlows } from './posts-messages.ts';
import { ReasonFilter } from './reason-filter.tsx';

const groups = ['needs', 'waiting', 'told', 'silent'] as const satisfies readonly StateGroup[];

/** What the list of messages is narrowed to, as its address says it: a state, or states that belong together. */
const shownSchema = z
  .object({
    flowId: z.string().optional(),
    ruleId: z.string().optional(),
    runId: z.string().optional(),
    state: z.enum([...groups, ...messageStates]).optional(),
    problem: z.string().max(100).optional(),
    text: z.string().max(200).optional(),
  })
  .strict();
export type ShownMessages = z.infer<typeof shownSchema>;

export const useMessageFilters = createListFilters<ShownMessages>({
  place: '/messages',
  initial: {},
  schema: shownSchema,
});

/** The filter as the app is asked: words are looked for as the window says them. */
export function askedFilter({ state, ...others }: ShownMessages, language: Language): MessageFilter {
  return {
    ...others,
    ...(state === undefined ? {} : { states: statesOf(state) }),
    ...(others.text === undefined ? {} : { language }),
  };
}

/** What the list is narrowed to for all messages that the same thing went wrong with as with this one. */
export function sameReason({ state, error }: Pick<MessageItem, 'state' | 'error'>): Partial<ShownMessages> | null {
  const group = (['needs', 'waiting'] as const).find((one) => stateGroups[one].some((member) => member === state));
  return error === null || group === undefined ? null : { state: group, problem: error.code };
}

function statesOf(state: StateGroup | MessageState): MessageState[] {
  const group = groups.find((one) => one === state);
  const single = messageStates.find((one) => one === state);
  return group === undefined ? (single === undefined ? [] : [single]) : [...stateGroups[group]];
}

/** What narrows the list, in words: for paper. */
export function useMessageWords(shown: ShownMessages): string[] {
  const text = useText();
  const flows = useFlows();
  const rules = useRules(shown.flowId);
  const { language } = useLocale();
  return useFilterWords([
    ['common.flow', flows.find((one) => one.value === shown.flowId)?.label ?? shown.flowId],
    ['messages.rule', rules.find((one) => one.value === shown.ruleId)?.label ?? shown.ruleId],
    ['common.state', shown.state === undefined ? undefined : text(stateWord(shown.state))],
    ['message.reason', shown.problem === undefined ? undefined : errorInGeneral(shown.problem, language)],
    ['record.run', shown.runId],
    ['filter.text', shown.text],
  ]);
}

function stateWord(state: StateGroup | MessageState) {
  const group = groups.find((one) => one === state);
  if (group !== undefined) return groupWords[group];
  const single = messageStates.find((one) => one === state) ?? 'posted';
  return messageLooks[single].word;
}

/** Rules of one flow, or of all of them, by their names; last, what flows say of their own health. */
function useRules(flowId: string | undefined): Option[] {
  const text = useText();
  const flows = useMessagingFlows().filter((flow) => flowId === undefined || flow.id === flowId);
  const rules = flows.flatMap((flow) => flow.messaging?.rules ?? []);
  const isWatched = flows.some((flow) => (flow.messaging?.health ?? null) !== null);
  return [
    ...rules.map((rule) => ({ value: rule.id, label: rule.name })),
    ...(isWatched ? [{ value: healthRuleId, label: text('health.rule') }] : []),
  ];
}

/** What narrows the messages: text, flow, rule, what became of them, and the run of a link. */
export function MessageFilterBar({ filters }: { readonly filters: ListFilters<ShownMessages> }) {
  const text = useText();
  const { filter, change } = filters;
  const rules = useRules(filter.flowId);
  const flows = useMessagingFlows();
  const group = groups.find((one) => one === filter.state);
  const single = group === undefined ? filter.state : undefined;
  const { language } = useLocale();
  const { problem, ...within } = askedFilter(filter, language);
  return (
    <ListFilterBar label={text('messages.find')} filters={filters}>
      {flows.length > 1 ? (
        <FlowFilter
          value={filter.flowId}
          onChange={(flowId) => {
            change({ flowId, ruleId: undefined });
          }}
        />
      ) : null}
      <Select
        fit
        label={text('filter.of', { name: text('messages.rule') })}
        value={filter.ruleId ?? 'all'}
        options={[{ value: 'all', label: text('messages.allRules') }, ...rules]}
        onChange={(ruleId) => {
          change({ ruleId: ruleId === 'all' ? undefined : ruleId });
        }}
      />
      <Chips
        label={text('filter.of', { name: text('common.state') })}
        chips={[
          { value: '', label: text('messages.all') },
          ...groups.map((value) => ({ value, label: text(groupWords[value]) })),
        ]}
        value={single ?? group ?? ''}
        onChange={(value) => {
          change({ state: groups.find((one) => one === value) });
        }}
      />
      {single === undefined ? null : (
        <FixedChip
          label={text(stateWord(single))}
          onRemove={() => {
            change({ state: undefined });
          }}
        />
      )}
      <ReasonFilter
        within={within}
        value={problem}
        onChange={(code) => {
          change({ problem: code });
        }}
      />
      {filter.runId === undefined ? null : (
        <FixedChip
          label={text('messages.ofRun')}
          onRemove={() => {
            change({ runId: undefined });
          }}
        />
      )}
    </ListFilterBar>
  );
}
