import { Archive, ArchiveRestore, Truck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatMoment } from '../../lib/format.ts';
import { ForLooking } from '../../lib/for-looking.tsx';
import { useLocale } from '../../lib/locale.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { isReason, ReasonField } from '../../ui/reason-field.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import styles from './backup.module.css';

type Installation = OutputOf<'installation.get'>;

/** This installation as a whole: when it was last backed up, the ways to back it up, move it and restore one, and back from rest. */
export function BackupPanel() {
  const text = useText();
  const installation = useAsk('installation.get', {});
  return (
    <Panel title={text('backup.title')} note={text('backup.titleNote')}>
      <Loaded of={installation}>
        {(known) => (
          <div className={styles.stack}>
            <Facts of={known} />
            {known.rest === null ? null : <TakeBack rest={known.rest} />}
            <div className={styles.row}>
              <ButtonLink to="/settings/backup" icon={Archive}>
                {text('backup.newBackup')}
              </ButtonLink>
              {known.rest === null ? (
                <ButtonLink writes to="/settings/move" icon={Truck}>
                  {text('backup.newMove')}
                </ButtonLink>
              ) : null}
              {known.rest === null ? (
                <ButtonLink writes to="/settings/restore" icon={ArchiveRestore}>
                  {text('backup.newRestore')}
                </ButtonLink>
              ) : null}
            </div>
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

function Facts({ of }: { readonly of: Installation }) {
  const text = useText();
  const locale = useLocale();
  const { from, generation, lastBackupAtUtc } = of;
  return (
    <KeyValues
      items={[
        {
          name: text('backup.origin'),
          value:
            from === null
              ? text('backup.originNew')
              : text('backup.originRestored', { date: formatMoment(from.takenAtUtc, locale), generation }),
        },
        {
          name: text('backup.lastBackup'),
          value: lastBackupAtUtc === null ? text('backup.never') : <Moment atUtc={lastBackupAtUtc} />,
        },
      ]}
    />
  );
}

/** The way back from rest. It stands open while everything else only looks: it is what ends that. */
function TakeBack({ rest }: { readonly rest: NonNullable<Installation['rest']> }) {
  const text = useText();
  const [reason, setReason] = useState('');
  const take = useAct('installation.take-back');
  return (
    <ForLooking>
      <h3>{text('backup.resting')}</h3>
      <KeyValues
        items={[
          { name: text('backup.restingSince'), value: <Moment atUtc={rest.atUtc} /> },
          ...(rest.reason === null ? [] : [{ name: text('installation.reason'), value: rest.reason }]),
        ]}
      />
      <p className={styles.text}>{text(rest.kind === 'copy' ? 'takeBack.copyText' : 'takeBack.movedText')}</p>
      <form
        className={styles.fields}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReason(reason)) take.mutate({ reason: reason.trim() });
        }}
      >
        <ReasonField value={reason} onChange={setReason} />
        {take.error === null ? null : <ErrorNotice error={dtoOf(take.error)} />}
        <div>
          <Button type="submit" kind="danger" icon={Undo2} busy={take.isPending} disabled={!isReason(reason)}>
            {text('takeBack.begin')}
          </Button>
        </div>
      </form>
    </ForLooking>
  );
}
