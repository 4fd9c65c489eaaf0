import { z } from 'zod';
import { alertRulesSchema } from '../alerts/rules.ts';
import { exclusionRuleSchema, integrationIdSchema, scheduleSchema } from '../model/flow.ts';
import { networkSettingsSchema } from '../model/network.ts';
import { trailSettingsSchema } from '../model/audit-retention.ts';
import { retentionSettingsSchema } from '../model/retention.ts';
import { settingsSchema, type Settings } from '../model/settings.ts';
import { systemIdSchema } from '../model/system.ts';
import { messagingSchema } from '../messages/rule.ts';
import { flowCalendarSchema } from '../schedule/flow-calendar.ts';
import { streamMappingSchema } from '../mapping/mapping.ts';

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

/**
 * The configuration file of `import` and `export`. Secrets are never in it: each is the name of an environment variable,
 * or left out, in which case the CLI asks for it (or keeps the stored one).
 */
export const configFileSchema = z
  .object({
    $schema: z.string().optional(),
    format: z.literal('ml-connector-config'),
    version: z.literal(1),
    /** How this installation reaches the network; what is there stays if it is left out. */
    network: networkSettingsSchema
      .extend({ proxyPasswordFromEnvironment: variableName.optional() })
      .strict()
      .optional(),
    /** How long details of finished work are kept; what is there stays if it is left out. */
    retention: retentionSettingsSchema.optional(),
    /** The same of the entries of the audit trail. */
    auditRetention: trailSettingsSchema.optional(),
    /** Which alerts are told, from where on, and the limits of a close; what is left out stays as it is there. */
    alertRules: alertRulesSchema.partial().optional(),
    /** Times of the day between which nobody is notified on the desktop; what is there stays if it is left out, null removes it. */
    quietHours: settingsSchema.shape.quietHours.optional(),
    connections: z.array(
      z
        .object({
          name: z.string().min(1).max(120),
          system: systemIdSchema,
          settings: z.record(z.string(), z.string()),
          /** Secret field → name of the environment variable that holds it. */
          secretsFromEnvironment: z.record(z.string(), variableName),
        })
        .strict(),
    ),
    flows: z.array(
      z
        .object({
          name: z.string().min(1).max(120),
          integration: integrationIdSchema,
          /** Names of connections, of this file or already there. */
          source: z.string(),
          destination: z.string(),
          streams: z.array(
            z
              .object({
                id: z.string(),
                enabled: z.boolean(),
                mapping: streamMappingSchema.optional(),
                exclusions: z.array(exclusionRuleSchema).optional(),
              })
              .strict(),
          ),
          schedule: scheduleSchema,
          /** Planned absence, days of the close and freezes; what is there stays if it is left out, null removes it. */
          calendar: flowCalendarSchema.nullable().optional(),
          /** Rules of a flow that posts messages. */
          messaging: messagingSchema.optional(),
        })
        .strict(),
    ),
  })
  .strict();
export type ConfigFile = z.infer<typeof configFileSchema>;

/** The part that is the engine's. Quiet hours are a setting of the window, which whoever reads or writes the file adds. */
export const engineConfigSchema = configFileSchema.omit({ quietHours: true });
export type EngineConfig = z.infer<typeof engineConfigSchema>;

/** The whole file, of the engine's part and the settings of the window; what nobody chose is left out. */
export function wholeConfig(file: EngineConfig, { quietHours }: Pick<Settings, 'quietHours'>): ConfigFile {
  const { connections, flows, ...installation } = file;
  return { ...installation, ...(quietHours === null ? {} : { quietHours }), connections, flows };
}
