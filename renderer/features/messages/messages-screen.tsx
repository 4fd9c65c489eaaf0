import { useDeferredValue, useMemo, useState } from 'react';
import type { Selection } from '../../../shared/contract/paging.ts';
import type { MessageDecision, MessageFilter } from '../../../shared/messages/message.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { Beside, useOpened } from '../../ui/side-panel.tsx';
import { firstRow } from '../lists/first-row.ts';
import { ListGrid } from '../lists/list-grid.tsx';
import { messageColumns } from './columns.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { decisionsWithin, decisionWords } from './decisions.ts';
import { askedFilter, MessageFilterBar, sameReason, useMessageFilters, useMessageWords } from './filters.tsx';
import { MessagePanel } from './message-panel.tsx';
import { useMessageSource } from './message-source.ts';
import { TryAllButton } from './try-all.tsx';
import { idsOf } from './use-decide.ts';

/** Every message that a rule ever called for and what became of it; one of them, whole, beside the list. */
export function MessagesScreen({ id }: { readonly id: string | undefined }) {
  const text = useText();
  const locale = useLocale();
  const filters = useMessageFilters();
  const filter = useDeferredValue(
    useMemo(() => askedFilter(filters.filter, locale.language), [filters.filter, locale.language]),
  );
  const columns = useMemo(() => messageColumns({ text, locale }), [text, locale]);
  const source = useMessageSource();
  const filterWords = useMessageWords(filters.filter);
  const latest = useAsk('messages.list', { filter, ...firstRow });
  const { opened, open, close } = useOpened<string>(id ?? null);
  return (
    <ListPage
      title={text('messages.title')}
      intro={text('messages.intro')}
      actions={filter.problem === undefined ? undefined : <TryAllButton filter={filter} />}
    >
      <ListCard label={text('messages.title')}>
        <MessageFilterBar filters={filters} />
        <Beside>
          <ListGrid
            name="messages"
            label={text('messages.title')}
            columns={columns}
            source={source}
            filter={filter}
            version={latest.dataUpdatedAt}
            onOpen={(row) => {
              open(row.id);
            }}
            selection="many"
            actions={(selection, count) => <Decisions selection={selection} count={count} filter={filter} />}
            filterWords={filterWords}
            newestBy="createdAtUtc"
            none={text(filters.isNarrowed ? 'messages.noneFound' : 'messages.none')}
          />
          {opened === null ? null : (
            <MessagePanel
              key={opened}
              id={opened}
              onOpen={open}
              onClose={close}
              onSameReason={(item) => {
                const same = sameReason(item);
                if (same === null) return;
                filters.clear();
                filters.change(same);
              }}
            />
          )}
        </Beside>
      </ListCard>
    </ListPage>
  );
}

interface DecisionsProps {
  readonly selection: Selection;
  readonly count: number;
  readonly filter: MessageFilter;
}

/** What can be decided of the rows that are selected. */
function Decisions({ selection, count, filter }: DecisionsProps) {
  const text = useText();
  const [asked, setAsked] = useState<MessageDecision | null>(null);
  return (
    <>
      {decisionsWithin(filter.states).map((decision) => {
        const { icon, name } = decisionWords[decision];
        return (
          <Button
            key={decision}
            writes
            icon={icon}
            onClick={() => {
              setAsked(decision);
            }}
          >
            {text(name)}
          </Button>
        );
      })}
      <DecideDialog
        decision={asked}
        count={count}
        ids={() => idsOf(selection, filter)}
        onClose={() => {
          setAsked(null);
        }}
      />
    </>
  );
}
