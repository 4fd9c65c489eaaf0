import type { Choice } from '../../../shared/model/choice.ts';
import type { SourceBudget } from '../../../shared/model/source-budget.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { createExactApi } from './client.ts';
import { whyNot } from './divisions.ts';
import { readSettings } from './settings.ts';

/** Choices for a field of the form: the companies. Empty for any other field. Throws as the API. */
export async function exactChoices(context: ConnectorContext, field: string, signal: AbortSignal): Promise<Choice[]> {
  if (field !== 'divisions') return [];
  const divisions = await createExactApi(context).divisions(signal);
  return divisions.map((division) => {
    const reason = whyNot(division);
    return {
      value: String(division.code),
      label: division.description,
      facts: [...fact('Country', division.country), ...fact('Currency', division.currency)],
      ...(reason === null ? {} : { reason }),
    };
  });
}

/** What Exact permits in each chosen company and what is left, as it last said. Sends nothing. Throws EXACT_SETTING_INVALID. */
export function exactBudgets(context: ConnectorContext): SourceBudget[] {
  const api = createExactApi(context);
  return readSettings(context.connection).divisions.map((division) => api.budgetOf(division));
}

function fact(label: string, value: string | null): { label: string; value: string }[] {
  return value === null ? [] : [{ label, value }];
}
