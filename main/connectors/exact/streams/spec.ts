import type { SourceStream } from '../../../ports/source.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import type { FieldSpec } from './fields.ts';

/** A feed by row version. Only which records changed is taken from it, unless its rows are the records themselves. */
export interface VersionFeed {
  readonly kind: 'version';
  readonly resource: string;
  /** Field with the key of the record that a row belongs to. */
  readonly key: string;
  readonly rowsAreRecords: boolean;
  /** EntityType in `sync/Deleted`, and what a deleted key names: the record, one of its lines, or nobody says which. */
  readonly deleted: { readonly type: number; readonly names: 'record' | 'line' | 'either' };
  /** What is read once a week: every record, or only the keys of all of them. */
  readonly weekly: 'records' | 'keys';
  /** Resources that tell how many rows the feed has from its beginning, and how many documents are then fetched; null for none. */
  readonly counted: { readonly rows: string; readonly documents: string | null };
}

/** A feed by the time of the last change; its rows are the records. It tells of no deletions. */
export interface ModifiedFeed {
  readonly kind: 'modified';
}

/** Where the lines of a document are. */
export interface LineSpec {
  /** Property that expands to them; null where the rows of `resource` are the lines themselves and are put together by `key`. */
  readonly property: string | null;
  /** Amounts of the ledger are signed: debit and credit are told apart as well. */
  readonly isLedger?: true;
  readonly fields: readonly FieldSpec[];
}

/** How records dated within a range are found. */
export interface RangeSpec {
  readonly field: string;
  /** Null: the resource of the records has the date. Else lines have it, and these lines name their record in `key`. */
  readonly lines: { readonly resource: string; readonly key: string } | null;
}

/** All that the connector knows of one stream. */
export interface StreamSpec extends SourceStream {
  /** Gives whole records by key. */
  readonly resource: string;
  /** Field with the record's id in `resource`. */
  readonly key: string;
  readonly header: readonly FieldSpec[];
  readonly lines: LineSpec | null;
  readonly feed: VersionFeed | ModifiedFeed;
  /** Null: a range reads everything. */
  readonly range: RangeSpec | null;
  /** Only companies with the Purchase module have it; the others are left out. */
  readonly needsModule?: true;
  /** Asks for all fields that there are, because not every Exact has each of them. */
  readonly selectsAll?: true;
  /** Whether `resource` tells how many records there are. */
  readonly counts: boolean;
  /** Rows of one page of `resource`. */
  readonly pageSize: number;
  /** Date by which a record is in a range; a field of the record. */
  readonly dateField: string | null;
  /** What people call a record. */
  nameOf(fields: JsonObject): string;
}
