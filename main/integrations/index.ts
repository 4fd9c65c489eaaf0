import type { Integration } from '../ports/integration.ts';
import { workdayDatabricks } from './workday-databricks/integration.ts';
import { exactDatabricks } from './exact-databricks/integration.ts';
import { workdaySlack } from './workday-slack/integration.ts';

/** Every built integration. */
export const integrations: readonly Integration[] = [workdayDatabricks, exactDatabricks, workdaySlack];

/** The integration of that id, or undefined for one that this version does not know. */
export function integrationById(id: string): Integration | undefined {
  return integrations.find((one) => one.id === id);
}
