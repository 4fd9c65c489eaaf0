import { useState } from 'react';
import {
  comparePacks,
  readPack,
  type PackComparison,
  type PackDifference,
} from '../../../shared/evidence/compare-packs.ts';
import type { EvidenceManifest } from '../../../shared/evidence/manifest.ts';
import { verifyPack } from '../../../shared/evidence/verify.ts';
import { useText } from '../../i18n/text.ts';
import { ForLooking } from '../../lib/for-looking.tsx';
import { useLocale } from '../../lib/locale.ts';
import { amountName, streamName } from '../../lib/names.ts';
import { useAsk } from '../../lib/queries.ts';
import { pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { storedPack } from './save-pack.tsx';
import styles from './proof.module.css';

interface Chosen {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly manifest: EvidenceManifest | null;
}

/** Two evidence packs side by side: from disk, or as kept with a sign-off. What they state the same is not shown. */
export function ComparePacks({ flowId }: { readonly flowId: string }) {
  const text = useText();
  const [before, setBefore] = useState<Chosen | null>(null);
  const [after, setAfter] = useState<Chosen | null>(null);
  const unsound = [before, after].filter((one) => one !== null && one.manifest === null);
  const canCompare = before !== null && after !== null && unsound.length === 0;
  return (
    <Page
      title={text('proof.compare')}
      intro={text('proof.compareIntro')}
      actions={<ButtonLink to={pathOf('flows', flowId, 'proof')}>{text('proof.back')}</ButtonLink>}
    >
      <ForLooking>
        <Panel title={text('proof.packs')}>
          <div className={styles.fields}>
            <Choice flowId={flowId} label={text('proof.firstPack')} onChoose={setBefore} />
            <Choice flowId={flowId} label={text('proof.secondPack')} onChoose={setAfter} />
          </div>
        </Panel>
      </ForLooking>
      {unsound.map((one) => (
        <p key={one?.name} role="alert">
          {text('proof.unsound', { name: one?.name ?? '' })}
        </p>
      ))}
      {canCompare && before.manifest?.flow.id !== after.manifest?.flow.id ? (
        <p role="alert">{text('proof.otherFlow')}</p>
      ) : null}
      {canCompare ? <Differences of={comparePacks(readPack(before.bytes), readPack(after.bytes))} /> : null}
    </Page>
  );
}

interface ChoiceProps {
  readonly flowId: string;
  readonly label: string;
  readonly onChoose: (chosen: Chosen | null) => void;
}

function Choice({ flowId, label, onChoose }: ChoiceProps) {
  const text = useText();
  const signOffs = useAsk('sign-offs.list', { flowId }).data ?? [];
  const [kept, setKept] = useState('');
  const take = (name: string, bytes: Uint8Array): void => {
    const verdict = verifyPack(bytes);
    onChoose({ name, bytes, manifest: verdict.isWhole ? verdict.manifest : null });
  };
  return (
    <div className={styles.stack}>
      <Field label={label}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            className={styles.file}
            accept=".zip"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              setKept('');
              if (file === undefined) onChoose(null);
              else
                void file.arrayBuffer().then((content) => {
                  take(file.name, new Uint8Array(content));
                });
            }}
          />
        )}
      </Field>
      {signOffs.length === 0 ? null : (
        <Select
          label={text('proof.keptPack', { which: label })}
          placeholder={text('proof.orKept')}
          value={kept}
          options={signOffs.map(({ id, period, atUtc }) => ({ value: id, label: `${period} · ${atUtc.slice(0, 10)}` }))}
          onChange={(id) => {
            setKept(id);
            const name = signOffs.find((one) => one.id === id)?.packFile ?? '';
            void storedPack(id).then((bytes) => {
              take(name, bytes);
            });
          }}
        />
      )}
    </div>
  );
}

function Differences({ of }: { readonly of: PackComparison }) {
  const text = useText();
  const { language } = useLocale();
  const name = ({ of: kind, name: own }: PackDifference): string =>
    kind === 'total' ? amountName(own, language) : own;
  const columns: Column<PackDifference>[] = [
    { id: 'of', header: text('proof.what'), kind: 'main', cell: (row) => text(`proof.packOf.${row.of}`) },
    {
      id: 'stream',
      header: text('common.stream'),
      cell: (row) => (row.stream === '' ? '' : streamName(row.stream, language)),
    },
    {
      id: 'name',
      header: text('proof.figure'),
      cell: (row) => [name(row), row.company, row.currency].filter((part) => part !== '').join(' · '),
    },
    { id: 'before', header: text('proof.firstPack'), kind: 'number', cell: (row) => row.before ?? '–' },
    { id: 'after', header: text('proof.secondPack'), kind: 'number', cell: (row) => row.after ?? '–' },
  ];
  const lists = [
    [text('proof.rejectedAdded'), of.rejectedAdded.map((one) => one.label)],
    [text('proof.rejectedGone'), of.rejectedGone.map((one) => one.label)],
    [text('proof.batchesAdded'), of.batchesAdded.map((one) => one.id)],
    [text('proof.batchesGone'), of.batchesGone.map((one) => one.id)],
    [text('proof.batchesChanged'), of.batchesChanged.map((one) => one.id)],
  ] as const;
  const isSame = of.differences.length === 0 && lists.every(([, names]) => names.length === 0);
  return (
    <Panel title={text('proof.differences')} whole>
      {isSame ? <p role="status">{text('proof.sameFacts')}</p> : null}
      {of.differences.length === 0 ? null : (
        <Table
          label={text('proof.differences')}
          columns={columns}
          rows={of.differences}
          keyOf={(row) => JSON.stringify([row.of, row.stream, row.name, row.company, row.currency])}
        />
      )}
      {lists.map(([title, names]) =>
        names.length === 0 ? null : (
          <details key={title} className={styles.inset}>
            <summary>{`${title}: ${String(names.length)}`}</summary>
            <ul>
              {names.slice(0, 200).map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </details>
        ),
      )}
    </Panel>
  );
}
