import type { JsonValue } from '../../../shared/model/json.ts';
import type { SourceBudget } from '../../../shared/model/source-budget.ts';

/**
 * One entity as Exact sent it. Every JSON number is here as the text that stood in the answer (never a JavaScript number, so
 * that no amount is rounded); `__metadata` and `__deferred` are taken out; an expanded collection is a plain list of rows.
 */
export interface ExactRow {
  readonly [field: string]: JsonValue | readonly ExactRow[];
}

/** OData query options as Exact knows them (reference page §3.2). Values are not encoded yet. */
export interface ExactQuery {
  readonly select?: readonly string[];
  readonly filter?: string;
  readonly expand?: readonly string[];
  readonly orderby?: string;
  readonly top?: number;
  /** Where the listing goes on, as a page before it said in `next`. */
  readonly skiptoken?: string;
  /** Asks for the number of all rows (`$inlinecount=allpages`). */
  readonly count?: boolean;
}

export interface ExactRequest {
  readonly division: number;
  /** Path behind the division: `purchaseorder/PurchaseOrders`, `sync/Financial/GLAccounts`. */
  readonly resource: string;
  readonly query: ExactQuery;
  /** Name in the request log: `purchase orders page`. Never an address or a payload. */
  readonly purpose: string;
  readonly signal: AbortSignal;
}

export interface ExactPage {
  readonly rows: readonly ExactRow[];
  /** Rows of all pages, where it was asked for and Exact said it. */
  readonly count: number | null;
  /** What `skiptoken` goes on with behind this page; null on the last page, or where Exact leads on by other means. */
  readonly next: string | null;
  /** Bytes of the answer. */
  readonly bytes: number;
  /** Milliseconds Exact took to answer. */
  readonly sourceMs: number;
  /** The server's `Date` header as UTC ISO; null if it sent none. */
  readonly serverDate: string | null;
}

/** A change of one record: POST adds it, PUT replaces the fields that are given, DELETE removes it. */
export interface ExactChange {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly division: number;
  /** `hrm/Costcenters`, `webhooks/WebhookSubscriptions`. */
  readonly resource: string;
  /** The record's guid; null for a POST. */
  readonly key: string | null;
  readonly fields: Readonly<Record<string, JsonValue>>;
  readonly purpose: string;
  readonly signal: AbortSignal;
}

/** The user and the server's clock (reference page §2). `current/Me` counts against no limit. */
export interface ExactMe {
  readonly userId: string;
  readonly fullName: string;
  readonly currentDivision: number;
  /** The server's moment, UTC ISO. */
  readonly serverUtc: string;
}

/** A company that the user may access (reference page §2). */
export interface ExactDivision {
  readonly code: number;
  readonly description: string;
  readonly country: string | null;
  readonly currency: string | null;
  /** 0 inactive, 1 active, 2 archived. */
  readonly status: number;
  /** 0 when nothing blocks it. */
  readonly blocking: number;
  /** When either changes, all row versions were made anew (reference page §2): UTC ISO or null. */
  readonly movedAt: string | null;
  readonly linkChangedAt: string | null;
}

/**
 * Exact Online's REST API for one connection: signed in, inside the budgets, one request at a time in each division.
 * Throws EXACT_* (reference page §7), HTTP_* and VAULT_SECRET_MISSING.
 */
export interface ExactApi {
  /** The pages of a collection, one after the other, following `__next` as it was given. */
  pages(request: ExactRequest): AsyncIterable<ExactPage>;
  /**
   * Makes one change; gives the record as Exact answers it, null where it answers nothing. Sent once: where the answer is lost nobody
   * knows whether it was made (HTTP_*, `transient`), and whoever asked looks. Throws EXACT_CHANGE_REFUSED with Exact's own words in
   * `reason`, and as the rest.
   */
  change(change: ExactChange): Promise<ExactRow | null>;
  me(signal: AbortSignal): Promise<ExactMe>;
  /** The present moment by Exact's clock, UTC ISO. Asked for only where no answer of the last minutes told it. */
  moment(signal: AbortSignal): Promise<string>;
  /** Companies that the user and the app may use. */
  divisions(signal: AbortSignal): Promise<readonly ExactDivision[]>;
  /** The same as they were listed within the last minutes, by whoever it was; else listed now. */
  knownDivisions(signal: AbortSignal): Promise<readonly ExactDivision[]>;
  /** Whether the user may read a resource in a company; null where Exact does not say. Counts as no error at Exact. */
  mayRead(division: number, resource: string, signal: AbortSignal): Promise<boolean | null>;
  /** What a company's budget was when Exact last said it. Sends nothing. */
  budgetOf(division: number): SourceBudget;
  /** A company as people know it (its number alone until the companies were listed once). Sends nothing. */
  nameOf(division: number): string;
}
