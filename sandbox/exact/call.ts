import type { IncomingMessage } from 'node:http';
import type { PracticeClock } from '../practice-system.ts';
import type { BookDivision, ExactBooks } from './books.ts';
import type { FaultSwitches } from './faults.ts';
import type { ErrorBudget, RateWindows } from './limits.ts';
import type { Style } from './odata/write.ts';
import type { Permission, Registration, Scope } from './oauth/registration.ts';
import type { TokenOffice } from './oauth/tokens.ts';
import { Refusal } from './reply.ts';
import type { Turns } from './turns.ts';
import type { Subscriptions } from './webhooks/subscriptions.ts';

/** The practice Exact Online, in parts. */
export interface Practice {
  readonly books: ExactBooks;
  readonly clock: PracticeClock;
  readonly faults: FaultSwitches;
  readonly registration: Registration;
  readonly tokens: TokenOffice;
  readonly scopes: Map<Scope, Permission>;
  readonly windows: RateWindows;
  readonly budget: ErrorBudget;
  readonly turns: Turns;
  readonly subscriptions: Subscriptions;
  readonly int64AsText: boolean;
  readonly allowLocalhostRedirect: boolean;
  readonly address: () => string;
  /** The company that the user has open in the web pages. */
  openCompany: number;
}

/** Where a request goes, behind the company: `financial/GLAccounts(guid'…')/Lines`. */
export interface Place {
  /** In lower case, without a key. */
  readonly path: string;
  /** As written between the brackets. */
  readonly key: string | null;
  /** Collection inside the record. */
  readonly inner: string | null;
  readonly isCount: boolean;
}

/** One request to a company. */
export interface Call {
  readonly practice: Practice;
  readonly request: IncomingMessage;
  readonly method: string;
  readonly url: URL;
  readonly division: BookDivision;
  readonly place: Place;
  readonly wantsJson: boolean;
}

const PLACE = /^(\w+(?:\/\w+)*)(?:\(([^)]*)\)(?:\/(\w+))?)?(\/\$count)?$/;

/** Reads what stands behind the company; null where it cannot be anything. */
export function readPlace(text: string): Place | null {
  const match = PLACE.exec(text);
  if (match === null) return null;
  const [, path = '', key, inner, count] = match;
  return { path: path.toLowerCase(), key: key ?? null, inner: inner ?? null, isCount: count !== undefined };
}

/** How values are written now. */
export function styleOf({ faults, int64AsText }: Practice): Style {
  return {
    int64AsText,
    numbersAsText: faults.strikes('numbers-as-text'),
    codesPadded: faults.strikes('codes-padded'),
  };
}

/** The companies in which the user may use the app, while no fault takes the first away. */
export function allowedDivisions({ books, faults }: Practice): BookDivision[] {
  const inScope = books.divisions.filter((division) => division.inScope);
  const first = inScope.find(({ status }) => status === 1);
  return faults.isOn('company-not-allowed') ? inScope.filter((division) => division !== first) : inScope;
}

/** Throws the 403 of a scope that the app does not have. */
export function requireScope({ scopes, faults }: Practice, scope: Scope, wanted: Permission, aim: string): void {
  const granted = faults.strikes('scope-missing', aim, scope) ? undefined : scopes.get(scope);
  const isReadOnly = granted === 'read' || (wanted === 'manage' && faults.strikes('scope-read-only', aim, scope));
  if (granted !== undefined && (wanted === 'read' || !isReadOnly)) return;
  throw new Refusal(403, `Forbidden - Application Scope Violated. Cannot ${wanted} '${scope}' scope.`);
}

/** The last part of a path: `bankentries`. */
export function resourceName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
