import '../../../renderer/lib/zod-jitless.ts';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/base.css';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { IntlProvider } from 'react-intl';
import { catalogues } from '../../../renderer/i18n/catalogues.ts';
import { Grid } from '../../../renderer/ui/grid/grid.tsx';
import type { GridColumn } from '../../../renderer/ui/grid/grid-types.ts';
import { Amount } from '../../../renderer/ui/money.tsx';
import type { Selection } from '../../../shared/contract/paging.ts';
import type { Invoice } from './rows.ts';
import { TestDatabase } from './source.ts';

const asked = new URLSearchParams(location.search);
const database = new TestDatabase(Number(asked.get('rows') ?? 3000), Number(asked.get('delay') ?? 3));
database.failing = asked.has('failing');
if (asked.has('density')) document.documentElement.dataset['density'] = asked.get('density') ?? '';
if (asked.has('theme')) document.documentElement.dataset['theme'] = asked.get('theme') ?? '';

const columns: readonly GridColumn<Invoice>[] = [
  {
    id: 'number',
    header: 'Invoice',
    width: 130,
    cell: (row) => row.number,
    value: (row) => row.number,
    sortable: true,
  },
  {
    id: 'supplier',
    header: 'Supplier',
    width: 190,
    cell: (row) => row.supplier,
    value: (row) => row.supplier,
    sortable: true,
    private: true,
  },
  {
    id: 'company',
    header: 'Company',
    width: 110,
    cell: (row) => row.company,
    value: (row) => row.company,
    sortable: true,
  },
  {
    id: 'date',
    header: 'Date',
    kind: 'date',
    width: 110,
    cell: (row) => row.date,
    value: (row) => row.date,
    sortable: true,
  },
  {
    id: 'amount',
    header: 'Amount',
    kind: 'money',
    width: 130,
    cell: (row) => <Amount amount={row.amount} currency={row.currency} />,
    value: (row) => row.amount,
    sortable: true,
  },
  {
    id: 'currency',
    header: 'Currency',
    width: 90,
    kind: 'state',
    cell: (row) => row.currency,
    value: (row) => row.currency,
  },
  { id: 'state', header: 'State', kind: 'state', width: 100, cell: (row) => row.state, value: (row) => row.state },
  { id: 'memo', header: 'Memo', width: 220, cell: (row) => row.memo, value: (row) => row.memo, hidden: true },
];

/** What tests do to the page and read from it. */
export interface Harness {
  readonly database: TestDatabase;
  readonly opened: string[];
  left: number;
  selection: Selection | null;
  count: number;
  refresh: () => void;
  setFilter: (text: string) => void;
}

declare global {
  interface Window {
    harness: Harness;
  }
}

window.harness = {
  database,
  opened: [],
  left: 0,
  selection: null,
  count: 0,
  refresh: () => undefined,
  setFilter: () => undefined,
};

const footer = { sumsOf: database.sumsOf, sumsOfAll: asked.has('sums') };

function Page() {
  const [version, setVersion] = useState(0);
  const [text, setText] = useState('');
  useEffect(() => {
    Object.assign(window.harness, {
      refresh: () => {
        flushSync(() => {
          setVersion((count) => count + 1);
        });
      },
      setFilter: setText,
    });
  }, []);
  return (
    <main>
      <button type="button">Before</button>
      <Grid
        label="Invoices"
        columns={columns}
        source={database.source}
        filter={{ text }}
        version={version}
        keyOf={(row) => row.id}
        onOpen={(row) => window.harness.opened.push(row.id)}
        selection={asked.has('plain') ? 'none' : 'many'}
        onSelection={(selection, count) => {
          window.harness.selection = selection;
          window.harness.count = count;
        }}
        footer={footer}
        exportAll={{ fileName: 'invoices' }}
        memory="test"
        singleKeys={asked.has('single')}
        onLeave={() => {
          window.harness.left += 1;
        }}
      />
      <button type="button">After</button>
    </main>
  );
}

const root = document.getElementById('root');
const language = asked.get('language') === 'nl' ? 'nl' : 'en';
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <IntlProvider locale={language} messages={catalogues[language]}>
          <Page />
        </IntlProvider>
      </CSPProvider>
    </StrictMode>,
  );
}
