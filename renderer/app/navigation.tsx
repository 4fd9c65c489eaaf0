import {
  Bell,
  CircleAlert,
  MessageSquare,
  FileSearch,
  FlaskConical,
  House,
  Info,
  ListChecks,
  Menu as MenuIcon,
  Plug,
  RotateCcw,
  ScrollText,
  Search,
  Settings,
  UserCheck,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../shared/contract/contract.ts';
import { useText, type TextId } from '../i18n/text.ts';
import { asksForDecisions, useMessagingFlows, useUndecided } from '../features/messages/posts-messages.ts';
import { useOpenAlerts } from '../features/alerts/use-alerts.ts';
import { KeyCaps } from '../features/palette/key-caps.tsx';
import { usePalette } from '../features/palette/palette-state.ts';
import { isMac } from '../features/palette/use-shortcuts.ts';
import { useMedia } from '../lib/media.ts';
import { useAsk } from '../lib/queries.ts';
import { Link } from '../lib/router.tsx';
import styles from './shell.module.css';

const places: readonly {
  readonly id: string;
  readonly to: string;
  readonly text: TextId;
  readonly icon: LucideIcon;
}[] = [
  { id: '', to: '/', text: 'nav.home', icon: House },
  { id: 'alerts', to: '/alerts', text: 'nav.alerts', icon: Bell },
  { id: 'runs', to: '/runs', text: 'nav.runs', icon: ListChecks },
  { id: 'records', to: '/records', text: 'nav.records', icon: FileSearch },
  { id: 'rejected', to: '/rejected', text: 'nav.rejected', icon: CircleAlert },
  { id: 'replay', to: '/replay', text: 'nav.replay', icon: RotateCcw },
  { id: 'messages', to: '/messages', text: 'nav.messages', icon: MessageSquare },
  { id: 'decisions', to: '/decisions', text: 'nav.decisions', icon: UserCheck },
  { id: 'connections', to: '/connections', text: 'nav.connections', icon: Plug },
  { id: 'audit', to: '/audit', text: 'nav.audit', icon: ScrollText },
  { id: 'practice', to: '/practice', text: 'nav.practice', icon: FlaskConical },
  { id: 'settings', to: '/settings', text: 'nav.settings', icon: Settings },
  { id: 'about', to: '/about', text: 'nav.about', icon: Info },
];

const within: Readonly<Record<string, string>> = {
  held: 'rejected',
  preview: '',
  flows: '',
  connect: 'connections',
  request: 'connections',
  handover: 'connections',
  webhooks: 'connections',
};

/** The places of the app; the one on screen is marked. */
export function Navigation({ info, here }: { readonly info: OutputOf<'app.info'>; readonly here: string }) {
  const text = useText();
  const overview = useAsk('flows.overview', {}).data ?? [];
  const messaging = useMessagingFlows();
  const isMessaging = messaging.length > 0;
  const isAsking = messaging.some(asksForDecisions);
  const undecided = useUndecided(undefined, isMessaging);
  const isShown: Readonly<Record<string, boolean>> = { messages: isMessaging, decisions: isAsking };
  const shown = places.filter(({ id }) => (isShown[id] ?? true) || here === id);
  const openAlerts = useOpenAlerts().total;
  const rejected = overview.reduce((sum, row) => sum + row.openRejections, 0);
  const current = within[here] ?? here;
  const isNarrow = useMedia('(max-width: 760px)');
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  // The menu of narrow windows closes by itself once it has led somewhere.
  const isOpen = openedAt === here;
  return (
    <nav className={styles.nav} aria-label={text('nav.label')} data-open={isOpen}>
      <div className={styles.brand}>
        <img src="./icon.svg" alt="" />
        {text('app.name')}
      </div>
      <FindButton />
      {isNarrow ? (
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-controls="places"
          aria-label={text('nav.label')}
          onClick={() => {
            setOpenedAt(isOpen ? null : here);
          }}
        >
          <MenuIcon aria-hidden size={18} />
        </button>
      ) : null}
      <ul id="places" className={styles.links}>
        {shown.map(({ id, to, text: name, icon: Icon }) => (
          <li key={id}>
            <Link to={to} aria-current={current === id ? 'page' : undefined}>
              <Icon aria-hidden size={16} />
              {text(name)}
              {id === 'practice' && info.practice ? (
                <span className={styles.count} aria-label={text('nav.practiceOnLong')}>
                  {text('nav.practiceOn')}
                </span>
              ) : null}
              {id === 'alerts' && openAlerts > 0 ? (
                <span className={styles.count} aria-label={text('nav.alertsOpen', { count: openAlerts })}>
                  {openAlerts}
                </span>
              ) : null}
              {id === 'messages' && undecided > 0 ? (
                <span className={styles.count} aria-label={text('nav.messagesUndecided', { count: undecided })}>
                  {undecided}
                </span>
              ) : null}
              {id === 'rejected' && rejected > 0 ? (
                <span className={styles.count} aria-label={text('nav.rejectedOpen', { count: rejected })}>
                  {rejected}
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
      <p className={styles.foot}>{text(info.attached ? 'nav.attached' : 'nav.version', { version: info.version })}</p>
    </nav>
  );
}

/** The palette for those who do not know its keys yet. */
function FindButton() {
  const text = useText();
  const show = usePalette((state) => state.show);
  return (
    <button
      type="button"
      className={styles.find}
      aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
      onClick={() => {
        show('palette');
      }}
    >
      <Search aria-hidden size={15} />
      <span>{text('palette.find')}</span>
      <KeyCaps keys="mod+k" />
    </button>
  );
}
