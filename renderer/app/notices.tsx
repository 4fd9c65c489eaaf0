import {
  BellRing,
  KeyRound,
  Lock,
  MessageSquareWarning,
  MoonStar,
  ShieldAlert,
  TriangleAlert,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { Connection } from '../../shared/model/connection.ts';
import { errorIn } from '../../shared/errors/error-language.ts';
import { useText } from '../i18n/text.ts';
import { dtoOf } from '../lib/client.ts';
import { useLocale } from '../lib/locale.ts';
import { useAsk } from '../lib/queries.ts';
import { pathOf } from '../lib/router.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { messagesPath } from '../lib/paths.ts';
import { useMessagingFlows, useUndecided } from '../features/messages/posts-messages.ts';
import { ExportButton } from '../features/settings/export-button.tsx';
import { useAlertBanner } from '../features/alerts/alert-banner.tsx';
import { useOpenAlerts } from '../features/alerts/use-alerts.ts';
import { routeOfFix, troubleOf } from '../features/home/cause.ts';
import { useSignedConnections, useSignInWarning } from '../features/sign-in/sign-in-notice.tsx';
import { useVaultDialog } from '../features/vault/vault-state.ts';
import styles from './shell.module.css';

interface NoticeProps {
  readonly tone: 'warn' | 'bad';
  readonly icon: LucideIcon;
  readonly text: string;
  readonly action?: ReactNode;
}

/** What needs a person, in one line each; stays in sight until it is dealt with. */
export function Notices({ info, route }: { readonly info: OutputOf<'app.info'>; readonly route: readonly string[] }) {
  const text = useText();
  const showVault = useVaultDialog((state) => state.show);
  return (
    <div className={styles.notices}>
      <EngineNotice />
      {info.store.state === 'read-only' ? <ReadOnlyNotice reason={info.store.reason ?? ''} /> : null}
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
      {route.length === 0 ? <AlertNotice /> : null}
      {route.length === 0 || route[0] === 'alerts' ? null : <FlowNotices route={route} />}
      {route[0] === 'messages' ? null : <MessageNotices />}
      <SignInNotices route={route} />
    </div>
  );
}

/** From rest there is a way back; from damage, what can be saved is. */
function ReadOnlyNotice({ reason }: { readonly reason: string }) {
  const text = useText();
  const rest = useAsk('installation.get', {}).data?.rest ?? null;
  if (rest === null)
    return (
      <Notice tone="bad" icon={ShieldAlert} text={text('notice.readOnly', { reason })} action={<ExportButton />} />
    );
  return (
    <Notice
      tone="warn"
      icon={MoonStar}
      text={text(rest.kind === 'copy' ? 'takeBack.noticeCopy' : 'takeBack.noticeMoved')}
      action={<ButtonLink to="/settings">{text('takeBack.notice')}</ButtonLink>}
    />
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

/** The newest alert that nobody has looked at, with the way to all of them. */
function AlertNotice() {
  const banner = useAlertBanner();
  return banner === null ? null : <Notice tone="bad" icon={BellRing} text={banner.words} action={banner.action} />;
}

/** One line for each flow that needs a person, with the way to the fix; none where that way has led already. */
function FlowNotices({ route }: { readonly route: readonly string[] }) {
  const text = useText();
  const rows = useAsk('flows.overview', {}).data ?? [];
  const connections = useAsk('connections.list', {}).data ?? [];
  const here = pathOf(...route);
  const rejecting = rows.filter((row) => isOnlyRejecting(row));
  const notices = rows.flatMap((row) => {
    const { name, paused, id } = row.flow;
    const trouble = troubleOf(row, connections);
    const to = trouble === null ? null : routeOfFix(trouble.fix, id);
    if (to !== null && here.startsWith(to)) return [];
    const fix = to === null ? undefined : <ButtonLink to={to}>{text('home.fix')}</ButtonLink>;
    const notice = (tone: NoticeProps['tone'], words: string) => [
      <Notice key={id} tone={tone} icon={TriangleAlert} text={words} action={fix} />,
    ];
    if (paused !== null)
      return notice('warn', text('notice.paused', { flow: name, reason: paused.error?.text ?? paused.reason }));
    if (row.state === 'failed') return notice('bad', text('notice.failed', { flow: name }));
    if (isOnlyRejecting(row) && rejecting.length === 1 && route[0] !== 'rejected')
      return notice('warn', text('notice.rejected', { flow: name, count: row.openRejections }));
    return [];
  });
  if (rejecting.length < 2 || route[0] === 'rejected') return notices;
  const count = rejecting.reduce((sum, row) => sum + row.openRejections, 0);
  return [
    ...notices,
    <Notice
      key="rejected"
      tone="warn"
      icon={TriangleAlert}
      text={text('notice.rejectedOfAll', { count, flows: rejecting.length })}
      action={<ButtonLink to="/rejected">{text('home.fix')}</ButtonLink>}
    />,
  ];
}

/** Nothing else stands in its way. */
function isOnlyRejecting({ flow, state, openRejections }: OutputOf<'flows.overview'>[number]): boolean {
  return openRejections > 0 && flow.paused === null && state !== 'failed';
}

/** One line for each flow with messages that a person must decide of, with the way to them. */
function MessageNotices() {
  return useMessagingFlows().map(({ id, name }) => <MessageNotice key={id} flowId={id} flow={name} />);
}

function MessageNotice({ flowId, flow }: { readonly flowId: string; readonly flow: string }) {
  const text = useText();
  const count = useUndecided(flowId, true);
  if (count === 0) return null;
  return (
    <Notice
      tone="warn"
      icon={MessageSquareWarning}
      text={text('notice.messages', { flow, count })}
      action={<ButtonLink to={messagesPath({ flowId, state: 'needs' })}>{text('notice.decide')}</ButtonLink>}
    />
  );
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

/** Sign-ins that end soon unless something is read; not where the person is already at it, nor where its alert says so. */
function SignInNotices({ route }: { readonly route: readonly string[] }) {
  const connections = useSignedConnections();
  const { items } = useOpenAlerts();
  if (route[0] === 'connections' || route[0] === 'alerts') return null;
  const told = new Set(route.length === 0 ? items.map(({ details }) => details.connectionId) : []);
  return connections.map((one) => (told.has(one.id) ? null : <SignInNotice key={one.id} connection={one} />));
}

function SignInNotice({ connection }: { readonly connection: Connection }) {
  const text = useText();
  const warning = useSignInWarning(connection);
  if (warning === null) return null;
  return (
    <Notice
      tone="warn"
      icon={KeyRound}
      text={warning}
      action={<ButtonLink to={pathOf('connections', connection.id, 'credentials')}>{text('signIn.again')}</ButtonLink>}
    />
  );
}
