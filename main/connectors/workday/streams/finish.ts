import type { SourceRecord, SourceTimeKind, UnreadableRecord } from '../../../../shared/model/record.ts';
import { copyText } from '../xml/names.ts';
import type { ReferenceValue } from '../xml/reference-value.ts';
import type { Fields } from '../xml/response-reader.ts';
import { deriveDueDate } from './due-date.ts';
import { exactSum, finishWorktags, listOf, numberLines } from './finish-lines.ts';

export type Finished = { readonly record: SourceRecord } | { readonly unreadable: UnreadableRecord };

export interface Identity {
  /** Field of the record's own reference. */
  readonly own: string;
  /** Fields with what people call it, the best first. */
  readonly labels: readonly string[];
  readonly noun: string;
  readonly time: { readonly field: string; readonly kind: SourceTimeKind } | null;
}

function labelOf(fields: Fields, names: readonly string[], own: ReferenceValue | null): string | null {
  for (const name of names) {
    const text = fields[name];
    if (typeof text === 'string' && text !== '') return copyText(text);
  }
  return own?.name === undefined || own.name === null ? null : copyText(own.name);
}

/** Gives the record its key, label and time. Without a Workday id it is unreadable: nothing could be keyed by it. */
export function identified(fields: Fields, identity: Identity): Finished {
  const own = (fields[identity.own] ?? null) as ReferenceValue | null;
  const label = labelOf(fields, identity.labels, own);
  const wid = own?.wid ?? null;
  if (wid === null) {
    const named = label ?? identity.noun;
    return { unreadable: { key: null, label: named, reason: `the ${identity.noun} has no Workday id (WID)` } };
  }
  const key = copyText(wid);
  fields['wid'] = key;
  const changed = identity.time === null ? null : fields[identity.time.field];
  const changedAt = typeof changed === 'string' ? copyText(changed) : null;
  const timeKind = changedAt === null || identity.time === null ? 'as_of' : identity.time.kind;
  return { record: { key, label: label ?? key, changedAt, timeKind, fields } };
}

/** A journal entry. */
export function finishJournal(fields: Fields): Finished {
  const lines = listOf(fields, 'lines');
  numberLines(lines, 'line_order');
  for (const line of lines) finishWorktags(line);
  return identified(fields, {
    own: 'journal_entry',
    labels: ['journal_number'],
    noun: 'journal entry',
    time: { field: 'last_updated_date', kind: 'updated' },
  });
}

const CHARGES = ['tax_amount', 'freight_amount', 'other_charges'];

function finishDocument(fields: Fields, total: string): void {
  const lines = listOf(fields, 'lines');
  numberLines(lines, 'line_order');
  for (const line of lines) {
    finishWorktags(line);
    for (const split of listOf(line, 'splits')) finishWorktags(split);
  }
  // No total is written in any known version (reference page §4.2); this one says that it is computed.
  const sum = exactSum([...lines.map((line) => line['extended_amount']), ...CHARGES.map((name) => fields[name])]);
  fields[total] = sum;
  fields[`${total}_derivation`] = sum === null ? null : 'computed: lines + tax + freight + other charges';
}

/** A supplier invoice. */
export function finishInvoice(fields: Fields): Finished {
  finishDocument(fields, 'invoice_total');
  deriveDueDate(fields);
  return identified(fields, {
    own: 'supplier_invoice',
    labels: ['invoice_number', 'supplier_invoice_id'],
    noun: 'supplier invoice',
    time: { field: 'invoice_date', kind: 'document' },
  });
}

/** A supplier invoice adjustment (credit memo). */
export function finishAdjustment(fields: Fields): Finished {
  finishDocument(fields, 'adjustment_total');
  return identified(fields, {
    own: 'supplier_invoice_adjustment',
    labels: ['adjustment_number', 'supplier_adjustment_id'],
    noun: 'supplier invoice adjustment',
    time: { field: 'adjustment_date', kind: 'document' },
  });
}

/** A purchase order; the splits of its lines stand at the line and, with the line's number, in one list. */
export function finishOrder(fields: Fields): Finished {
  const lines = listOf(fields, 'lines');
  numberLines(lines, 'line_order');
  const splits: Fields[] = [];
  for (const line of lines) {
    finishWorktags(line);
    listOf(line, 'splits').forEach((split, at) => {
      finishWorktags(split);
      split['split_number'] = String(at + 1);
      split['line_number'] = line['line_number'] ?? null;
      splits.push(split);
    });
  }
  fields['splits'] = splits;
  const sum = exactSum(lines.map((line) => line['extended_amount']));
  fields['purchase_order_total'] = sum;
  fields['purchase_order_total_derivation'] = sum === null ? null : 'computed: lines';
  return identified(fields, {
    own: 'purchase_order',
    labels: ['document_number', 'purchase_order_id'],
    noun: 'purchase order',
    time: { field: 'document_date', kind: 'document' },
  });
}

/** A supplier. Its status is the newest of its status history that is not in the future as of `today` (`YYYY-MM-DD`). */
export function finishSupplier(fields: Fields, today: string): Finished {
  let status: Fields | null = null;
  for (const entry of listOf(fields, 'status_history')) {
    const date = dateOf(entry);
    if (date > today) continue;
    if (status === null || date >= dateOf(status)) status = entry;
  }
  fields['status'] = status?.['status'] ?? null;
  return identified(fields, {
    own: 'supplier',
    labels: ['supplier_name', 'supplier_id'],
    noun: 'supplier',
    time: null,
  });
}

function dateOf(entry: Fields): string {
  const date = entry['effective_date'];
  return typeof date === 'string' ? date.slice(0, 10) : '';
}

/** A roll-up of ledger accounts. */
export function finishSummary(fields: Fields): Finished {
  return identified(fields, {
    own: 'ledger_account_summary',
    labels: ['ledger_account_summary_name', 'ledger_account_summary_id'],
    noun: 'GL account summary',
    time: null,
  });
}

/** The ledger accounts of one account set: Workday gives them no id of their own, so the key is set and account together. */
export function finishAccountSet(fields: Fields): Finished[] {
  const own = (fields['account_set'] ?? null) as ReferenceValue | null;
  const given = fields['account_set_id'];
  const setId = typeof given === 'string' && given !== '' ? given : (own?.ids['Account_Set_ID'] ?? null);
  const head = {
    account_set_id: setId,
    account_set_name: fields['account_set_name'] ?? null,
    account_set_wid: own?.wid ?? null,
    chart_of_accounts: fields['chart_of_accounts'] ?? null,
  };
  return listOf(fields, 'accounts').map((account): Finished => {
    const number = account['ledger_account_identifier'];
    const name = account['ledger_account_name'];
    const label = [number, name].filter((part): part is string => typeof part === 'string' && part !== '').join(' ');
    if (setId === null || typeof number !== 'string' || number === '') {
      const missing = setId === null ? 'its account set has no id' : 'it has no account number';
      return { unreadable: { key: null, label: label === '' ? 'GL account' : copyText(label), reason: missing } };
    }
    const key = copyText(`${setId}|${number}`);
    const all = { ...head, ...account, restricted_to: account['restricted_to'] ?? [], key };
    return { record: { key, label: copyText(label), changedAt: null, timeKind: 'as_of', fields: all } };
  });
}
