import { isList, isObject } from '../../../shared/mapping/paths.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { RejectionReason, SourceRecord } from '../../../shared/model/record.ts';
import { sameAmount, sumAmounts } from '../../../shared/money/decimal.ts';

/**
 * A journal's debits equal its credits in ledger currency, over its lines and in its header's totals. Amounts that are not
 * decimals are left to the mapping, which rejects them by name.
 */
export function journalBalance(record: SourceRecord): readonly RejectionReason[] {
  return [...headerBalance(record.fields), ...lineBalance(record.fields)];
}

function headerBalance(fields: JsonObject): readonly RejectionReason[] {
  const debits = fields['total_ledger_debits'];
  const credits = fields['total_ledger_credits'];
  if (typeof debits !== 'string' || typeof credits !== 'string' || debits === '' || credits === '') return [];
  return unbalanced('total_ledger_debits', sumAmounts([debits]), sumAmounts([credits]));
}

function lineBalance(fields: JsonObject): readonly RejectionReason[] {
  const lines = fields['lines'];
  if (!isList(lines)) return [];
  const amounts = (name: string): string[] =>
    lines.map((line) => (isObject(line) ? line[name] : undefined)).filter((value) => typeof value === 'string');
  const debits = sumAmounts(amounts('ledger_debit_amount'));
  return unbalanced('lines.ledger_debit_amount', debits, sumAmounts(amounts('ledger_credit_amount')));
}

function unbalanced(field: string, debits: string, credits: string): readonly RejectionReason[] {
  return sameAmount(debits, credits) ? [] : [{ code: 'RECORD_UNBALANCED', field, value: debits, expected: credits }];
}
