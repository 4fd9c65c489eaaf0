import { z } from 'zod';
import { errorDtoSchema } from '../errors/error-dto.ts';
import { viewDescriptorSchema } from '../messages/facts.ts';
import { messageRuleSchema } from '../messages/rule.ts';
import { checkStepSchema } from '../model/check.ts';
import { choiceSchema } from '../model/choice.ts';
import { connectionDraftSchema, connectionSchema } from '../model/connection.ts';
import { connectDraftInputSchema, connectDraftSchema } from '../model/draft.ts';
import { networkChangesSchema, networkStateSchema } from '../model/network.ts';
import { retentionSettingsSchema, retentionStateSchema } from '../model/retention.ts';
import { flowDraftSchema, flowSchema, integrationIdSchema } from '../model/flow.ts';
import { previewSchema } from '../model/preview.ts';
import { schemaPlanSchema } from '../model/plan.ts';
import { practiceChangeInput, practiceFaultGroupSchema } from '../model/practice.ts';
import {
  runFilterSchema,
  runItemSchema,
  runRequestFilterSchema,
  runRequestSchema,
  runRequestSortColumns,
  runSortColumns,
  runTimelineSchema,
} from '../model/record-view.ts';
import { batchSummarySchema, runSchema, runStateSchema } from '../model/run.ts';
import { languages, settingsSchema } from '../model/settings.ts';
import { systemDescriptorSchema, systemIdSchema } from '../model/system.ts';
import { totalsSpecSchema } from '../model/totals.ts';
import { columnTypeSchema, streamMappingSchema } from '../mapping/mapping.ts';
import { auditMethods } from './audit-methods.ts';
import { alertMethods } from './alert-methods.ts';
import { engineConfigSchema } from './config-file.ts';
import { evidenceMethods } from './evidence-methods.ts';
import { menuSchema } from './menu.ts';
import { installationMethods } from './installation-methods.ts';
import { diagnosticsMethods } from './diagnostics-methods.ts';
import { decisionMethods, messageMethods, rulePreviewMethods } from './message-methods.ts';
import { method } from './method.ts';
import { oldRunMethods } from './old-run-methods.ts';
import { recordMethods } from './record-methods.ts';
import { replayMethods } from './replay-methods.ts';
import { scheduleMethods } from './schedule-methods.ts';
import { forecastMethods } from './forecast-methods.ts';
import { heldMethods } from './held-methods.ts';
import { resyncMethods } from './resync-methods.ts';
import { webhookMethods } from './webhook-methods.ts';
import { signInMethods } from './sign-in-methods.ts';
import { proofMethods } from './proof-methods.ts';
import { writeBackMethods } from './write-back-methods.ts';
import { pageQuerySchema, pageSchema } from './paging.ts';

const none = z.object({}).strict();
const byId = z.object({ id: z.string() }).strict();
const minute = 60_000;

export const appInfoSchema = z.object({
  version: z.string(),
  host: z.enum(['electron', 'web', 'cli']),
  /** True if this window looks onto an engine that another process runs. */
  attached: z.boolean(),
  dataFolder: z.string(),
  /** Locale of the computer. */
  locale: z.string(),
  /** What it runs on; a part that is not there is left out. */
  versions: z.object({
    node: z.string(),
    electron: z.string().optional(),
    chromium: z.string().optional(),
    /** Operating system with its processor: `linux x64`. */
    platform: z.string(),
  }),
  logFolder: z.string(),
  /** What the data file takes on the disk now, its journal included; left out where it is not known. */
  dataBytes: z.number().int().optional(),
  store: z.object({ state: z.enum(['ready', 'read-only']), reason: z.string().nullable() }),
  vault: z.object({
    kind: z.enum(['keychain', 'passphrase', 'memory']),
    state: z.enum(['open', 'locked', 'unset']),
    reason: z.string().nullable(),
  }),
  practice: z.boolean(),
});

/** Runs that started within one hour of the clock, by state. */
export const hourOfRunsSchema = z.object({
  /** Beginning of the hour, UTC. */
  fromUtc: z.string(),
  states: z.array(z.object({ state: runStateSchema, runs: z.number().int() })),
});

export const flowOverviewSchema = z.object({
  flow: flowSchema,
  state: z.enum(['never-run', 'healthy', 'running', 'incomplete', 'rejections', 'failed', 'paused']),
  lastSuccessAtUtc: z.string().nullable(),
  nextRunAtUtc: z.string().nullable(),
  /** When each enabled stream is due next, and whether it alone is paused. */
  streams: z.array(
    z.object({ id: z.string(), nextRunAtUtc: z.string().nullable(), paused: errorDtoSchema.nullable() }),
  ),
  /** The source cannot be reached yet: its run starts when it can, or after some minutes says why not. */
  waitsForNetwork: z.object({ sinceUtc: z.string(), host: z.string() }).nullable(),
  /** A freeze of the flow's calendar that holds now: no run starts by itself until it ends. */
  frozen: z.object({ name: z.string(), untilUtc: z.string() }).nullable(),
  /** End of the planned absence, or freeze, of this moment: nothing is promised until then. */
  absentUntilUtc: z.string().nullable(),
  lastRun: runSchema.nullable(),
  openRejections: z.number().int(),
  /** Records that wait for reference data. */
  openHeld: z.number().int(),
  waitingBatches: z.number().int(),
  /** Hours of the last day in which runs started, oldest first; an hour without runs is left out. */
  hours: z.array(hourOfRunsSchema),
});

export const practiceStatusSchema = z.object({
  running: z.boolean(),
  systems: z.array(
    z.object({
      system: systemIdSchema,
      address: z.string(),
      /** Practice credentials are not secret: they only open the practice system. */
      credentials: z.array(z.object({ label: z.string(), value: z.string() })),
      faults: z.array(
        z.object({ id: z.string(), label: z.string(), group: practiceFaultGroupSchema, active: z.boolean() }),
      ),
    }),
  ),
  changing: z.boolean(),
});

export const integrationDescriptorSchema = z.object({
  id: integrationIdSchema,
  source: systemIdSchema,
  destination: systemIdSchema,
  streams: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      scheduleClass: z.enum(['transactional', 'reference']),
      defaultMapping: streamMappingSchema,
      /** Paths a mapping may use, with the type the connector gives them. */
      fields: z.array(
        z.object({
          path: z.string(),
          type: columnTypeSchema,
          list: z.boolean(),
          /** A reference carries `.wid`, `.name` and `.ids.<ID type>` below its path. */
          reference: z.boolean().optional(),
        }),
      ),
      /** Columns that control totals are computed from: a mapping cannot do without them. */
      totals: totalsSpecSchema.optional(),
    }),
  ),
  /** Only of a pair that posts messages: what its rules may look at, and the rules it proposes. */
  messaging: z
    .object({
      views: z.array(viewDescriptorSchema),
      templates: z.array(messageRuleSchema.omit({ channel: true, timeZone: true, enabled: true })),
    })
    .optional(),
});

/** The only list of what a window, the CLI or another host may ask (design §3). */
export const contract = {
  'app.info': method('host', none, appInfoSchema),
  'app.open-external': method('host', z.object({ url: z.string() }).strict(), z.object({})),
  /** The window's commands, for the application's menu to show; a host without such a menu takes them and does nothing. */
  'desktop.menu': method('host', menuSchema, z.object({})),
  'settings.get': method('host', none, settingsSchema),
  'settings.set': method('host', settingsSchema.partial().strict(), settingsSchema),
  /** First use (`unset`) chooses the passphrase; later uses open the vault. */
  'vault.unlock': method('host', z.object({ passphrase: z.string().min(1) }).strict(), appInfoSchema.shape.vault),

  'systems.list': method('engine', none, z.array(systemDescriptorSchema)),
  'integrations.list': method('engine', none, z.array(integrationDescriptorSchema)),

  'connections.list': method('engine', none, z.array(connectionSchema)),
  'connections.get': method('engine', byId, connectionSchema),
  'connections.save': method('engine', connectionDraftSchema, connectionSchema),
  'connections.remove': method('engine', byId, z.object({})),
  /** Runs the check; each step is also sent as a `check` event while it runs. `checkId` is the caller's, to tell checks apart. */
  'connections.check': method(
    'engine',
    z.object({ id: z.string(), checkId: z.string(), streams: z.array(z.string()) }).strict(),
    z.object({ ok: z.boolean(), steps: z.array(checkStepSchema) }),
    10 * minute,
  ),
  /** Choices for a field of the form, read from the system itself: warehouses, catalogs, schemas, companies. */
  'connections.choices': method(
    'engine',
    z.object({ id: z.string(), field: z.string() }).strict(),
    z.array(choiceSchema),
    minute,
  ),
  ...signInMethods,

  'flows.overview': method('engine', none, z.array(flowOverviewSchema)),
  'flows.get': method('engine', byId, flowSchema),
  'flows.save': method('engine', flowDraftSchema, flowSchema),
  'flows.remove': method('engine', byId, z.object({})),
  'flows.pause': method('engine', z.object({ id: z.string(), reason: z.string() }).strict(), flowSchema),
  'flows.resume': method('engine', byId, flowSchema),
  /** What a person has entered so far on the way to a flow, newest first. A secret in it is refused. */
  'drafts.list': method('engine', none, z.array(connectDraftSchema)),
  'drafts.save': method('engine', connectDraftInputSchema.strict(), connectDraftSchema),
  'drafts.remove': method('engine', byId, z.object({})),
  /** A few records of a stream as the source has them now, for sample values. Asks no destination. */
  'mapping.sample': method(
    'engine',
    z
      .object({
        integration: integrationIdSchema,
        sourceConnectionId: z.string(),
        stream: z.string(),
        limit: z.number().int().min(1).max(50),
      })
      .strict(),
    z.object({ records: z.array(z.object({ key: z.string(), label: z.string(), source: z.json() })) }),
    10 * minute,
  ),
  'mapping.validate': method(
    'engine',
    z.object({ integration: integrationIdSchema, stream: z.string(), mapping: streamMappingSchema }).strict(),
    z.array(z.object({ table: z.string(), column: z.string().nullable(), problem: z.string() })),
  ),

  /** Reads a sample, maps it and asks the destination what would change. Writes nothing. */
  'preview.run': method(
    'engine',
    z
      .object({
        flowId: z.string(),
        stream: z.string(),
        limit: z.number().int().min(1).max(200),
        /** In place of the flow's own, not saved. */
        mapping: streamMappingSchema.optional(),
        /** A name of the asker's own: its steps then come as events of topic `check`, under this subject. */
        checkId: z.string().min(1).max(64).optional(),
      })
      .strict(),
    previewSchema,
    10 * minute,
  ),
  /** Ends the preview that was asked for with this `checkId`, if it is still being made: the source is asked for nothing more. */
  'preview.cancel': method('engine', z.object({ checkId: z.string().min(1).max(64) }).strict(), z.object({})),
  /** The same for a flow that is not saved yet, or as it would be once saved. */
  'preview.draft': method(
    'engine',
    z.object({ draft: flowDraftSchema, stream: z.string(), limit: z.number().int().min(1).max(200) }).strict(),
    previewSchema,
    10 * minute,
  ),
  'plan.get': method('engine', z.object({ flowId: z.string() }).strict(), schemaPlanSchema, 10 * minute),
  'plan.draft': method('engine', z.object({ draft: flowDraftSchema }).strict(), schemaPlanSchema, 10 * minute),

  ...forecastMethods,

  /** Starts a run and answers at once; progress comes as `run` events. `onlyKeys` loads just these records and moves no cursor. */
  'runs.start': method(
    'engine',
    z
      .object({
        flowId: z.string(),
        streams: z.array(z.string()).optional(),
        onlyKeys: z.object({ stream: z.string(), keys: z.array(z.string()).min(1) }).optional(),
        /** Computes landed totals anew, also where nothing was loaded. */
        verify: z.boolean().optional(),
        /** A person has confirmed that it starts although the flow is frozen. */
        duringFreeze: z.boolean().optional(),
        /** Who asks; a person if left out. */
        trigger: z.enum(['manual', 'schedule', 'catch-up']).optional(),
      })
      .strict(),
    runSchema,
  ),
  ...proofMethods,
  ...writeBackMethods,
  ...scheduleMethods,
  'runs.cancel': method('engine', byId, z.object({ kept: z.string() })),
  /** Runs in pages, the newest first unless another order is asked for. */
  'runs.list': method('engine', pageQuerySchema(runFilterSchema, runSortColumns), pageSchema(runItemSchema)),
  'runs.get': method('engine', byId, runSchema),
  'runs.batches': method('engine', byId, z.array(batchSummarySchema)),
  /** When each phase, batch and pause of a run happened. */
  'runs.timeline': method('engine', byId, runTimelineSchema),
  /** The redacted request log of a run: hosts and counts, never a payload. Bounded; the oldest requests of a long run go first. */
  'runs.requests': method(
    'engine',
    pageQuerySchema(runRequestFilterSchema, runRequestSortColumns),
    pageSchema(runRequestSchema),
  ),

  ...oldRunMethods,
  ...recordMethods,
  ...replayMethods,
  ...alertMethods,
  ...messageMethods,
  ...decisionMethods,
  ...rulePreviewMethods,
  ...resyncMethods,
  ...webhookMethods,
  ...heldMethods,
  ...installationMethods,

  ...auditMethods,
  ...evidenceMethods,
  ...diagnosticsMethods,

  'network.get': method('engine', none, networkStateSchema),
  /** Holds from the next request on; what is under way ends on the old way. */
  'network.set': method('engine', networkChangesSchema, networkStateSchema),
  /**
   * Tries the way that is stored: steps as in a connection's check, each also sent as a `check` event. Against the address of a
   * connection (the first real one if nothing is named) or an https address; sends no credentials of a system.
   */
  'network.test': method(
    'engine',
    z
      .object({ checkId: z.string(), connectionId: z.string().optional(), address: z.string().max(2000).optional() })
      .strict(),
    z.object({ ok: z.boolean(), host: z.string(), steps: z.array(checkStepSchema) }),
    2 * minute,
  ),

  /** How long details of finished work are kept, and what would go now at each choice. */
  'retention.get': method('engine', none, retentionStateSchema),
  /** Holds at once: what is older goes as soon as no run is under way. What went cannot be brought back. */
  'retention.set': method('engine', retentionSettingsSchema, retentionStateSchema),

  'config.export': method('engine', none, engineConfigSchema),
  'config.import': method(
    'engine',
    z
      .object({
        file: engineConfigSchema,
        secrets: z.record(z.string(), z.record(z.string(), z.string())),
        proxyPassword: z.string().optional(),
      })
      .strict(),
    z.object({ connections: z.array(connectionSchema), flows: z.array(flowSchema) }),
  ),

  'practice.status': method('host', none, practiceStatusSchema),
  /**
   * Starts the practice systems, connects them and makes their flows: what `npm run demo` does before its run. What is made is
   * named in `language`, that of the window which asks; without it in the language of the settings.
   */
  'practice.start': method(
    'host',
    z.object({ language: z.enum(languages).optional() }).strict(),
    practiceStatusSchema,
    2 * minute,
  ),
  'practice.stop': method('host', z.object({ remove: z.boolean() }).strict(), practiceStatusSchema, minute),
  /** Makes one round of changes in the practice world (new, corrected, cancelled, late records), or takes an invoice away; says what changed. */
  'practice.change': method('host', practiceChangeInput, z.object({ changed: z.array(z.string()) })),
  'practice.keep-changing': method('host', z.object({ on: z.boolean() }).strict(), practiceStatusSchema),
  'practice.fault': method(
    'host',
    z.object({ system: systemIdSchema, fault: z.string(), active: z.boolean() }).strict(),
    practiceStatusSchema,
  ),
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type InputOf<Name extends MethodName> = z.input<Contract[Name]['input']>;
export type OutputOf<Name extends MethodName> = z.output<Contract[Name]['output']>;

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(contract, name);
}
