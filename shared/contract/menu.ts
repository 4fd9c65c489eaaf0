import { z } from 'zod';

/** Where a command stands in the application's menu. */
export const menuGroupSchema = z.enum(['file', 'flows', 'go', 'view', 'help']);
export type MenuGroup = z.infer<typeof menuGroupSchema>;

/** One command of the window as the application's menu shows it: in the window's language, with Electron's name of its keys. */
export const menuCommandSchema = z
  .object({
    id: z.string().min(1).max(200),
    label: z.string().min(1).max(200),
    group: menuGroupSchema,
    accelerator: z
      .string()
      .regex(/^(?:(?:CmdOrCtrl|Alt|Shift)\+){0,3}(?:[A-Z0-9,./?]|F\d{1,2}|Enter)$/)
      .nullable(),
  })
  .strict();
export type MenuCommand = z.infer<typeof menuCommandSchema>;

export const menuSchema = z.object({ commands: z.array(menuCommandSchema).max(300) }).strict();
