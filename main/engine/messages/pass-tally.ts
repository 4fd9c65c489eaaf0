import { messageKinds, type MessageKind } from '../../../shared/messages/message.ts';

/** What rules did, counted. */
export interface PassCounts {
  /** Changed documents that rules looked at. */
  readonly considered: number;
  /** Messages that are new in the queue and go by themselves, by kind. */
  readonly calledFor: Readonly<Record<MessageKind, number>>;
  /** Subjects that a first pass told in its summary. */
  readonly covered: number;
  /** Messages taken back before they were sent: because something newer is told, or because it is not so any more. */
  readonly suppressed: { readonly renewed: number; readonly notSoAnyMore: number };
}

/** Counts of a pass while it goes on. What a transaction counted is added only when it is durable. */
export class PassTally {
  considered = 0;
  covered = 0;
  renewed = 0;
  notSoAnyMore = 0;
  readonly #calledFor = new Map<MessageKind, number>();

  called(kind: MessageKind): void {
    this.#calledFor.set(kind, (this.#calledFor.get(kind) ?? 0) + 1);
  }

  add(counts: PassCounts): void {
    this.considered += counts.considered;
    this.covered += counts.covered;
    this.renewed += counts.suppressed.renewed;
    this.notSoAnyMore += counts.suppressed.notSoAnyMore;
    for (const kind of messageKinds) {
      this.#calledFor.set(kind, (this.#calledFor.get(kind) ?? 0) + counts.calledFor[kind]);
    }
  }

  /** True if nothing was done that is worth an entry in the trail. */
  get isEmpty(): boolean {
    return this.considered + this.covered + this.renewed + this.notSoAnyMore + this.#calledFor.size === 0;
  }

  counts(): PassCounts {
    return {
      considered: this.considered,
      calledFor: Object.fromEntries(messageKinds.map((kind) => [kind, this.#calledFor.get(kind) ?? 0])) as Record<
        MessageKind,
        number
      >,
      covered: this.covered,
      suppressed: { renewed: this.renewed, notSoAnyMore: this.notSoAnyMore },
    };
  }
}
