import type { AppError } from '../../shared/errors/app-error.ts';
import type { CheckStep } from '../../shared/model/check.ts';
import type { ForecastPart } from '../../shared/model/forecast.ts';
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
  /**
   * The stream's cursor once this page and all before it are staged, where only the pages tell it (row versions). The last one
   * told takes the place of the window's `nextCursor` when the whole window is staged.
   */
  readonly cursor?: JsonObject;
  /**
   * Keys of records of which the source says by itself that they were deleted: taken at its word. One that is not known here is
   * passed over, and so is one that any page of the same window brings.
   */
  readonly gone?: readonly string[];
  /** Keys of records that the source has, named without their contents (a list of keys alone, to find out which are gone). */
  readonly present?: readonly string[];
  /**
   * Parts of the stream of which this window, with this page, has named every record that the source has, in whichever page: brought,
   * unreadable or `present`. A part is what its keys begin with (`[1234,`: one company); the empty text is the whole stream. What is
   * known of a part and was not named is asked for by its key; what the source then does not give is gone.
   */
  readonly complete?: readonly string[];
  /**
   * Parts of the window (companies) that could not be read, while the others were. What was read is staged and the cursor told is
   * stored, which passed nothing of these; then the run fails with the first of them.
   */
  readonly failed?: readonly AppError[];
}

export type { ForecastPart };

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
  /**
   * The present moment by the source's clock (UTC ISO), which the reading of chosen records is pinned to. Left out where opening a window
   * tells it for as little.
   */
  moment?(signal: AbortSignal): Promise<string>;
  /** The present version of the records with these keys; a key that is gone is left out. */
  readByKey(streamId: string, keys: readonly string[], signal: AbortSignal): AsyncIterable<SourcePage>;
  /** What reading these streams from their cursors would cost of the source's budgets; left out where it sets none by the day. */
  forecast?(
    streams: readonly { readonly id: string; readonly request: WindowRequest }[],
    signal: AbortSignal,
  ): Promise<readonly ForecastPart[]>;
  close(): Promise<void>;
}
