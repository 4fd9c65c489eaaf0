import type { Difference, NamedDifferences } from '../../../shared/model/differences.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table, type Column } from '../../ui/table.tsx';

/** The records behind control totals that differ: which field, what was delivered and what the destination has. */
export function Differences({ named }: { readonly named: NamedDifferences }) {
  const text = useText();
  if (named.items.length === 0) return null;
  return (
    <Panel title={text('totals.behind')} note={named.complete ? undefined : text('totals.behindMore')} whole>
      <Table
        label={text('totals.behind')}
        columns={columns(text)}
        rows={named.items}
        keyOf={({ key, field }) => `${key} ${field ?? ''}`}
      />
    </Panel>
  );
}

function columns(text: Translate): Column<Difference>[] {
  return [
    {
      id: 'record',
      header: text('totals.behindRecord'),
      kind: 'main',
      cell: ({ label, key }) => (
        <span data-private="" title={key}>
          {label}
        </span>
      ),
    },
    { id: 'field', header: text('totals.behindField'), kind: 'tight', cell: ({ field }) => field ?? '' },
    { id: 'ours', header: text('totals.behindOurs'), kind: 'wrap', cell: ({ ours }) => ours ?? '' },
    {
      id: 'theirs',
      header: text('totals.behindTheirs'),
      kind: 'wrap',
      cell: ({ field, theirs }) => (field === null && theirs === null ? text('totals.behindMissing') : (theirs ?? '')),
    },
  ];
}
