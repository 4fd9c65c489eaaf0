import { z } from 'zod';
import { errorDtoSchema } from '../errors/error-dto.ts';
import { webhookEventSchema, webhookFilterSchema, webhookSortColumns } from '../webhooks/event.ts';
import { companySubscriptionsSchema, webhookOverviewSchema, webhookSettingsSchema } from '../webhooks/state.ts';
import { method } from './method.ts';
import { pageQuerySchema, pageSchema } from './paging.ts';

const minute = 60_000;
const ofConnection = z.object({ connectionId: z.string() }).strict();

/** What may be asked about systems that call us when something changed. */
export const webhookMethods = {
  /** Settings, how the receiver is, what came and what was not taken. */
  'webhooks.get': method('engine', none(), webhookOverviewSchema),
  /** Holds at once. WEBHOOK_ADDRESS_INVALID for a public address that is no https address of a name alone. */
  'webhooks.set': method('engine', webhookSettingsSchema, webhookOverviewSchema),
  /** The secret that the system signs with. The one before holds for two days more, since deliveries are repeated that long. */
  'webhooks.set-secret': method(
    'engine',
    z.object({ connectionId: z.string(), secret: z.string().trim().min(8).max(500) }).strict(),
    webhookOverviewSchema,
  ),
  /** Another unguessable address for the connection; nothing is found at the one before from then on. */
  'webhooks.renew-address': method('engine', ofConnection, webhookOverviewSchema),
  /** Calls the connection's public address once, as its system does to see whether somebody is there. */
  'webhooks.check-address': method(
    'engine',
    ofConnection,
    z.object({ ok: z.boolean(), error: errorDtoSchema.nullable() }),
    minute,
  ),
  /** Events in pages, the newest first unless another order is asked for. */
  'webhooks.events': method(
    'engine',
    pageQuerySchema(webhookFilterSchema, webhookSortColumns),
    pageSchema(webhookEventSchema),
  ),
  /** Fetches again what these events name. Those that concerned no flow stay as they are. */
  'webhooks.ring-again': method(
    'engine',
    z.object({ ids: z.array(z.string()).min(1).max(500) }).strict(),
    z.object({ changed: z.number().int() }),
  ),
  /** What the system calls us for, by company. A company whose list cannot be had says why. */
  'webhooks.subscriptions': method('engine', ofConnection, z.array(companySubscriptionsSchema), 2 * minute),
  /** Subscribes to topics of one company, one after the other; each says what the system had against it. */
  'webhooks.subscribe': method(
    'engine',
    z.object({ connectionId: z.string(), division: z.string(), topics: z.array(z.string()).min(1).max(30) }).strict(),
    z.array(z.object({ topic: z.string(), error: errorDtoSchema.nullable() })),
    5 * minute,
  ),
  'webhooks.unsubscribe': method(
    'engine',
    z.object({ connectionId: z.string(), division: z.string(), id: z.string() }).strict(),
    z.object({}),
    minute,
  ),
} as const;

function none() {
  return z.object({}).strict();
}
