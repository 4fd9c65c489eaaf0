import type { PracticeClock } from '../practice-system.ts';

export interface CallLimits {
  readonly perMinute: number;
  readonly perDay: number;
}

/** What a call met: served, or which of the two windows is spent. */
export interface Counted {
  readonly spent: 'minute' | 'day' | null;
  readonly headers: Readonly<Record<string, string>>;
}

interface Windows {
  minute: number;
  minuteCalls: number;
  day: number;
  dayCalls: number;
  /** Calls of today that are only pretended to be spent. */
  pretended: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Calls of one app in each company, in windows that follow the clock: whole minutes, and days that end at 00:00 UTC (reference page §6). */
export class RateWindows {
  readonly #clock: PracticeClock;
  readonly #windows = new Map<number, Windows>();
  limits: CallLimits;

  constructor(clock: PracticeClock, limits: CallLimits) {
    this.#clock = clock;
    this.limits = limits;
  }

  /** Counts a call, unless one of the windows is spent, or is to be taken for spent. */
  take(division: number, pretend: { readonly spent?: 'minute' | 'day' | undefined } = {}): Counted {
    const windows = this.#of(division);
    const dayIsSpent = this.#spentToday(windows) >= this.limits.perDay;
    const minuteIsSpent = windows.minuteCalls >= this.limits.perMinute;
    const spent = pretend.spent ?? (dayIsSpent ? 'day' : minuteIsSpent ? 'minute' : null);
    // Absence means that the other window is unknown, not that nothing of it is left.
    if (spent === 'minute') return { spent, headers: this.#minuteHeaders(windows, 0) };
    if (spent === 'day') return { spent, headers: this.#dayHeaders(windows, 0) };
    windows.minuteCalls += 1;
    windows.dayCalls += 1;
    const headers = {
      ...this.#dayHeaders(windows, this.limits.perDay - this.#spentToday(windows)),
      ...this.#minuteHeaders(windows, this.limits.perMinute - windows.minuteCalls),
    };
    return { spent, headers };
  }

  /** Leaves at most so many calls of today; null gives back what was only pretended to be spent. */
  leaveToday(division: number, calls: number | null): void {
    const windows = this.#of(division);
    const pretended = calls === null ? 0 : this.limits.perDay - calls - windows.dayCalls;
    windows.pretended = calls === null ? 0 : Math.max(windows.pretended, pretended);
  }

  /** Begins all windows anew. */
  clear(): void {
    this.#windows.clear();
  }

  /** Calls that were counted in the present windows. */
  used(division: number): { readonly minute: number; readonly day: number } {
    const { minuteCalls, dayCalls } = this.#of(division);
    return { minute: minuteCalls, day: dayCalls };
  }

  #of(division: number): Windows {
    const now = this.#clock.now();
    const [minute, day] = [Math.floor(now / MINUTE_MS), Math.floor(now / DAY_MS)];
    const windows = this.#windows.get(division) ?? { minute, minuteCalls: 0, day, dayCalls: 0, pretended: 0 };
    if (windows.minute !== minute) Object.assign(windows, { minute, minuteCalls: 0 });
    if (windows.day !== day) Object.assign(windows, { day, dayCalls: 0, pretended: 0 });
    this.#windows.set(division, windows);
    return windows;
  }

  #spentToday({ dayCalls, pretended }: Windows): number {
    return dayCalls + pretended;
  }

  #dayHeaders({ day }: Windows, left: number): Record<string, string> {
    return {
      'X-RateLimit-Limit': String(this.limits.perDay),
      'X-RateLimit-Remaining': String(left),
      'X-RateLimit-Reset': String((day + 1) * DAY_MS),
    };
  }

  #minuteHeaders({ minute }: Windows, left: number): Record<string, string> {
    return {
      'X-RateLimit-Minutely-Limit': String(this.limits.perMinute),
      'X-RateLimit-Minutely-Remaining': String(left),
      'X-RateLimit-Minutely-Reset': String((minute + 1) * MINUTE_MS),
    };
  }
}

const HOUR_MS = 3_600_000;
const PERMITTED_ERRORS = 10;
const COUNTED = new Set([400, 401, 403, 404]);

interface Errors {
  times: number[];
  blockedUntil: number;
  blocks: number;
}

/** More than ten errors of one endpoint within an hour block it for an hour, and for longer each time (reference page §6). */
export class ErrorBudget {
  readonly #clock: PracticeClock;
  readonly #errors = new Map<string, Errors>();

  constructor(clock: PracticeClock) {
    this.#clock = clock;
  }

  isBlocked(endpoint: string): boolean {
    return (this.#errors.get(endpoint)?.blockedUntil ?? 0) > this.#clock.now();
  }

  /** Counts the answer if it is an error that counts. */
  note(endpoint: string, status: number): void {
    if (!COUNTED.has(status)) return;
    const now = this.#clock.now();
    const errors = this.#errors.get(endpoint) ?? { times: [], blockedUntil: 0, blocks: 0 };
    errors.times = [...errors.times.filter((at) => now - at < HOUR_MS), now];
    if (errors.times.length > PERMITTED_ERRORS) {
      errors.blocks += 1;
      errors.blockedUntil = now + errors.blocks * HOUR_MS;
      errors.times = [];
    }
    this.#errors.set(endpoint, errors);
  }

  /** Errors of the last hour at an endpoint. */
  count(endpoint: string): number {
    const now = this.#clock.now();
    return this.#errors.get(endpoint)?.times.filter((at) => now - at < HOUR_MS).length ?? 0;
  }

  clear(): void {
    this.#errors.clear();
  }
}
