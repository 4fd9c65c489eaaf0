import type { PracticeFault } from './practice-system.ts';
import type { PracticeLatency } from './latency.ts';
import type { PracticeChange } from '../shared/model/practice.ts';
import type { SystemId } from '../shared/model/system.ts';

/** A practice system as its starter sees it from another thread. JSON-safe. */
export interface PracticeSystemFacts {
  readonly system: SystemId;
  readonly address: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly credentials: readonly { readonly label: string; readonly value: string }[];
  readonly faults: readonly PracticeFault[];
  readonly activeFaults: readonly string[];
}

/** Which of the practice systems a thread runs. */
export type PracticePart = 'sources' | 'destinations';

export interface PracticeChoices {
  /** Where the practice world and warehouse are kept; null keeps them in memory. */
  readonly folder: string | null;
  readonly seed: string | null;
  readonly scale: number | null;
  /** How long the practice systems take to answer; null: they answer at once. */
  readonly latency: PracticeLatency | null;
}

export interface PracticeThreadOptions extends PracticeChoices {
  readonly part: PracticePart;
}

export type ToPractice =
  | { readonly kind: 'facts'; readonly id: number }
  | { readonly kind: 'change'; readonly id: number; readonly what: PracticeChange }
  | { readonly kind: 'keep-changing'; readonly id: number; readonly on: boolean }
  | {
      readonly kind: 'fault';
      readonly id: number;
      readonly system: SystemId;
      readonly fault: string;
      readonly active: boolean;
    }
  | { readonly kind: 'close'; readonly id: number };

export type FromPractice =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: readonly PracticeSystemFacts[] | readonly string[] }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string };
