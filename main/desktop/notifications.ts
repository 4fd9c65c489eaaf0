import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Run } from '../../shared/model/run.ts';
import type { AppWatch } from './app-watch.ts';
import type { DesktopText, DesktopTextId } from './texts.ts';

export interface NotificationParts {
  readonly Notification: (new (options: NotificationConstructorOptions) => Notification) & { isSupported(): boolean };
}

export interface NotificationOptions {
  readonly electron: NotificationParts;
  readonly watch: AppWatch;
  text(): DesktopText;
  /** True while the person looks at the window, which says the same itself. */
  isWatched(): boolean;
  /** Brings the window to the front, on this route. */
  openAt(route: string): void;
}

/**
 * Says outside the window what needs a person: a failed run, rejected records, a flow that has paused itself. Never an amount,
 * never a name from a record: a locked screen shows notifications to everybody.
 */
export function sendNotifications(options: NotificationOptions): void {
  const { watch } = options;
  const paused = new Set<string>();
  let isFirst = true;
  watch.onRunEnd((run) => {
    const kind = newsOf(run);
    if (kind !== null) say(options, kind, run.flowName, `/runs/${encodeURIComponent(run.id)}`);
  });
  watch.onChange(({ flows }) => {
    for (const { flow } of flows) {
      if (flow.paused === null) paused.delete(flow.id);
      else if (!paused.has(flow.id)) {
        paused.add(flow.id);
        // Flows that were paused before are no news.
        if (!isFirst && flow.paused.error !== null) say(options, 'paused', flow.name, '/');
      }
    }
    isFirst = false;
  });
}

type News = 'failed' | 'rejected' | 'paused';

function newsOf(run: Run): News | null {
  if (run.state === 'failed') return 'failed';
  return run.state === 'succeeded-with-rejections' && run.streams.some((stream) => stream.counts.rejected > 0)
    ? 'rejected'
    : null;
}

const texts: Readonly<Record<News, readonly [DesktopTextId, DesktopTextId]>> = {
  failed: ['note.failed.title', 'note.failed.text'],
  rejected: ['note.rejected.title', 'note.rejected.text'],
  paused: ['note.paused.title', 'note.paused.text'],
};

function say(options: NotificationOptions, news: News, flow: string, route: string): void {
  const { Notification } = options.electron;
  if (!options.watch.state.settings.notifications || options.isWatched() || !Notification.isSupported()) return;
  const [title, body] = texts[news];
  const text = options.text();
  const note = new Notification({ title: text(title), body: text(body, { flow }) });
  note.on('click', () => {
    options.openAt(route);
  });
  note.show();
}
