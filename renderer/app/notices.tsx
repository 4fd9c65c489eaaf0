import { Lock, ShieldAlert, TriangleAlert, Unplug, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../shared/contract/contract.ts';
import { errorIn } from '../../shared/errors/error-language.ts';
import { useText } from '../i18n/text.ts';
import { dtoOf } from '../lib/client.ts';
import { useLocale } from '../lib/locale.ts';
import { useAsk } from '../lib/queries.ts';
import { pathOf } from '../lib/router.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ExportButton } from '../features/settings/export-button.tsx';
import { useVaultDialog } from '../features/vault/vault-state.ts';
import styles from './shell.module.css';

interface NoticeProps {
  readonly tone: 'warn' | 'bad';
  readonly icon: LucideIcon;
  readonly text: string;
  readonly action?: ReactNode;
}

/** What needs a person, in one line each; stays in sight until it is dealt with. */
export function Notices({ info, here }: { readonly info: OutputOf<'app.info'>; readonly here: string }) {
  const text = useText();
  const showVault = useVaultDialog((state) => state.show);
  return (
    <div className={styles.notices}>
      <EngineNotice />
      {info.store.state === 'read-only' ? (
        <Notice
          tone="bad"
          icon={ShieldAlert}
          text={text('notice.readOnly', { reason: info.store.reason ?? '' })}
          action={<ExportButton />}
        />
      ) : null}
      {info.vault.state === 'open' ? null : (
        <Notice
          tone="warn"
          icon={Lock}
          text={
            info.vault.reason === null
              ? text(info.vault.state === 'locked' ? 'notice.vaultLocked' : 'notice.vaultUnset')
              : text('notice.vaultReason', { reason: info.vault.reason })
          }
          action={
            // Without a keychain the operator may choose a passphrase; a locked keychain is unlocked outside the app.
            info.vault.kind === 'passphrase' || info.vault.state === 'unset' ? (
              <Button onClick={showVault}>
                {text(info.vault.state === 'locked' ? 'vault.unlock' : 'vault.choose')}
              </Button>
            ) : undefined
          }
        />
      )}
      {/* Home says it of every flow, with the way to the fix. */}
      {here === '' ? null : <FlowNotices />}
    </div>
  );
}

/** What is on screen may be old while nobody answers; it goes away by itself once somebody does. */
function EngineNotice() {
  const { error } = useAsk('app.info', {});
  const { language } = useLocale();
  if (error === null) return null;
  const { text, effect, next } = errorIn(language, dtoOf(error));
  return <Notice tone="bad" icon={Unplug} text={[text, effect, next].filter(Boolean).join(' ')} />;
}

function FlowNotices() {
  const text = useText();
  const rows = useAsk('flows.overview', {}).data ?? [];
  return rows.flatMap((row) => {
    const name = row.flow.name;
    const see = (to: string, label: string) => <ButtonLink to={to}>{label}</ButtonLink>;
    if (row.flow.paused !== null) {
      const words = text('notice.paused', {
        flow: name,
        reason: row.flow.paused.error?.text ?? row.flow.paused.reason,
      });
      return [<Notice key={row.flow.id} tone="warn" icon={TriangleAlert} text={words} />];
    }
    if (row.state === 'failed' && row.lastRun !== null) {
      const words = text('notice.failed', { flow: name });
      const action = see(pathOf('runs', row.lastRun.id), text('home.viewRun'));
      return [<Notice key={row.flow.id} tone="bad" icon={TriangleAlert} text={words} action={action} />];
    }
    if (row.openRejections > 0) {
      const words = text('notice.rejected', { flow: name, count: row.openRejections });
      const action = see('/rejected', text('notice.seeRejected'));
      return [<Notice key={row.flow.id} tone="warn" icon={TriangleAlert} text={words} action={action} />];
    }
    return [];
  });
}

function Notice({ tone, icon: Icon, text, action }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone}>
      <Icon aria-hidden size={17} />
      <p>{text}</p>
      {action}
    </div>
  );
}
