import type { ErrorTexts } from '../error-text.ts';

/** Reasons for which one record is rejected. `{field}`, `{value}` and `{expected}` are always given. */
export const recordErrors = {
  RECORD_FIELD_MISSING: {
    kind: 'record',
    text: '“{field}” is empty, but it must have a value.',
    next: 'Fill the field in the source system; the record is read again when it has changed.',
  },
  RECORD_KEY_MISSING: {
    kind: 'record',
    text: 'The record has no {field}, so it cannot be told apart from others.',
    next: 'Ask the administrator of the source system why the record has no id.',
  },
  RECORD_KEY_DIFFERS: {
    kind: 'record',
    text: '“{field}” is “{value}”, but the record itself is known as “{expected}”.',
    next: 'Map the key column to the id of the record, without a transform.',
  },
  RECORD_DECIMAL_INVALID: {
    kind: 'record',
    text: '“{field}” is “{value}”, which is not a decimal number.',
    next: 'Correct the amount in the source system, or change the mapping of the column.',
  },
  RECORD_DECIMAL_DOES_NOT_FIT: {
    kind: 'record',
    text: '“{field}” is {value}, which does not fit {expected} exactly. Amounts are never rounded.',
    next: 'Correct the amount in the source system, or map it to a column with more digits.',
  },
  RECORD_INTEGER_INVALID: {
    kind: 'record',
    text: '“{field}” is “{value}”, which is not a whole number.',
    next: 'Correct the value in the source system, or change the mapping of the column.',
  },
  RECORD_DATE_INVALID: {
    kind: 'record',
    text: '“{field}” is “{value}”, which is not a calendar date.',
    next: 'Correct the date in the source system.',
  },
  RECORD_TIMESTAMP_INVALID: {
    kind: 'record',
    text: '“{field}” is “{value}”, which is not a point in time with its offset.',
    next: 'Correct the value in the source system.',
  },
  RECORD_BOOLEAN_INVALID: {
    kind: 'record',
    text: '“{field}” is “{value}”, which is neither true nor false.',
    next: 'Correct the value in the source system, or change the mapping of the column.',
  },
  RECORD_TEXT_INVALID: {
    kind: 'record',
    text: '“{field}” is “{value}”, which cannot be stored as text exactly; expected is {expected}.',
    next: 'Correct the text in the source system, or change the mapping of the column.',
  },
  RECORD_JSON_TOO_DEEP: {
    kind: 'record',
    text: '“{field}” holds fields nested too deeply; {expected} are stored.',
    next: 'Map the parts that are needed to columns of their own.',
  },
  RECORD_LINES_INVALID: {
    kind: 'record',
    text: '“{field}” is {value}, where {expected} was expected.',
    next: 'Change the path of the lines in the mapping, or save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  RECORD_VALUE_NOT_LISTED: {
    kind: 'record',
    text: '“{field}” is “{value}”; allowed are {expected}.',
    next: 'Correct the value in the source system, or add it to the mapping.',
  },
  RECORD_LINE_KEY_REPEATED: {
    kind: 'record',
    text: 'Two lines of the document have the same {field} “{value}”.',
    next: 'Correct the line numbers in the source system.',
  },
  RECORD_UNBALANCED: {
    kind: 'record',
    text: 'Debits are {value}, credits are {expected}: the journal does not balance.',
    next: 'Correct the journal in the source system.',
  },
  RECORD_UNREADABLE: {
    kind: 'record',
    text: 'The record could not be read: {reason}.',
    next: 'Open the record in the source system and correct what is named; then run again.',
  },
  RECORD_REFUSED: {
    kind: 'record',
    text: 'The destination refused the record: {reason}.',
    next: 'Correct the value named, in the source system or in the mapping, and run again.',
  },
} as const satisfies ErrorTexts;
