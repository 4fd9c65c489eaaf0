import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Alert, AlertKind } from '../../shared/alerts/alert.ts';
import { quietUntil } from '../../shared/messages/calendar.ts';
import { nowUtc, type Clock } from '../ports/time.ts';
import type { AppWatch } from './app-watch.ts';
import type { DesktopText, DesktopTextId } from './texts.ts';

export interface NotificationParts {
  readonly Notification: (new (options: NotificationConstructorOptions) => Notification) & { isSupported(): boolean };
}

export interface NotificationOptions {
  readonly electron: NotificationParts;
  readonly watch: AppWatch;
  /** Of the computer; what was raised before it was first asked is no news. */
  readonly clock: Clock;
  /** The computer's own time zone, now. */
  timeZone(): string;
  text(): DesktopText;
  /** True while the person looks at the window, which says the same itself. */
  isWatched(): boolean;
  /** Brings the window to the front, on this route. */
  openAt(route: string): void;
}

/**
 * Says outside the window what needs a person: each alert once, when it is raised. Never an amount, never a name from a record: a
 * locked screen shows notifications to everybody. In quiet hours nothing is said; at their end, what is still open and was not seen.
 */
export function sendNotifications(options: NotificationOptions): void {
  const { clock, watch } = options;
  const startedAtUtc = nowUtc(clock);
  const told = new Set<string>();
  let isWaiting = false;
  const tell = (): void => {
    const isQuiet = quietEndsAt(options) !== null;
    for (const alert of watch.state.alerts) {
      const name = `${alert.id} ${alert.raisedAtUtc}`;
      if (told.has(name) || (isQuiet && !options.isWatched())) continue;
      told.add(name);
      if (!isQuiet && alert.raisedAtUtc >= startedAtUtc) say(options, alert);
    }
    if (isQuiet && !isWaiting) void waitForEnd();
  };
  /** A computer that sleeps through the end wakes late from a long wait. */
  const waitForEnd = async (): Promise<void> => {
    isWaiting = true;
    for (let end = quietEndsAt(options); end !== null; end = quietEndsAt(options)) {
      await clock.sleep(Math.min(end - clock.now(), longestWaitMs));
    }
    isWaiting = false;
    tell();
  };
  watch.onChange(tell);
}

const longestWaitMs = 60_000;

function quietEndsAt({ watch, clock, timeZone }: NotificationOptions): number | null {
  return quietUntil(watch.state.settings.quietHours, timeZone(), clock.now());
}

const texts: Readonly<Record<AlertKind, readonly [DesktopTextId, DesktopTextId]>> = {
  'falling-behind': ['note.behind.title', 'note.behind.text'],
  'run-failed': ['note.failed.title', 'note.failed.text'],
  'flow-paused': ['note.paused.title', 'note.paused.text'],
  'stream-paused': ['note.stream.title', 'note.stream.text'],
  'totals-differ': ['note.totals.title', 'note.totals.text'],
  rejected: ['note.rejected.title', 'note.rejected.text'],
  'rejected-share': ['note.share.title', 'note.share.text'],
  'volume-deviates': ['note.volume.title', 'note.volume.text'],
  'gone-asks': ['note.gone.title', 'note.gone.text'],
  'held-long': ['note.held.title', 'note.held.text'],
  'channel-stopped': ['note.channel.title', 'note.channel.text'],
  'messages-undecided': ['note.messages.title', 'note.messages.text'],
  'secret-expires': ['note.secret.title', 'note.secret.text'],
  'audit-broken': ['note.audit.title', 'note.audit.text'],
  'disk-full': ['note.disk.title', 'note.disk.text'],
};

function say(options: NotificationOptions, { kind, flowName, details }: Alert): void {
  const { Notification } = options.electron;
  if (!options.watch.state.settings.notifications || options.isWatched() || !Notification.isSupported()) return;
  const [title, body] = texts[kind];
  const text = options.text();
  const note = new Notification({ title: text(title), body: text(body, { flow: flowName ?? '' }) });
  const runId = kind === 'run-failed' ? details.runId : undefined;
  const route = runId === undefined ? '/alerts' : `/runs/${encodeURIComponent(runId)}`;
  note.on('click', () => {
    options.openAt(route);
  });
  note.show();
}
