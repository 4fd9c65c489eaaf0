import type { CheckStep } from '../../shared/model/check.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { WindowReach } from '../../shared/model/window-reach.ts';
import type { RangeMeaning } from '../../shared/resync/resync.ts';
import type { SourceRecord, UnreadableRecord } from '../../shared/model/record.ts';

/** How much of a stream to read. */
export type WindowRequest =
  /** What changed since the cursor; everything if the cursor is null. */
  | { readonly kind: 'incremental'; readonly cursor: JsonObject | null }
  /** Everything the source still has. */
  | { readonly kind: 'full' }
  /** Calendar days, inclusive, by the stream's own business or change date. Never moves the cursor. */
  | { readonly kind: 'range'; readonly from: string; readonly to: string };

/** What a run is going to read: fixed before the first page, stored with the run, the same for every page. */
export interface ReadWindow {
  /** The pinned read moment by the source's clock (UTC ISO). Order of versions comes from it (design §4). */
  readonly asOf: string;
  /** In words, for the run's page. */
  readonly description: string;
  readonly reach: WindowReach;
  /** The connector's own parameters; JSON only, so that a window survives a restart. */
  readonly criteria: JsonObject;
  /** Stored as the stream's cursor once the whole window is staged; null if this window moves no cursor. */
  readonly nextCursor: JsonObject | null;
}

export interface SourcePage {
  readonly records: readonly SourceRecord[];
  readonly unreadable: readonly UnreadableRecord[];
  /** What the server says the whole window holds; the engine ties its count to it. Null if the server does not say. */
  readonly announced: number | null;
  /** Bytes of the answer before decompression is undone; for progress and the bench. */
  readonly bytes: number;
  /** Milliseconds the source took to answer. */
  readonly sourceMs: number;
}

export interface SourceStream {
  readonly id: string;
  readonly label: string;
  /** One record, in the singular: “supplier invoice”. */
  readonly noun: string;
  readonly windowKind: 'changed-since' | 'rolling' | 'full';
  /** What the days of a range mean for it. */
  readonly rangeBy: RangeMeaning;
}

/**
 * A system that records are read from. One instance per connection; reads one stream at a time.
 * Every method throws AppErrors of its system (`WORKDAY_*`) or of the HTTP layer (`HTTP_*`).
 */
export interface Source {
  readonly streams: readonly SourceStream[];
  /** Named, timed steps as they happen; a failed step ends what depends on it, not the rest. Never throws for a failed step. */
  check(streamIds: readonly string[], signal: AbortSignal): AsyncIterable<CheckStep>;
  /** Fixes what is going to be read. Asks the source for its clock. */
  openWindow(streamId: string, request: WindowRequest, signal: AbortSignal): Promise<ReadWindow>;
  /**
   * The pages of a window, in order. A record may come twice (overlap, no sort order): the caller counts distinct keys.
   * Throws ENGINE_WINDOW_MOVED if the announced totals change on the way; the caller opens a new window.
   */
  read(streamId: string, window: ReadWindow, signal: AbortSignal): AsyncIterable<SourcePage>;
  /** The present version of the records with these keys; a key that is gone is left out. */
  readByKey(streamId: string, keys: readonly string[], signal: AbortSignal): AsyncIterable<SourcePage>;
  close(): Promise<void>;
}
