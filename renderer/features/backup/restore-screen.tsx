import { ArchiveRestore } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { BackupPlaces } from '../../../shared/model/backup-places.ts';
import { useText } from '../../i18n/text.ts';
import { useChecks } from '../../lib/checks.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatBytes, formatCount, formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Checklist } from '../../ui/checklist.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loaded, Waiting } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { PassphraseField } from '../vault/passphrase-field.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import styles from './backup.module.css';

type Purpose = 'replaces' | 'copy';
type Restored = OutputOf<'backup.restore'> & { readonly purpose: Purpose };

const purposes: readonly Purpose[] = ['replaces', 'copy'];
/** Stands for a file that is typed. */
const otherFile = 'other';

/** Takes a backup over into an installation in which nothing is set up yet. */
export function RestoreScreen({ info }: { readonly info: OutputOf<'app.info'> }) {
  const text = useText();
  const [restored, setRestored] = useState<Restored | null>(null);
  return (
    <Page
      title={text('backup.newRestore')}
      intro={text('restore.intro')}
      actions={<ButtonLink to="/settings">{text('backup.back')}</ButtonLink>}
    >
      {restored === null ? (
        <WhileEmpty>
          <Places isVaultOpen={info.vault.state === 'open'} onRestored={setRestored} />
        </WhileEmpty>
      ) : (
        <Result restored={restored} />
      )}
    </Page>
  );
}

/** A backup replaces nothing: where something is, that is said before anything is asked. */
function WhileEmpty({ children }: { readonly children: React.ReactNode }) {
  const text = useText();
  const connections = useAsk('connections.list', {});
  const flows = useAsk('flows.overview', {});
  const isEmpty = (connections.data ?? []).length === 0 && (flows.data ?? []).length === 0;
  if (isEmpty) return children;
  return (
    <Panel title={text('backup.newRestore')}>
      <p className={styles.text}>{text('restore.notEmpty')}</p>
    </Panel>
  );
}

interface PlacesProps {
  readonly isVaultOpen: boolean;
  readonly onRestored: (restored: Restored) => void;
}

function Places(props: PlacesProps) {
  const places = useAsk('backup.places', {}, { forget: true });
  return <Loaded of={places}>{(known) => <RestoreForm {...props} places={known} />}</Loaded>;
}

function RestoreForm({ places, isVaultOpen, onRestored }: PlacesProps & { readonly places: BackupPlaces }) {
  const text = useText();
  const [file, setFile] = useState(places.found[0]?.path ?? otherFile);
  const [typed, setTyped] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [purpose, setPurpose] = useState<Purpose>('replaces');
  // Everything is asked anew by the event of the start.
  const restore = useAct('backup.restore');
  const [checkId] = useState(() => crypto.randomUUID());
  const path = file === otherFile ? typed.trim() : file;
  const isReady = isVaultOpen && path !== '' && passphrase !== '' && !restore.isPending;
  const send = (): void => {
    restore.mutate(
      { path, passphrase, replaces: purpose === 'replaces', checkId },
      {
        onSuccess: (answer) => {
          onRestored({ ...answer, purpose });
        },
        onError: () => {
          setPassphrase('');
        },
      },
    );
  };
  return (
    <Panel title={text('backup.whichFile')}>
      <form
        className={styles.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) send();
        }}
      >
        {isVaultOpen ? null : <p role="status">{text('restore.vault')}</p>}
        <div className={styles.fields}>
          <FileFields places={places} file={file} typed={typed} onFile={setFile} onTyped={setTyped} />
          <PassphraseField
            label={text('backup.passphrase')}
            help={text('restore.passphraseHelp')}
            isNew={false}
            value={passphrase}
            onChange={setPassphrase}
          />
          <PurposeField value={purpose} onChange={setPurpose} />
        </div>
        {restore.error === null ? null : <ErrorNotice error={dtoOf(restore.error)} />}
        <div>
          <Button
            writes
            type="submit"
            kind="primary"
            icon={ArchiveRestore}
            busy={restore.isPending}
            disabled={!isReady}
          >
            {text('restore.begin')}
          </Button>
        </div>
        {restore.isPending ? <Steps checkId={checkId} /> : null}
      </form>
    </Panel>
  );
}

/** How far it is; before the first step is told, and while the engine starts anew, what is being done. */
function Steps({ checkId }: { readonly checkId: string }) {
  const text = useText();
  const steps = useChecks((state) => state.byId[checkId])?.steps ?? [];
  return (
    <div role="status">
      <Waiting text={text('restore.busy')} />
      {steps.length === 0 ? null : <Checklist label={text('backup.newRestore')} steps={steps} />}
    </div>
  );
}

interface FileProps {
  readonly places: BackupPlaces;
  readonly file: string;
  readonly typed: string;
  readonly onFile: (file: string) => void;
  readonly onTyped: (path: string) => void;
}

function FileFields({ places, file, typed, onFile, onTyped }: FileProps) {
  const text = useText();
  const locale = useLocale();
  return (
    <>
      {places.found.length === 0 ? (
        <p className={styles.muted}>{text('backup.whichNone')}</p>
      ) : (
        <Field label={text('backup.file')}>
          {(ids) => (
            <Select
              {...ids}
              value={file}
              options={[
                ...places.found.map(({ path, name, bytes, takenAtUtc }) => ({
                  value: path,
                  label: `${formatMoment(takenAtUtc, locale)} · ${formatBytes(bytes, locale)} · ${name}`,
                })),
                { value: otherFile, label: text('backup.anotherFile') },
              ]}
              onChange={onFile}
            />
          )}
        </Field>
      )}
      {file === otherFile ? (
        <Field label={text('backup.whichPath')} help={text('backup.whichPathHelp')}>
          {(ids) => (
            <TextInput
              {...ids}
              dir="ltr"
              value={typed}
              onChange={(event) => {
                onTyped(event.target.value);
              }}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}

function PurposeField({ value, onChange }: { readonly value: Purpose; readonly onChange: (value: Purpose) => void }) {
  const text = useText();
  return (
    <Field label={text('restore.as')}>
      {(ids) => (
        <Select
          {...ids}
          value={value}
          options={purposes.map((one) => ({ value: one, label: text(`restore.as.${one}`) }))}
          onChange={(next) => {
            onChange(purposes.find((one) => one === next) ?? 'replaces');
          }}
        />
      )}
    </Field>
  );
}

function Result({ restored }: { readonly restored: Restored }) {
  const text = useText();
  const locale = useLocale();
  return (
    <Panel title={text('restore.done')}>
      <div className={styles.stack} role="status">
        <p className={styles.text}>{text(restored.purpose === 'replaces' ? 'restore.doneText' : 'restore.copyDone')}</p>
        <KeyValues
          items={[
            { name: text('backup.takenAt'), value: <Moment atUtc={restored.takenAtUtc} /> },
            { name: text('backup.secrets'), value: formatCount(restored.secrets, locale) },
          ]}
        />
        <div>
          <ButtonLink to="/" kind="primary">
            {text('restore.toHome')}
          </ButtonLink>
        </div>
      </div>
    </Panel>
  );
}
