import { describe, expect, it } from 'vitest';
import { fieldCatalog } from '../../../main/connectors/workday/fields.ts';
import { workdayDatabricks } from '../../../main/integrations/workday-databricks/integration.ts';
import { mappingRisks } from '../../../shared/mapping/type-rules.ts';
import { validateMapping } from '../../../shared/mapping/validate.ts';

describe('default mappings and what the Workday connector gives', () => {
  it.each(workdayDatabricks.streams.map((stream) => [stream.id, stream.defaultMapping] as const))(
    '%s uses only fields that are there, in types that hold them',
    (id, mapping) => {
      const catalog = fieldCatalog[id] ?? [];
      expect(catalog.length).toBeGreaterThan(3);
      expect(validateMapping(mapping, catalog)).toEqual([]);
      expect(mappingRisks(mapping, catalog)).toEqual([]);
    },
  );
});
