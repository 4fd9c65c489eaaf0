import type { FieldEntry } from '../../shared/mapping/field-catalog.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { SourceBudget } from '../../shared/model/source-budget.ts';
import type { SystemDescriptor, SystemId } from '../../shared/model/system.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { databricksSystem } from '../../shared/systems/databricks.ts';
import { exactSystem } from '../../shared/systems/exact.ts';
import { slackSystem } from '../../shared/systems/slack.ts';
import { workdaySystem } from '../../shared/systems/workday.ts';
import { databricksChoices } from '../connectors/databricks/choices.ts';
import { createDatabricksDestination } from '../connectors/databricks/destination.ts';
import { exactBudgets, exactChoices } from '../connectors/exact/choices.ts';
import { fieldCatalog as exactFields } from '../connectors/exact/fields.ts';
import { exactRinging } from '../connectors/exact/ringing.ts';
import { createExactSignIn } from '../connectors/exact/sign-in.ts';
import { createExactSubscriptions } from '../connectors/exact/subscriptions.ts';
import { createExactSource } from '../connectors/exact/source.ts';
import { createExactWriteBack } from '../connectors/exact/write-back.ts';
import { createSlackMessenger } from '../connectors/slack/messenger.ts';
import { createSlackClicks } from '../connectors/slack/socket.ts';
import { fieldCatalog as workdayFields } from '../connectors/workday/fields.ts';
import { createWorkdaySource } from '../connectors/workday/source.ts';
import type { ConnectorContext } from '../ports/connector.ts';
import type { Destination } from '../ports/destination.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { SignIn } from '../ports/sign-in.ts';
import type { RingingSystem, Subscriptions } from '../ports/ringing.ts';
import type { Source } from '../ports/source.ts';
import type { WriteBackSource } from '../ports/write-back.ts';

/** What this version can do with one system. What a system is not for is left out. */
export interface SystemKit {
  readonly descriptor: SystemDescriptor;
  readonly openSource?: (context: ConnectorContext) => Source;
  /** Not of a system that messages are posted to: flows deliver those to the book. */
  readonly openDestination?: (context: ConnectorContext) => Destination;
  readonly openMessenger?: (context: ConnectorContext) => Messenger;
  readonly openClicks?: typeof createSlackClicks;
  readonly openWriteBack?: (context: ConnectorContext) => WriteBackSource;
  /** Of a system that calls us when something changed. */
  readonly ringing?: RingingSystem;
  readonly openSubscriptions?: (context: ConnectorContext) => Subscriptions;
  /** Paths of each stream's records, with their types. */
  readonly fields?: Readonly<Record<string, readonly FieldEntry[]>>;
  /** Of a system whose descriptor has `signIn`. */
  readonly openSignIn?: (context: ConnectorContext) => SignIn;
  /** Of a source that sets a budget of requests. Sends nothing. */
  readonly budgets?: (context: ConnectorContext) => readonly SourceBudget[];
  readonly choices?: typeof databricksChoices;
}

/** Every system that this version connects to, in the order in which it is offered. */
export const systemKits: readonly SystemKit[] = [
  { descriptor: workdaySystem, openSource: createWorkdaySource, fields: workdayFields },
  {
    descriptor: exactSystem,
    openSource: createExactSource,
    openSignIn: createExactSignIn,
    openWriteBack: createExactWriteBack,
    ringing: exactRinging,
    openSubscriptions: createExactSubscriptions,
    budgets: exactBudgets,
    fields: exactFields,
    choices: exactChoices,
  },
  {
    descriptor: databricksSystem,
    openDestination: (context) => createDatabricksDestination(context),
    choices: databricksChoices,
  },
  { descriptor: slackSystem, openMessenger: createSlackMessenger, openClicks: createSlackClicks },
];

/** What can be done with a system, or nothing if this version does not connect to it. */
export function kitOf(system: SystemId): Partial<SystemKit> {
  return systemKits.find(({ descriptor }) => descriptor.id === system) ?? {};
}

/** The part of a connection's kit that is asked for. Throws APP_NOT_FOUND if its system is not for that. */
export function partOf<Name extends keyof SystemKit>(
  { system }: Pick<Connection, 'system'>,
  name: Name,
  what: string,
): NonNullable<SystemKit[Name]> {
  const part = kitOf(system)[name];
  if (part === undefined) throw new AppError('APP_NOT_FOUND', 'config', { details: { what, id: system } });
  return part;
}
