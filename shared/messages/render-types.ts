import type { Language } from '../model/settings.ts';
import type { Facts, Subject, ViewDescriptor } from './facts.ts';
import type { DecisionTaken } from './decision.ts';
import type { DigestReason, IncidentState } from './occasions.ts';
import type { MessageRule } from './rule.ts';
import type { Texts } from './texts/en.ts';
import type { ToldChange } from './told.ts';

/** What a message needs to know besides what it tells. */
export interface RenderContext {
  /** Of the words, and of the form of amounts and dates. */
  readonly language: Language;
  /** The rule's calendar day: relative days count from it. */
  readonly today: string;
  /** IANA name: moments are shown in it. */
  readonly timeZone: string;
  readonly deliveryId: string;
  readonly batchId: string | null;
  /** What people call the source: `Workday`. */
  readonly sourceName: string;
  /** A person had it posted again. */
  readonly resent: boolean;
}

/** The parts of a rule that a message shows. */
export type RenderedRule = Pick<MessageRule, 'name' | 'layout' | 'approvals'>;

export interface AlertInput {
  readonly rule: RenderedRule;
  readonly view: ViewDescriptor;
  readonly subject: Subject;
  readonly context: RenderContext;
}

export interface ChangeInput extends AlertInput {
  /** What was decided about the subject before it changed, in order. */
  readonly earlier?: readonly DecisionTaken[];
  readonly changes: readonly ToldChange[];
}

export interface DigestInput {
  readonly rule: RenderedRule;
  readonly view: ViewDescriptor;
  readonly subjects: readonly Subject[];
  readonly reason: DigestReason;
  /** From when on they were gathered (UTC ISO); null: not told. */
  readonly since: string | null;
  readonly context: RenderContext;
}

export interface BackFillInput {
  readonly rule: RenderedRule;
  readonly view: ViewDescriptor;
  /** How many matched; `subjects` may be the first of them only. */
  readonly count: number;
  /** What they come to, one sum for each currency. */
  readonly amounts: readonly { readonly currency: string; readonly amount: string }[];
  readonly subjects: readonly Subject[];
  /** The rule was in force before, by other conditions. Default: false. */
  readonly isAnew?: boolean;
  readonly context: RenderContext;
}

export interface OverdueInput {
  readonly rule: RenderedRule;
  readonly view: ViewDescriptor;
  readonly subjects: readonly Subject[];
  readonly context: RenderContext;
}

export interface IncidentInput {
  readonly flowName: string;
  readonly sourceName: string;
  /** Null if the source was never read. */
  readonly lastSuccessUtc: string | null;
  readonly behindMinutes: number;
  readonly promiseMinutes: number;
  /** In words; null if it is not known. */
  readonly cause: string | null;
  readonly nextTryUtc: string | null;
  readonly state: IncidentState;
  readonly context: RenderContext;
}

export type DeadManInput = Pick<IncidentInput, 'flowName' | 'sourceName' | 'promiseMinutes'> & {
  readonly lastSuccessUtc: string;
  readonly timeZone: string;
  readonly language: Language;
  /** By which the app knows its own message again where nothing else may be attached to it. */
  readonly mark: string;
};

export interface TestInput {
  /** The team and channel as the operator knows them; null if not known. */
  readonly teamHint: string | null;
  readonly context: RenderContext;
}

/** One line of a message's section: what it is, and one or more values. */
export interface Field {
  readonly label: string;
  readonly values: readonly string[];
}

export interface Column {
  readonly label: string;
  readonly align: 'left' | 'right';
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** How many there are in all, shown or not. */
  readonly total: number;
}

/** What a message says, before it is put into Slack's words. All source values in it are clean (`inert.ts`). */
export interface Face {
  readonly texts: Texts;
  /** Says it all; names in it are cut to `width` so that the rest of the line has room. */
  headline(width: number): string;
  readonly note?: string | undefined;
  readonly fields: readonly Field[];
  readonly table?: Table | undefined;
  /** Source, time, ids: one line of small print. */
  readonly context: readonly string[];
  /** A link to the source; https only. */
  readonly button?: { readonly label: string; readonly url: string } | undefined;
  /** Asks for a decision: buttons that carry the delivery id and nothing else. `note` says what becomes of it. */
  readonly ask?: { readonly deliveryId: string; readonly note: string } | undefined;
}

/** In which words a subject is told, and on which day. */
export interface Telling {
  readonly texts: Texts;
  /** Relative days count from it. */
  readonly today: string;
}

/** How the subjects of a layout are told. */
export interface Layout {
  /** What the subject is called, at the head of its lines: `Invoice INV-1042`. */
  name(subject: Subject, width: number, texts: Texts): string;
  headline(subject: Subject, telling: Telling, width: number): string;
  /** At most ten. */
  fields(subject: Subject, telling: Telling): readonly Field[];
  columns(texts: Texts): readonly Column[];
  /** One line of a digest: as many cells as there are columns. */
  row(subject: Subject, telling: Telling): readonly string[];
  /** Members that are shown with the subject; null: none. */
  items?(subject: Subject, texts: Texts): Table | null;
}

export type Items = readonly Facts[];
