import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { allowedDivisions, resourceName, type Call, type Practice } from '../call.ts';
import { amsterdamOffset, wallTime } from '../amsterdam.ts';
import type { BookCell, BookDivision, BookEntity, BookRow } from '../books.ts';
import { readDateTime } from '../odata/lexer.ts';
import { OPTION_NAMES } from '../odata/options.ts';
import type { Entry } from '../odata/shape.ts';
import type { Collection } from './read.ts';
import { DIVISION_SHAPE, HRM_DIVISION_SHAPE, ME_SHAPE, SYNC_TIMESTAMP_SHAPE } from './shapes.ts';
import { RESOURCES } from './table.ts';

const options: ReadonlySet<string> = new Set(OPTION_NAMES.filter((name) => name !== '$expand'));
const LEGISLATION: Readonly<Record<string, number>> = { NL: 1, BE: 2, DE: 5, GB: 4, FR: 6, ES: 7 };

/** What the user has open now: it follows the web pages, not the app. */
export function currentDivision(practice: Practice): number {
  if (!practice.faults.strikes('other-company-open')) return practice.openCompany;
  return practice.books.divisions.find(({ code }) => code !== practice.openCompany)?.code ?? practice.openCompany;
}

function entryOf(
  key: string,
  cells: Readonly<Record<string, BookCell>>,
  at: { division: number; modified: number },
): Entry {
  return { row: { key, parent: null, version: 0n, modified: at.modified, cells }, division: at.division };
}

/** `current/Me` as a collection of one. */
export function meCollection(practice: Practice): Collection {
  const { registration, clock } = practice;
  const now = clock.now();
  const current = currentDivision(practice);
  const [firstName = '', ...rest] = registration.userName.split(' ');
  const cells = {
    UserID: registration.userId,
    CurrentDivision: current,
    AccountingDivision: current,
    FullName: registration.userName,
    FirstName: firstName,
    LastName: rest.join(' '),
    UserName: 'practice.user',
    Email: 'practice.user@practice.invalid',
    Language: 'EN-GB',
    LanguageCode: 'EN-GB',
    Legislation: 1,
    ServerTime: { moment: now },
    ServerUtcOffset: amsterdamOffset(now) / 1000,
  };
  return {
    ...{ shape: ME_SHAPE, pageSize: 60, natural: 'key', permitted: new Set(['$select']), path: 'current/Me' },
    entries: () => [entryOf(registration.userId, cells, { division: current, modified: now })],
  };
}

function divisionEntry(division: BookDivision, at: number, practice: Practice): Entry {
  const { code, hid, vatNumber, description, country, currency, status, movedAt } = division;
  const isCurrent = code === practice.openCompany;
  const cells = {
    ...{
      Code: code,
      Hid: hid,
      HID: hid,
      VATNumber: vatNumber,
      Description: description,
      Country: country,
      Currency: currency,
    },
    ...{ Legislation: LEGISLATION[country] ?? 0, Status: status, BlockingStatus: 0 },
    ...{ Current: isCurrent, IsMainDivision: at === 0, Main: at === 0, CustomerName: practice.books.customer },
    DivisionMoveDate: movedAt === null ? null : { moment: movedAt },
    DivisionHRLinkUnlinkDate: null,
  };
  return entryOf(String(code), cells, { division: code, modified: movedAt ?? 0 });
}

/** The three lists of companies: what the app may use, all of the licence, and the older one. */
export function divisionsCollection(practice: Practice, path: string): Collection | null {
  const isOld = path === 'hrm/divisions';
  const isAll = path === 'system/alldivisions';
  if (!isOld && !isAll && path !== 'system/divisions') return null;
  const { divisions } = practice.books;
  const shown = new Set((isAll ? divisions : allowedDivisions(practice)).map(({ code }) => code));
  const entries = divisions.flatMap((division, at) =>
    shown.has(division.code) ? [divisionEntry(division, at, practice)] : [],
  );
  const older = entries.map(({ row, division }) =>
    entryOf(row.key, { ...row.cells, Status: row.cells['Status'] === 1 ? 0 : 1 }, { division, modified: row.modified }),
  );
  return {
    ...{ shape: isOld ? HRM_DIVISION_SHAPE : DIVISION_SHAPE, pageSize: 60, natural: 'key', permitted: options },
    path: isOld ? 'hrm/Divisions' : isAll ? 'system/AllDivisions' : 'system/Divisions',
    entries: () => (isOld ? older : entries),
  };
}

function quoted(call: Call, name: string): string {
  const text = /^'((?:[^']|'')*)'$/.exec(call.url.searchParams.get(name) ?? '')?.[1];
  if (text === undefined) throw new Refusal(400, `Bad Request - Error in query syntax: the parameter '${name}'.`);
  return text.replaceAll("''", "'");
}

function onlyParameters(call: Call, names: readonly string[]): void {
  for (const name of call.url.searchParams.keys())
    if (!names.includes(name)) throw new Refusal(400, `The query parameter '${name}' is not supported.`);
}

/** Answers `users/UserHasRights`: whether the user, not the app, may do it. */
export function answerUserHasRights(call: Call): Reply {
  onlyParameters(call, ['endpoint', 'action']);
  const endpoint = quoted(call, 'endpoint').toLowerCase();
  const action = quoted(call, 'action');
  if (!/^(?:GET|POST|PUT|DELETE)$/i.test(action)) throw new Refusal(400, `Unknown action '${action}'.`);
  const resource = RESOURCES.get(endpoint);
  const { faults } = call.practice;
  const isLicensed = endpoint.startsWith('purchase/') ? call.division.hasPurchaseModule : true;
  const may = resource !== undefined && isLicensed && !faults.strikes('user-rights-missing', resourceName(endpoint));
  return jsonReply(200, `{"d":{"UserHasRights":${String(may)}}}`);
}

/** Entities of the feeds that can begin at a date. */
const STARTS: ReadonlyMap<string, BookEntity | null> = new Map<string, BookEntity | null>([
  ['TransactionLines', 'TransactionLines'],
  ['PurchaseOrders', 'PurchaseOrderLines'],
  ['SalesInvoices', 'SalesInvoiceLines'],
  ['Projects', null],
  ['Subscriptions', null],
]);

function startEntry(endPoint: string, { version, modified }: BookRow, division: number): Entry {
  const cells = {
    API: endPoint,
    Modified: { moment: modified },
    TimeStampAsBigInt: { decimal: String(version) },
  };
  return entryOf(endPoint, cells, { division, modified });
}

/** `read/sync/Sync/SyncTimestamp`: the row version of the first row that was changed at a date or later. */
export function syncTimestampCollection(call: Call): Collection {
  onlyParameters(call, ['modified', 'endPoint', '$select']);
  const endPoint = quoted(call, 'endPoint');
  const entity = STARTS.get(endPoint);
  if (entity === undefined) throw new Refusal(400, `The endpoint '${endPoint}' is not supported.`);
  const text = /^datetime'([^']*)'$/.exec(call.url.searchParams.get('modified') ?? '')?.[1];
  const from = text === undefined ? null : readDateTime(text);
  if (from === null) throw new Refusal(400, "Bad Request - Error in query syntax: the parameter 'modified'.");
  const { books } = call.practice;
  const rows = entity === null ? [] : books.rows(call.division.code, entity);
  const first = rows
    .filter(({ modified }) => wallTime(modified) >= from)
    .reduce<(typeof rows)[number] | undefined>((a, b) => (a === undefined || b.version < a.version ? b : a), undefined);
  const entries = first === undefined ? [] : [startEntry(endPoint, first, call.division.code)];
  return {
    ...{ shape: SYNC_TIMESTAMP_SHAPE, pageSize: 60, natural: 'key', path: 'read/sync/Sync/SyncTimestamp' },
    permitted: new Set(['$select']),
    query: new URLSearchParams([...call.url.searchParams].filter(([name]) => name === '$select')),
    entries: () => entries,
  };
}
