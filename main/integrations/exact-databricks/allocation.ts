import { isList, isObject } from '../../../shared/mapping/paths.ts';
import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import type { SourceRecord } from '../../../shared/model/record.ts';
import type { DimensionEntry, Dimensions, HoldReason } from '../../ports/integration.ts';

const ACCOUNTS = 'gl_accounts';
const CENTERS = 'cost_centers';
/** Status of an entry that Exact itself has rejected: it is in no ledger, and nothing waits for it. */
const REJECTED = '5';
const MANDATORY = '1';
const NOT_PERMITTED = '2';

/** A GL account as documents name it: by company and id. */
export function glAccountEntry({ fields }: SourceRecord): DimensionEntry | null {
  const name = nameOf(fields['division_code'], fields['id']);
  if (name === null) return null;
  const { code, description, is_blocked: isBlocked, use_costcenter: useCostcenter } = fields;
  const facts = { blocked: isBlocked === true, useCostcenter: useCostcenter ?? null };
  return { name, facts: { code: code ?? null, description: description ?? null, ...facts } };
}

/** A cost center as documents name it: by company and code. */
export function costCenterEntry({ fields }: SourceRecord): DimensionEntry | null {
  const name = nameOf(fields['division_code'], fields['code']);
  if (name === null) return null;
  const { description, end_date: endDate, active } = fields;
  return { name, facts: { description: description ?? null, endDate: endDate ?? null, active: active !== false } };
}

function nameOf(division: JsonValue | undefined, id: JsonValue | undefined): string | null {
  const [company, own] = [textOf(division), textOf(id)];
  return company === null || own === null ? null : `${company}/${own}`;
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * Why a document waits: a line's GL account or cost center is unknown, may not be used, or the line is against the account's rule on
 * cost centers. `dateField` is the document's date where a line has none of its own.
 */
export function allocationReasons(
  record: SourceRecord,
  dimensions: Dimensions,
  dateField: string,
): readonly HoldReason[] {
  const { fields } = record;
  const lines = fields['lines'];
  if (!isList(lines) || fields['status'] === REJECTED) return [];
  const checks = { account: dimensions.knows(ACCOUNTS), center: dimensions.knows(CENTERS) };
  if (!checks.account && !checks.center) return [];
  const division = textOf(fields['division_code']) ?? '';
  const documentDate = textOf(fields[dateField]);
  return lines.flatMap((line, index): readonly HoldReason[] => {
    if (!isObject(line)) return [];
    const at: Line = {
      division,
      company: textOf(fields['division_name']) ?? division,
      line,
      label: `lines[${textOf(line['line_number']) ?? String(index + 1)}]`,
      date: textOf(line['date']) ?? documentDate,
    };
    return [
      ...(checks.account ? accountReasons(at, dimensions) : []),
      ...(checks.center ? centerReasons(at, dimensions) : []),
    ];
  });
}

interface Line {
  readonly division: string;
  /** Its name, or its number where it has none. */
  readonly company: string;
  readonly line: JsonObject;
  /** How reasons name it. */
  readonly label: string;
  readonly date: string | null;
}

/** “4500 Office costs (Amstel Trading)”: the first description that there is. */
function calledBy(code: string, descriptions: readonly (JsonValue | undefined)[], company: string): string {
  const description = descriptions.map(textOf).find((one) => one !== null);
  return `${description === undefined ? code : `${code} ${description}`} (${company})`;
}

function accountReasons({ division, company, line, label }: Line, dimensions: Dimensions): readonly HoldReason[] {
  const id = textOf(line['gl_account']);
  if (id === null) return [];
  const name = `${division}/${id}`;
  const facts = dimensions.find(ACCOUNTS, name);
  const value = textOf(line['gl_account_code']) ?? textOf(facts?.['code']) ?? id;
  const called = calledBy(value, [facts?.['description'], line['gl_account_description']], company);
  const center = textOf(line['cost_center']);
  const reason = (code: string, what: string | null): HoldReason[] => [
    { code, field: `${label}.gl_account`, value, called, expected: what, waitsFor: { stream: ACCOUNTS, name } },
  ];
  if (facts === null) return reason('ALLOCATION_ACCOUNT_UNKNOWN', null);
  if (facts['blocked'] === true) return reason('ALLOCATION_ACCOUNT_BLOCKED', null);
  if (facts['useCostcenter'] === MANDATORY && center === null) return reason('ALLOCATION_COST_CENTER_MISSING', null);
  return facts['useCostcenter'] === NOT_PERMITTED && center !== null
    ? reason('ALLOCATION_COST_CENTER_NOT_PERMITTED', center)
    : [];
}

function centerReasons({ division, company, line, label, date }: Line, dimensions: Dimensions): readonly HoldReason[] {
  const code = textOf(line['cost_center']);
  if (code === null) return [];
  const name = `${division}/${code}`;
  const facts = dimensions.find(CENTERS, name);
  const called = calledBy(code, [facts?.['description'], line['cost_center_description']], company);
  const reason = (of: string, expected: string | null): HoldReason[] => [
    { code: of, field: `${label}.cost_center`, value: code, called, expected, waitsFor: { stream: CENTERS, name } },
  ];
  if (facts === null) return reason('ALLOCATION_COST_CENTER_UNKNOWN', null);
  if (facts['active'] === false) return reason('ALLOCATION_COST_CENTER_INACTIVE', null);
  const end = textOf(facts['endDate']);
  return end !== null && date !== null && end < date ? reason('ALLOCATION_COST_CENTER_ENDED', end) : [];
}
