import type { EventPayload } from '../../shared/contract/events.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { Flow } from '../../shared/model/flow.ts';
import type { SourceBudget } from '../../shared/model/source-budget.ts';
import type { Logger } from '../log/logger.ts';
import type { ClickListener } from '../ports/clicks.ts';
import type { Destination } from '../ports/destination.ts';
import type { Integration } from '../ports/integration.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { SignIn } from '../ports/sign-in.ts';
import type { Source } from '../ports/source.ts';
import type { Clock, Random } from '../ports/time.ts';
import type { Store } from '../store/store.ts';

/** The integration with this id, if this version has it. */
export function findIntegration(integrations: readonly Integration[], id: string): Integration | undefined {
  return integrations.find((one) => one.id === id);
}

/** All that the engine needs of the world. */
export interface EngineDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly integrations: readonly Integration[];
  /** Tells windows and the CLI what is so now. Never throws. */
  publish(payload: EventPayload): void;
  openSource(connection: Connection): Source;
  /** The flow that delivers there; null where only the connection is looked at. */
  openDestination(connection: Connection, flow: Flow | null): Destination;
  /** Throws APP_NOT_FOUND for a system that messages cannot be posted to. */
  openMessenger(connection: Connection): Messenger;
  /** Throws APP_NOT_FOUND for a system that tells of no clicks. Left out where nobody may listen. */
  readonly openClicks?: (connection: Connection) => ClickListener;
  /** Throws APP_NOT_FOUND for a system at which nobody signs in with a browser. Left out where there is none. */
  readonly openSignIn?: (connection: Connection) => SignIn;
  /** What the source permits and what is left, as it last said; empty for one that sets no budget. Sends nothing. */
  readonly budgetsOf?: (connection: Connection) => Promise<readonly SourceBudget[]>;
}
