import { z } from 'zod';

export const systemIds = ['workday', 'exact', 'databricks', 'slack'] as const;
export const systemIdSchema = z.enum(systemIds);
export type SystemId = z.infer<typeof systemIdSchema>;

/** One field of a connection form. A field with `secret: true` goes to the vault and is never shown again. */
export const systemFieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'url', 'select', 'number', 'boolean', 'secret', 'table']),
  required: z.boolean(),
  secret: z.boolean(),
  defaultValue: z.string().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  placeholder: z.string().optional(),
  /** One sentence below the field. */
  help: z.string().optional(),
  /** Exact path in the vendor's own screens where the value is found. */
  whereToFind: z.string().optional(),
  /** Shown only while another field has one of these values. */
  showWhen: z.object({ field: z.string(), in: z.array(z.string()) }).optional(),
  /** `connections.choices` lists values for it once the connection has its address and secrets; it may be empty until then. */
  choices: z.boolean().optional(),
  /** Several of its choices may be chosen; the setting holds their values separated by commas. */
  multiple: z.boolean().optional(),
  /** Rarely needed; folded away under “More settings”. */
  advanced: z.boolean().optional(),
});
export type SystemField = z.infer<typeof systemFieldSchema>;

/** What the wizard, the CLI and the importer need to know of a system. Pure data. */
export const systemDescriptorSchema = z.object({
  id: systemIdSchema,
  name: z.string(),
  role: z.enum(['source', 'destination']),
  fields: z.array(systemFieldSchema),
  /** `paste-back`: a person signs in with the system browser and pastes the address at which it lands. Left out: the fields do. */
  signIn: z.enum(['paste-back']).optional(),
  /** A sign-in that nothing used for so many days ends. */
  signInDays: z.number().int().positive().optional(),
  /** What the customer's administrator must grant, each with its reason. */
  permissions: z.array(
    z.object({
      grant: z.string(),
      reason: z.string(),
      /** Streams that need it; all of them if left out. */
      streams: z.array(z.string()).optional(),
      /** Its name can differ between tenants and releases: to be confirmed by the administrator. */
      confirm: z.boolean().optional(),
    }),
  ),
  /** What is never read or written. */
  never: z.array(z.string()),
});
export type SystemDescriptor = z.infer<typeof systemDescriptorSchema>;
