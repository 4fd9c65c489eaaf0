import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { ChangedRecord, Effect } from '../../../shared/sign-off/model.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { amountName, streamName } from '../../lib/names.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loaded, LoadedScreen } from '../../ui/loading.tsx';
import { Amount, Money } from '../../ui/money.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NotFound } from '../../app/not-found.tsx';
import { SavePack } from './save-pack.tsx';
import { SignOffBadge } from './sign-off-badge.tsx';
import { blockerWords } from './words.ts';
import styles from './proof.module.css';

type Listed = OutputOf<'sign-offs.list'>[number];

/** One sign-off: who, with which evidence, and what changed since. */
export function SignOffView({ flowId, id }: { readonly flowId: string; readonly id: string }) {
  const list = useAsk('sign-offs.list', { flowId });
  return (
    <LoadedScreen of={list}>
      {(all) => {
        const found = all.find((one) => one.id === id);
        return found === undefined ? <NotFound /> : <View signOff={found} />;
      }}
    </LoadedScreen>
  );
}

function View({ signOff }: { readonly signOff: Listed }) {
  const text = useText();
  const { takenBack } = signOff;
  return (
    <Page
      title={text('proof.signOffOf', { period: signOff.period })}
      actions={
        <>
          <ButtonLink to={pathOf('flows', signOff.flowId, 'proof')}>{text('proof.back')}</ButtonLink>
          <SavePack signOff={signOff} />
          {takenBack === null ? <TakeBack signOff={signOff} /> : null}
        </>
      }
    >
      <Panel title={text('proof.whatAndWho')}>
        <div className={styles.stack}>
          <div>
            <SignOffBadge signOff={signOff} />
          </div>
          <KeyValues
            items={[
              { name: text('common.flow'), value: signOff.flowName },
              { name: text('proof.name'), value: signOff.name },
              { name: text('proof.by'), value: signOff.by },
              { name: text('proof.at'), value: <Moment atUtc={signOff.atUtc} /> },
              { name: text('proof.comment'), value: signOff.comment },
              { name: text('proof.records'), value: String(signOff.records) },
              { name: text('proof.packHash'), value: <code>{signOff.packSha256}</code> },
              ...signOff.overridden.map(({ kind, count, reason }) => ({
                name: text('proof.overridden', { what: text(blockerWords[kind], { count }) }),
                value: reason,
              })),
              ...(takenBack === null
                ? []
                : [{ name: text('proof.takenBack'), value: `${takenBack.name} · ${takenBack.reason}` }]),
            ]}
          />
        </div>
      </Panel>
      <Since signOff={signOff} />
    </Page>
  );
}

function Since({ signOff }: { readonly signOff: Listed }) {
  const text = useText();
  const { language } = useLocale();
  const changes = useAsk('sign-offs.changes', { id: signOff.id });
  const effects: Column<Effect>[] = [
    { id: 'stream', header: text('common.stream'), kind: 'main', cell: (row) => streamName(row.stream, language) },
    { id: 'company', header: text('proof.company'), cell: (row) => row.company },
    { id: 'amount', header: text('proof.figure'), cell: (row) => amountName(row.amount, language) },
    { id: 'currency', header: text('proof.currency'), cell: (row) => row.currency },
    ...(['before', 'after', 'difference'] as const).map((side): Column<Effect> => ({
      ...{ id: side, header: text(`proof.${side}`), kind: 'number' },
      cell: (row) => <Amount amount={row[side]} currency={row.currency} />,
    })),
  ];
  const records: Column<ChangedRecord>[] = [
    {
      id: 'label',
      header: text('proof.record'),
      kind: 'main',
      cell: (row) => <Link to={pathOf('records', signOff.flowId, row.stream, row.key)}>{row.label}</Link>,
    },
    { id: 'stream', header: text('common.stream'), cell: (row) => streamName(row.stream, language) },
    { id: 'kind', header: text('proof.what'), cell: (row) => text(`proof.change.${row.kind}`) },
    ...(['before', 'after'] as const).map((side): Column<ChangedRecord> => ({
      ...{ id: side, header: text(`proof.${side}`), kind: 'number' },
      cell: (row) => {
        const [first] = row[side];
        return first === undefined ? null : <Money amount={first.sum} currency={first.currency} />;
      },
    })),
  ];
  return (
    <Loaded of={changes}>
      {(since) =>
        since.records.length === 0 ? (
          <Panel title={text('proof.since')}>
            <p role="status">{text('proof.nothingChanged')}</p>
          </Panel>
        ) : (
          <>
            <Panel title={text('proof.effects')} whole>
              <Table
                label={text('proof.effects')}
                columns={effects}
                rows={since.effects}
                keyOf={(row) => JSON.stringify([row.stream, row.company, row.amount, row.currency])}
              />
            </Panel>
            <Panel
              title={text('proof.sinceCounts', { added: since.added, changed: since.changed, gone: since.gone })}
              whole
            >
              <Table
                label={text('proof.since')}
                columns={records}
                rows={since.records}
                keyOf={(row) => `${row.stream}/${row.key}`}
              />
            </Panel>
          </>
        )
      }
    </Loaded>
  );
}

function TakeBack({ signOff }: { readonly signOff: Listed }) {
  const text = useText();
  const [name, setName] = useState('');
  const act = useAct('sign-offs.take-back', ['sign-offs.list', 'sign-offs.check']);
  return (
    <ReasonButton
      of={act}
      icon={Undo2}
      label={text('proof.takeBack')}
      confirm={{ kind: 'danger', ready: name.trim() !== '' }}
      title={text('proof.takeBackOf', { period: signOff.period })}
      means={text('proof.takeBackEffect')}
      onClose={() => {
        setName('');
      }}
      onDo={(reason, close) => {
        act.mutate({ id: signOff.id, name: name.trim(), reason }, { onSuccess: close });
      }}
    >
      <TextField label={text('proof.name')} value={name} onChange={setName} />
    </ReasonButton>
  );
}
