import type { JsonValue } from '../../../../shared/model/json.ts';
import { copyText } from './names.ts';
import type { LeafKind, Plan, Spec } from './plan.ts';
import { isNeverKept, localName, RawBuilder } from './raw-builder.ts';
import { put, ReferenceBuilder, type ReferenceValue } from './reference-value.ts';
import { leafValue } from './values.ts';
import type { ElementHint, XmlHandler } from './tokenizer.ts';

export type Fields = Record<string, JsonValue>;

/** What an answer says about its set. Null where it says nothing. */
export interface ResponseFacts {
  readonly totalResults: number | null;
  readonly totalPages: number | null;
  readonly page: number | null;
  /** `As_Of_Entry_DateTime` as the server echoed it: its own moment of reading, if none was asked for. */
  readonly asOf: string | null;
  readonly serverTimestamp: string | null;
  readonly fault: { readonly code: string; readonly text: string; readonly details: readonly string[] } | null;
  /** Local name of the element in the SOAP body. */
  readonly body: string | null;
}

type Frame =
  | { readonly kind: 'envelope' }
  | { readonly kind: 'fields'; readonly plan: Plan; readonly target: Fields; readonly isRecord: boolean }
  | { readonly kind: 'leaf'; readonly spec: Extract<Spec, { kind: 'leaf' }>; readonly target: Fields }
  | { readonly kind: 'reference'; readonly spec: Extract<Spec, { kind: 'reference' }>; readonly target: Fields }
  | { readonly kind: 'id' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'raw'; readonly target: Fields }
  | { readonly kind: 'note'; readonly name: string };

const ENVELOPE: Frame = { kind: 'envelope' };
const SKIP: Frame = { kind: 'skip' };
const ID: Frame = { kind: 'id' };
const SKIP_SPEC: Spec = { kind: 'skip' };
/** Elements of the envelope whose text is noted: counts, the server's clock, a fault. */
const NOTED = new Set([
  'Total_Results',
  'Total_Pages',
  'Page',
  'As_Of_Entry_DateTime',
  'Server_Timestamp_Data',
  'faultcode',
  'faultstring',
  'Message',
  'Detail_Message',
  'Xpath',
]);
const MOST_REMEMBERED = 5_000;

/** A reference as it was written, and what it became. */
interface Remembered {
  readonly raw: string;
  readonly value: ReferenceValue | null;
}

const WID_MARK = '"WID">';
const WID_LENGTH = 32;

/** What a written reference is found by: its WID where it has one. To hash all of its text would take most of the time of a recall. */
function memoKey(raw: string): string {
  const at = raw.indexOf(WID_MARK);
  return at === -1 ? raw : raw.slice(at + WID_MARK.length, at + WID_MARK.length + WID_LENGTH);
}

/**
 * Turns the tokens of one SOAP answer into records, by local names alone: prefixes and wrappers differ between versions
 * (reference page §4.9). A reference that stood in the answer before, letter for letter, is taken from memory; the same
 * object then stands in several records, and none of them may be changed.
 */
export class ResponseReader implements XmlHandler {
  readonly #recordName: string;
  readonly #recordPlan: Plan;
  readonly #onRecord: (fields: Fields) => void;
  readonly #stack: Frame[] = [];
  readonly #locals = new Map<string, string>();
  readonly #reference = new ReferenceBuilder();
  readonly #raw = new RawBuilder();
  readonly #remembered = new Map<string, Remembered>();
  readonly #notes = new Map<string, string>();
  readonly #faultDetails: string[] = [];
  #frame: Frame = ENVELOPE;
  #local = '';
  #spec: Spec | undefined;
  #text = '';
  #isTexted = false;
  #lastReference: ReferenceValue | null = null;
  #depth = 0;
  #body: string | null = null;
  #inData = false;

  constructor(recordName: string, recordPlan: Plan, onRecord: (fields: Fields) => void) {
    this.#recordName = recordName;
    this.#recordPlan = recordPlan;
    this.#onRecord = onRecord;
  }

  facts(): ResponseFacts {
    const number = (name: string): number | null => {
      const text = this.#notes.get(name);
      return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
    };
    const faulty = this.#notes.has('faultstring') || this.#notes.has('faultcode');
    return {
      totalResults: number('Total_Results'),
      totalPages: number('Total_Pages'),
      page: number('Page'),
      asOf: this.#notes.get('As_Of_Entry_DateTime') ?? null,
      serverTimestamp: this.#notes.get('Server_Timestamp_Data') ?? null,
      fault: faulty
        ? {
            code: this.#notes.get('faultcode') ?? '',
            text: this.#notes.get('faultstring') ?? '',
            details: this.#faultDetails,
          }
        : null,
      body: this.#body,
    };
  }

  name(name: string): ElementHint {
    let local = this.#locals.get(name);
    if (local === undefined) {
      local = localName(name);
      if (this.#locals.size < 4096) this.#locals.set(name, local);
    }
    this.#local = local;
    if (this.#frame.kind !== 'fields') return 'none';
    const { plan } = this.#frame;
    const spec = plan.elements.get(local) ?? (plan.isClosed || isNeverKept(local) ? SKIP_SPEC : undefined);
    this.#spec = spec;
    if (spec === undefined) return 'none';
    return spec.kind === 'reference' ? 'memo' : spec.kind === 'leaf' ? 'leaf' : 'none';
  }

  leaf(text: string): void {
    const { frame, spec } = { frame: this.#frame, spec: this.#spec };
    if (frame.kind === 'fields' && spec?.kind === 'leaf') attachLeaf(frame.target, spec, text);
  }

  recall(raw: string): boolean {
    const known = this.#remembered.get(memoKey(raw));
    const { frame, spec } = { frame: this.#frame, spec: this.#spec };
    if (known?.raw !== raw || frame.kind !== 'fields' || spec?.kind !== 'reference') return false;
    attachReference(frame.target, spec, known.value);
    return true;
  }

  remember(raw: string): void {
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#lastReference = this.#reference.build();
    const copy = copyText(raw);
    this.#remembered.set(memoKey(copy), { raw: copy, value: this.#lastReference });
  }

  open(attributes: readonly string[]): void {
    this.#depth += 1;
    this.#stack.push(this.#frame);
    this.#frame = this.#next(attributes);
  }

  #next(attributes: readonly string[]): Frame {
    switch (this.#frame.kind) {
      case 'envelope':
        return this.#inEnvelope();
      case 'fields':
        return this.#inFields(this.#frame, attributes);
      case 'reference':
        if (this.#local !== 'ID') return SKIP;
        this.#reference.startId(attributes);
        this.#startText();
        return ID;
      case 'raw':
        if (isNeverKept(this.#local)) return SKIP;
        this.#raw.open(this.#local, attributes);
        return this.#frame;
      case 'leaf':
      case 'id':
      case 'note':
      case 'skip':
        return SKIP;
    }
  }

  #inEnvelope(): Frame {
    const local = this.#local;
    // Envelope, Body, then the response itself.
    if (this.#depth === 3) this.#body ??= local;
    if (this.#depth === 4 && local === 'Response_Data') {
      this.#inData = true;
      return ENVELOPE;
    }
    if (this.#inData && this.#depth === 5) {
      if (local !== this.#recordName) return SKIP;
      return { kind: 'fields', plan: this.#recordPlan, target: {}, isRecord: true };
    }
    if (
      local === 'Request_References' ||
      local === 'Request_Criteria' ||
      local === 'Response_Group' ||
      local === 'Header'
    )
      return SKIP;
    if (!NOTED.has(local)) return ENVELOPE;
    this.#startText();
    return { kind: 'note', name: local };
  }

  #inFields(frame: Extract<Frame, { kind: 'fields' }>, attributes: readonly string[]): Frame {
    const spec = this.#spec;
    const { target } = frame;
    if (spec === undefined) {
      this.#raw.open(this.#local, attributes);
      const extra = (target['raw_extra'] ??= {});
      return { kind: 'raw', target: extra as Fields };
    }
    switch (spec.kind) {
      case 'leaf':
        this.#startText();
        return { kind: 'leaf', spec, target };
      case 'reference':
        this.#reference.start(attributes);
        return { kind: 'reference', spec, target };
      case 'wrapper':
        return { kind: 'fields', plan: spec.plan ?? frame.plan, target, isRecord: false };
      case 'object': {
        const child: Fields = { ...spec.constant };
        keepAttributes(child, spec.plan, attributes);
        ((target[spec.field] ??= []) as JsonValue[]).push(child);
        return { kind: 'fields', plan: spec.plan, target: child, isRecord: false };
      }
      case 'skip':
        return SKIP;
    }
  }

  #startText(): void {
    this.#text = '';
    this.#isTexted = true;
  }

  text(text: string): void {
    if (this.#isTexted) this.#text = this.#text === '' ? text : this.#text + text;
    else if (this.#raw.isOpen && this.#frame.kind === 'raw') this.#raw.text(text);
  }

  close(): void {
    const frame = this.#frame;
    this.#isTexted = false;
    switch (frame.kind) {
      case 'leaf':
        attachLeaf(frame.target, frame.spec, this.#text);
        break;
      case 'id':
        this.#reference.endId(this.#text);
        break;
      case 'reference':
        attachReference(frame.target, frame.spec, this.#lastReference ?? this.#reference.build());
        this.#lastReference = null;
        break;
      case 'raw':
        this.#raw.close(frame.target);
        break;
      case 'note':
        this.#note(frame.name);
        break;
      case 'fields':
        if (frame.isRecord) this.#onRecord(frame.target);
        break;
      case 'envelope':
      case 'skip':
        break;
    }
    this.#depth -= 1;
    this.#frame = this.#stack.pop() ?? ENVELOPE;
  }

  #note(name: string): void {
    const text = copyText(this.#text.trim());
    if (name === 'Message' || name === 'Detail_Message' || name === 'Xpath') {
      if (text !== '' && this.#faultDetails.length < 20 && !this.#faultDetails.includes(text))
        this.#faultDetails.push(text);
      return;
    }
    // The results say what was found; the filter only repeats what was asked. Whichever comes last is of this answer.
    this.#notes.set(name, text);
  }
}

function keepAttributes(target: Fields, plan: Plan, attributes: readonly string[]): void {
  if (plan.attributes.size === 0) return;
  for (let at = 0; at < attributes.length; at += 2) {
    const field = plan.attributes.get(localName(attributes[at] ?? ''));
    if (field !== undefined) put<JsonValue>(target, field, attributes[at + 1] ?? '');
  }
}

function attachLeaf(
  target: Fields,
  spec: { readonly field: string; readonly leaf: LeafKind; readonly list: boolean },
  text: string,
): void {
  const value = leafValue(spec.leaf, text);
  if (spec.list) ((target[spec.field] ??= []) as JsonValue[]).push(value);
  else target[spec.field] = value;
}

function attachReference(
  target: Fields,
  spec: { readonly field: string; readonly list: boolean },
  value: ReferenceValue | null,
): void {
  if (!spec.list) target[spec.field] = value;
  else if (value !== null) ((target[spec.field] ??= []) as JsonValue[]).push(value);
}
