import { Download, PackageOpen } from 'lucide-react';
import { useState } from 'react';
import type { BundleMade } from '../../../shared/model/diagnostics.ts';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import { useText } from '../../i18n/text.ts';
import { useChecks } from '../../lib/checks.ts';
import { call, dtoOf } from '../../lib/client.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct } from '../../lib/queries.ts';
import { saveFile } from '../../lib/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { UnderWay } from './under-way.tsx';
import styles from './diagnostics.module.css';

const never = [
  'diagnostics.neverRecords',
  'diagnostics.neverSecrets',
  'diagnostics.neverNames',
  'diagnostics.neverAccount',
] as const;

/** Makes the support bundle, shows what is in it and what never is, and then saves it. */
export function BundlePanel() {
  const text = useText();
  const make = useAct('diagnostics.bundle', ['audit.list']);
  const [checkId, setCheckId] = useState('');
  const steps = useChecks((all) => all.byId[checkId]?.steps) ?? [];
  const made = make.data ?? null;
  const start = (): void => {
    const next = crypto.randomUUID();
    setCheckId(next);
    make.mutate({ checkId: next });
  };
  return (
    <Panel
      title={text('diagnostics.bundle')}
      actions={
        <Button icon={PackageOpen} busy={make.isPending} onClick={start}>
          {text(made === null ? 'diagnostics.make' : 'diagnostics.makeAgain')}
        </Button>
      }
    >
      <div className={styles.bundle}>
        <p>{text('diagnostics.bundleIntro')}</p>
        <div>
          <h3>{text('diagnostics.never')}</h3>
          <ul className={styles.never} aria-label={text('diagnostics.never')}>
            {never.map((one) => (
              <li key={one}>{text(one)}</li>
            ))}
          </ul>
        </div>
        {make.isPending ? (
          <p role="status">
            <UnderWay steps={steps} />
          </p>
        ) : null}
        {make.error === null ? null : <ErrorNotice error={dtoOf(make.error)} />}
        {made === null || make.isPending ? null : <MadeBundle key={made.sha256} made={made} />}
      </div>
    </Panel>
  );
}

function MadeBundle({ made }: { readonly made: BundleMade }) {
  const text = useText();
  const locale = useLocale();
  const { save, isSaving, isSaved, error } = useSaving(made);
  return (
    <>
      <div className={styles.files}>
        <Table
          label={text('diagnostics.bundleFiles')}
          rows={made.files}
          keyOf={({ name }) => name}
          columns={[
            { id: 'name', header: text('diagnostics.file'), kind: 'main', cell: ({ name }) => <code>{name}</code> },
            {
              id: 'meaning',
              header: text('diagnostics.meaning'),
              kind: 'wrap',
              cell: ({ kind }) => text(`diagnostics.file.${kind}`),
            },
            {
              id: 'size',
              header: text('diagnostics.size'),
              kind: 'number',
              cell: ({ bytes }) => formatBytes(bytes, locale),
            },
          ]}
        />
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
      <div className={styles.save}>
        <Button icon={Download} busy={isSaving} onClick={() => void save()}>
          {text('diagnostics.save')}
        </Button>
        <span role="status">{isSaved ? text('diagnostics.bundleSaved', { name: made.fileName }) : null}</span>
      </div>
    </>
  );
}

/** Fetches the bundle part by part and offers it as a file to save. */
function useSaving({ fileName, sha256, parts }: BundleMade) {
  const [isSaving, setSaving] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [error, setError] = useState<ErrorDto | null>(null);
  const save = async (): Promise<void> => {
    setSaving(true);
    setError(null);
    try {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      for (let part = 0; part < parts; part += 1) {
        const { base64 } = await call('diagnostics.bundle-part', { sha256, part });
        pieces.push(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
      }
      saveFile(fileName, 'application/zip', pieces);
      setSaved(true);
    } catch (failure) {
      setError(dtoOf(failure));
    } finally {
      setSaving(false);
    }
  };
  return { save, isSaving, isSaved, error };
}
