import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { RejectedList } from './rejected-list.tsx';

type State = 'open' | 'resolved' | 'dismissed';

/** Rejected records of every run. */
export function RejectedScreen() {
  const text = useText();
  const [state, setState] = useState<State>('open');
  const rejected = useAsk('rejected.list', { filter: { state }, sort: [], limit: 500, offset: 0 });
  const options = (['open', 'resolved', 'dismissed'] as const).map((value) => ({
    value,
    label: text(`rejected.${value}`),
  }));
  const choose = (value: string): void => {
    const chosen = options.find((option) => option.value === value);
    if (chosen !== undefined) setState(chosen.value);
  };
  return (
    <Page title={text('rejected.title')} intro={text('rejected.intro')}>
      <Panel
        title={text('rejected.count', { count: rejected.data?.total ?? 0 })}
        actions={<Select fit label={text('common.state')} value={state} options={options} onChange={choose} />}
      >
        <Loaded of={rejected}>{(list) => <RejectedList items={list.items} />}</Loaded>
      </Panel>
    </Page>
  );
}
