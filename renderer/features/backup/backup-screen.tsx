import { Archive, Truck } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { BackupPlaces } from '../../../shared/model/backup-places.ts';
import { useText } from '../../i18n/text.ts';
import { useChecks } from '../../lib/checks.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { ForLooking } from '../../lib/for-looking.tsx';
import { useLocale } from '../../lib/locale.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Checklist } from '../../ui/checklist.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { isReason, ReasonField } from '../../ui/reason-field.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { isChosen, NewPassphraseFields } from './new-passphrase.tsx';
import { PlaceFields } from './place-fields.tsx';
import { pathOfPlace, type ChosenPlace } from './place.ts';
import styles from './backup.module.css';

type Kind = 'backup' | 'move';
type Made = OutputOf<'backup.make'>;

const nowhere: ChosenPlace = { folder: null, typedFolder: '', fileName: null };
const noPassphrase = { first: '', again: '' };

/** Makes one sealed file of everything; `move` hands the work over with it, so that this installation only looks afterwards. */
export function BackupScreen({ kind }: { readonly kind: Kind }) {
  const text = useText();
  const places = useAsk('backup.places', {}, { forget: true });
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Page
      title={text(kind === 'move' ? 'backup.newMove' : 'backup.newBackup')}
      intro={text(kind === 'move' ? 'move.intro' : 'backup.intro')}
      actions={<ButtonLink to="/settings">{text('backup.back')}</ButtonLink>}
    >
      {kind === 'move' && made === null ? <WhatHappens /> : null}
      {made === null ? (
        <Loaded of={places}>
          {(known) =>
            kind === 'move' ? (
              <BackupForm kind={kind} places={known} onMade={setMade} />
            ) : (
              // Nothing in the data file is changed by it: a backup is wanted most where that is damaged.
              <ForLooking>
                <BackupForm kind={kind} places={known} onMade={setMade} />
              </ForLooking>
            )
          }
        </Loaded>
      ) : (
        <Result kind={kind} made={made} />
      )}
    </Page>
  );
}

function WhatHappens() {
  const text = useText();
  return (
    <Panel title={text('move.howTitle')}>
      <ol className={styles.steps}>
        {(['move.step1', 'move.step2', 'move.step3', 'move.step4'] as const).map((step) => (
          <li key={step}>{text(step)}</li>
        ))}
      </ol>
    </Panel>
  );
}

interface FormProps {
  readonly kind: Kind;
  readonly places: BackupPlaces;
  readonly onMade: (made: Made) => void;
}

function BackupForm({ kind, places, onMade }: FormProps) {
  const text = useText();
  const [place, setPlace] = useState(nowhere);
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const [reason, setReason] = useState('');
  const make = useMake(kind, (made) => {
    setPassphrase(noPassphrase);
    onMade(made);
  });
  const path = pathOfPlace(place, places);
  const isReady = path !== '' && isChosen(passphrase) && (kind === 'backup' || isReason(reason));
  return (
    <Panel title={text('backup.where')}>
      <form
        className={styles.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !make.isPending) make.begin({ path, passphrase: passphrase.first, reason: reason.trim() });
        }}
      >
        <div className={styles.fields}>
          <PlaceFields places={places} value={place} onChange={setPlace} />
          <NewPassphraseFields value={passphrase} onChange={setPassphrase} />
          {kind === 'move' ? <ReasonField help={text('move.reasonHelp')} value={reason} onChange={setReason} /> : null}
        </div>
        {make.error === null ? null : <ErrorNotice error={dtoOf(make.error)} />}
        <div>
          <Button
            type="submit"
            kind={kind === 'move' ? 'danger' : 'primary'}
            writes={kind === 'move'}
            icon={kind === 'move' ? Truck : Archive}
            busy={make.isPending}
            disabled={!isReady}
          >
            {text(kind === 'move' ? 'move.begin' : 'backup.make')}
          </Button>
        </div>
        {make.isPending ? <Steps kind={kind} checkId={make.checkId} /> : null}
      </form>
    </Panel>
  );
}

interface Request {
  readonly path: string;
  readonly passphrase: string;
  readonly reason: string;
}

function useMake(kind: Kind, onMade: (made: Made) => void) {
  const [checkId] = useState(() => crypto.randomUUID());
  const backup = useAct('backup.make', ['installation.get', 'audit.list']);
  const move = useAct('installation.hand-over', ['installation.get', 'app.info', 'audit.list']);
  const act = kind === 'move' ? move : backup;
  return {
    checkId,
    isPending: act.isPending,
    error: act.error,
    begin: ({ reason, ...file }: Request): void => {
      const request = { ...file, checkId };
      if (kind === 'move') move.mutate({ ...request, reason }, { onSuccess: onMade });
      else backup.mutate(request, { onSuccess: onMade });
    },
  };
}

function Steps({ kind, checkId }: { readonly kind: Kind; readonly checkId: string }) {
  const text = useText();
  const steps = useChecks((state) => state.byId[checkId])?.steps ?? [];
  const label = text(kind === 'move' ? 'move.making' : 'backup.making');
  return <div role="status">{steps.length === 0 ? label : <Checklist label={label} steps={steps} />}</div>;
}

function Result({ kind, made }: { readonly kind: Kind; readonly made: Made }) {
  const text = useText();
  const locale = useLocale();
  const items = [
    {
      name: text('backup.file'),
      value: (
        <span className={styles.path}>
          <code dir="ltr">{made.path}</code>
          <CopyButton value={made.path} label={text('about.copyFolder', { folder: text('backup.file') })} />
        </span>
      ),
    },
    { name: text('backup.takenAt'), value: <Moment atUtc={made.takenAtUtc} /> },
    { name: text('backup.bytes'), value: formatBytes(made.bytes, locale) },
    { name: text('backup.secrets'), value: formatCount(made.secrets, locale) },
  ];
  return (
    <Panel title={text(kind === 'move' ? 'move.done' : 'backup.made')}>
      <div className={styles.stack} role="status">
        <p className={styles.text}>{text(kind === 'move' ? 'move.doneText' : 'backup.madeText')}</p>
        <KeyValues items={items} />
      </div>
    </Panel>
  );
}
