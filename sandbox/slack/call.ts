import type { PracticeClock } from '../practice-system.ts';
import type { Arguments } from './arguments.ts';
import type { FaultSwitches } from './faults.ts';
import type { MethodName } from './method-names.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Schedule } from './schedule.ts';
import type { Scope } from './scopes.ts';
import { SlackError } from './slack-error.ts';
import type { SocketHub } from './socket-hub.ts';
import type { TokenFacts, TokenOffice } from './tokens.ts';
import type { Channel, Workspace } from './workspace.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Everything that calls are answered from. */
export interface Practice {
  readonly clock: PracticeClock;
  readonly faults: FaultSwitches;
  readonly limits: RateLimits;
  readonly tokens: TokenOffice;
  readonly workspace: Workspace;
  readonly schedule: Schedule;
  readonly sockets: SocketHub;
  readonly granted: ReadonlySet<Scope>;
  /** The largest metadata, as characters of JSON. Slack publishes no number. */
  readonly maxMetadata: number;
  readonly address: () => string;
}

/** The scopes that count now: what was granted, less what a fault takes away. */
export function scopesNow({ granted, faults }: Practice, method: string): readonly Scope[] {
  return [...granted].filter((scope) => !faults.isOn(`missing-scope:${scope}`, method));
}

/** One call of a method, after its token was found good. */
export class Call {
  readonly practice: Practice;
  readonly method: MethodName;
  readonly args: Arguments;
  readonly token: TokenFacts | undefined;
  readonly authorization: string | undefined;
  readonly now: number;

  constructor(
    practice: Practice,
    rest: Pick<Call, 'method' | 'args' | 'authorization'> & { readonly token: TokenFacts | undefined },
  ) {
    this.practice = practice;
    this.method = rest.method;
    this.args = rest.args;
    this.token = rest.token;
    this.authorization = rest.authorization;
    this.now = practice.clock.now();
  }

  has(scope: Scope): boolean {
    if (!this.practice.granted.has(scope)) return false;
    return !this.practice.faults.strikes(`missing-scope:${scope}`, this.method);
  }

  /** Throws `missing_scope` with what is needed and what is there. */
  need(...scopes: readonly Scope[]): void {
    const provided = scopesNow(this.practice, this.method).join(',');
    const lacking = scopes.filter((scope) => !this.has(scope));
    if (lacking.length > 0) throw new SlackError('missing_scope', { needed: lacking.join(','), provided });
  }

  /** The channel named by an argument, if the bot can know of it: private ones only from within. Throws `channel_not_found`. */
  channel(): Channel {
    const channel = this.practice.workspace.channel(this.args.required('channel'));
    if (channel === undefined || (channel.isPrivate && !channel.isMember)) throw new SlackError('channel_not_found');
    return channel;
  }
}
