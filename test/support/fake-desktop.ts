import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import type { AppPort } from '../../main/app-port.ts';
import { createEventHub } from '../../main/api/event-hub.ts';
import type { FlowLook } from '../../main/desktop/app-watch.ts';
import type { DesktopParts } from '../../main/desktop/desktop.ts';
import type { Alert } from '../../shared/alerts/alert.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';

/** An item of a menu, as built. */
export interface Item {
  readonly label?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  readonly accelerator?: string;
  readonly submenu?: readonly Item[];
  click?(): void;
}

const at = '2026-11-21T10:00:00.000Z';

/** A flow as the engine tells of it. */
export function look(state: FlowLook['state'], paused: FlowLook['flow']['paused'] = null): FlowLook {
  return {
    flow: {
      id: 'flow-1',
      name: 'Month end',
      integration: 'workday-databricks',
      sourceConnectionId: 'a',
      destinationConnectionId: 'b',
      streams: [],
      schedule: { kind: 'manual' },
      paused,
      createdAtUtc: at,
      updatedAtUtc: at,
    },
    state,
    lastSuccessAtUtc: null,
    nextRunAtUtc: null,
    streams: [],
    lastRun: null,
    openRejections: 0,
    openHeld: 0,
    waitsForNetwork: null,
    frozen: null,
    absentUntilUtc: null,
    waitingBatches: 0,
    hours: [],
  } as unknown as FlowLook;
}

/** An alert as the engine keeps it, raised in a time to come or, with `isOld`, long ago. */
export function alert(kind: Alert['kind'], { id = 'alert-1', isOld = false } = {}): Alert {
  return {
    id,
    flowId: 'flow-1',
    flowName: 'Month end',
    kind,
    state: 'open',
    sinceUtc: at,
    raisedAtUtc: isOld ? '2020-01-01T00:00:00.000Z' : '2999-01-01T00:00:00.000Z',
    untilUtc: null,
    acknowledged: null,
    details: { runId: 'run-1', count: 3 },
  };
}

/** An app that answers what it is told to, and remembers what it was asked. */
export class FakeApp implements AppPort {
  readonly attached = false;
  readonly hub = createEventHub('one');
  readonly asked: [string, unknown][] = [];
  readonly power: ('suspend' | 'resume')[] & AppPort['power'];
  flows: FlowLook[] = [];
  settings: Settings = defaultSettings;
  alerts: Alert[] = [];
  readonly powerSeen: string[] = [];
  /** What calls of these methods are refused with. */
  readonly refusals = new Map<string, AppError>();

  constructor() {
    this.power = ((event: 'suspend' | 'resume') => this.powerSeen.push(event)) as never;
  }

  call(method: string, input: unknown) {
    if (method === 'flows.overview') return Promise.resolve({ ok: true as const, value: this.flows });
    if (method === 'settings.get') return Promise.resolve({ ok: true as const, value: this.settings });
    if (method === 'alerts.list') {
      return Promise.resolve({ ok: true as const, value: { total: this.alerts.length, items: this.alerts } });
    }
    this.asked.push([method, input]);
    const refusal = this.refusals.get(method);
    if (refusal !== undefined) return Promise.resolve({ ok: false as const, error: toErrorDto(refusal) });
    if (method === 'settings.set') this.settings = { ...this.settings, ...(input as Partial<Settings>) };
    return Promise.resolve({ ok: true as const, value: {} });
  }

  subscribe(...args: Parameters<AppPort['subscribe']>) {
    return this.hub.subscribe(...args);
  }

  close() {
    return Promise.resolve();
  }

  async tell(change: { flows?: FlowLook[]; settings?: Partial<Settings>; alerts?: Alert[] }) {
    this.flows = change.flows ?? this.flows;
    this.alerts = change.alerts ?? this.alerts;
    this.settings = { ...this.settings, ...change.settings };
    this.hub.publish({ topic: 'changed', subject: 'flows' });
    await settled();
  }
}

/** Everything that was asked has been answered. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Electron’s tray, as far as the shell uses it. */
export class FakeTray extends EventEmitter {
  static made: FakeTray | null = null;
  static fails = false;
  tip = '';
  menu: readonly Item[] = [];
  pictures: unknown[] = [];

  constructor(image: unknown) {
    super();
    if (FakeTray.fails) throw new Error('no tray here');
    FakeTray.made = this;
    this.pictures.push(image);
  }

  setImage(image: unknown) {
    this.pictures.push(image);
  }

  setToolTip(tip: string) {
    this.tip = tip;
  }

  setContextMenu(menu: readonly Item[]) {
    this.menu = menu;
  }
}

/** Electron’s notification. */
export class FakeNotification extends EventEmitter {
  static shown: FakeNotification[] = [];
  static isSupported = () => true;
  readonly options: { title: string; body: string };

  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
  }

  show() {
    FakeNotification.shown.push(this);
  }
}

/** A window with its page. */
export class FakeWindow extends EventEmitter {
  isHidden = false;
  focused = false;
  colours: string[] = [];
  sent: unknown[] = [];
  readonly webContents = Object.assign(new EventEmitter(), {
    send: (_channel: string, message: unknown) => this.sent.push(structuredClone(message)),
  });

  hide() {
    this.isHidden = true;
  }

  isFocused() {
    return this.focused;
  }

  setBackgroundColor(colour: string) {
    this.colours.push(colour);
  }
}

/** The parts of Electron around the window, each as an emitter that remembers what it was told. */
export function parts() {
  const app = Object.assign(new EventEmitter(), {
    isQuit: false,
    badge: 0,
    login: [] as unknown[],
    schemes: [] as string[],
    quit() {
      app.isQuit = true;
    },
    getLocale: () => 'en-GB',
    getPath: () => tmpdir(),
    setBadgeCount: (count: number) => (app.badge = count),
    setLoginItemSettings: (settings: unknown) => app.login.push(settings),
    setAsDefaultProtocolClient: (scheme: string) => app.schemes.push(scheme),
    setAppUserModelId: () => undefined,
  });
  const menu = {
    application: [] as readonly Item[],
    buildFromTemplate: (items: readonly Item[]) => items,
    setApplicationMenu: (items: readonly Item[]) => (menu.application = items),
  };
  const blockers = new Set<number>();
  const nativeTheme = Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: true });
  const powerMonitor = new EventEmitter();
  const session = new EventEmitter();
  const electron = {
    app,
    Menu: menu,
    Tray: FakeTray,
    Notification: FakeNotification,
    nativeImage: { createFromBitmap: (bitmap: Buffer) => bitmap.toString('base64') },
    nativeTheme,
    powerMonitor,
    powerSaveBlocker: {
      start: () => {
        blockers.add(7);
        return 7;
      },
      stop: (id: number) => blockers.delete(id),
    },
    session: { defaultSession: session },
  };
  return { app, menu, blockers, nativeTheme, powerMonitor, session, electron: electron as unknown as DesktopParts };
}
