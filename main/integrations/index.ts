import type { Integration } from '../ports/integration.ts';
import { workdayDatabricks } from './workday-databricks/integration.ts';

/** Every built integration. */
export const integrations: readonly Integration[] = [workdayDatabricks];

/** The integration of that id, or undefined for one that this version does not know. */
export function integrationById(id: string): Integration | undefined {
  return integrations.find((one) => one.id === id);
}
