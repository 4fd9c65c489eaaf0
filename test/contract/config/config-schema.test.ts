import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { integrationById } from '../../../main/integrations/index.ts';
import { generateConfigSchema } from '../../../shared/config-schema/generate.ts';
import { configFileSchema } from '../../../shared/contract/config-file.ts';

const folder = new URL('../../../shared/config-schema/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const committed = read('ml-connector-config.schema.json');
const example = configFileSchema.parse(JSON.parse(read('example.json')));
const accepts = new Ajv2020.default({
  strict: false,
  formats: { 'date-time': (text) => !Number.isNaN(Date.parse(text)) },
}).compile(JSON.parse(committed) as object);

describe('the configuration file’s schema', () => {
  it('is the one that the program checks by', () => {
    expect(JSON.parse(committed)).toEqual(JSON.parse(generateConfigSchema()));
  });

  it('accepts the example', () => {
    expect(accepts(JSON.parse(read('example.json')))).toBe(true);
  });

  it('accepts the example with every default mapping written out', () => {
    const streams = (integrationById('workday-databricks')?.streams ?? []).map((stream) => ({
      id: stream.id,
      enabled: true,
      mapping: stream.defaultMapping,
    }));
    expect(streams).toHaveLength(8);
    expect(accepts({ ...example, flows: [{ ...example.flows[0], streams }] })).toBe(true);
  });

  it.each<[string, unknown]>([
    [
      'secrets beside the settings',
      { ...example, connections: [{ ...example.connections[0], secrets: { password: 'x' } }] },
    ],
    ['a password of a connection', { ...example, connections: [{ ...example.connections[0], password: 'x' }] }],
    [
      'a secret where the name of a variable belongs',
      { ...example, connections: [{ ...example.connections[0], secretsFromEnvironment: { password: 'p4ss w0rd!' } }] },
    ],
    [
      'a schedule faster than five minutes',
      withSchedule({ kind: 'every', transactionalMinutes: 4, referenceMinutes: 60 }),
    ],
    ['an unknown system', { ...example, connections: [{ ...example.connections[0], system: 'other' }] }],
    ['another version of the format', { ...example, version: 2 }],
    ['an unknown field', { ...example, extra: true }],
  ])('refuses %s, as the program does', (_, file) => {
    expect(accepts(file)).toBe(false);
    expect(configFileSchema.safeParse(file).success).toBe(false);
  });
});

describe('the example', () => {
  it('names every stream of its integration in running order', () => {
    const ids = integrationById('workday-databricks')?.streams.map((stream) => stream.id);
    expect(example.flows[0]?.streams.map((stream) => stream.id)).toEqual(ids);
  });

  it('connects its flow to its own connections', () => {
    const names = example.connections.map((connection) => connection.name);
    expect(names).toContain(example.flows[0]?.source);
    expect(names).toContain(example.flows[0]?.destination);
  });
});

function withSchedule(schedule: unknown): unknown {
  return { ...example, flows: [{ ...example.flows[0], schedule }] };
}
