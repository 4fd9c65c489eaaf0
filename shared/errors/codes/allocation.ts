import type { ErrorTexts } from '../error-text.ts';

const waits =
  'The document waits as a whole. It is looked at again whenever reference data was read, and lands by itself once it fits.';

/** Reasons for which a document waits before load. `{field}`, `{value}` and `{expected}` are always given. */
export const allocationErrors = {
  ALLOCATION_ACCOUNT_UNKNOWN: {
    kind: 'record',
    text: '“{field}” names GL account {value}, which is not among the GL accounts that were read.',
    effect: waits,
    next: 'Nothing to do if the account is new: it comes with the next run. Otherwise correct the line in the source system.',
  },
  ALLOCATION_ACCOUNT_BLOCKED: {
    kind: 'record',
    text: '“{field}” names GL account {value}, which is blocked.',
    effect: waits,
    next: 'Book the line on another account or open the account in the source system; or let the document go as it is.',
  },
  ALLOCATION_COST_CENTER_MISSING: {
    kind: 'record',
    text: '“{field}” names GL account {value}, which asks for a cost center, and the line has none.',
    effect: waits,
    next: 'Add the cost center to the line in the source system, or make it optional for the account; or let the document go as it is.',
  },
  ALLOCATION_COST_CENTER_NOT_PERMITTED: {
    kind: 'record',
    text: '“{field}” names GL account {value}, which takes no cost center, and the line names {expected}.',
    effect: waits,
    next: 'Take the cost center off the line in the source system, or permit it for the account; or let the document go as it is.',
  },
  ALLOCATION_COST_CENTER_UNKNOWN: {
    kind: 'record',
    text: '“{field}” names cost center {value}, which is not among the cost centers that were read.',
    effect: waits,
    next: 'Nothing to do if the cost center is new: it comes with the next run. Otherwise correct the line in the source system.',
  },
  ALLOCATION_COST_CENTER_INACTIVE: {
    kind: 'record',
    text: '“{field}” names cost center {value}, which is not active.',
    effect: waits,
    next: 'Name another cost center on the line or make it active in the source system; or let the document go as it is.',
  },
  ALLOCATION_COST_CENTER_ENDED: {
    kind: 'record',
    text: '“{field}” names cost center {value}, which ended on {expected}, before the date of the line.',
    effect: waits,
    next: 'Name another cost center on the line or move its end in the source system; or let the document go as it is.',
  },
} as const satisfies ErrorTexts;
