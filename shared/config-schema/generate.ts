import { z } from 'zod';
import { configFileSchema } from '../contract/config-file.ts';

/** The configuration file's JSON Schema, as it is committed beside this file: what editors and other programs check against. */
export function generateConfigSchema(): string {
  const schema = z.toJSONSchema(configFileSchema, { io: 'input', target: 'draft-2020-12' });
  const titled = {
    ...schema,
    title: 'ml-connector configuration',
    description:
      'Connections, flows, and the settings of the installation. Secrets are never in this file: it names the environment variables that hold them.',
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
