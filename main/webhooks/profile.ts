/** What a system says happened: a key, never a record. All of it stood inside what was signed. */
export interface VerifiedEvent {
  readonly topic: string;
  /** The company, as text; empty where the system has none. */
  readonly division: string;
  readonly key: string;
  /** As the system wrote it, in lower case: `create`, `update`, `delete`. */
  readonly action: string;
  /** When the system says it happened, as it wrote it; empty if it does not say. Information only: its clock is not ours. */
  readonly eventCreatedOn: string;
  /** The registered app that the event was made for; empty where the system does not say. */
  readonly clientId: string;
}

/** Why a delivery was not taken. Each is counted; none is told to the sender. */
export type SignatureFault = 'signature-missing' | 'signature-wrong' | 'unreadable';

export type Verdict =
  /** The system asks whether somebody is there; nothing is kept. */
  | { readonly kind: 'validation' }
  | { readonly kind: 'event'; readonly event: VerifiedEvent; readonly signature: string }
  | { readonly kind: 'refused'; readonly fault: SignatureFault };

/** One delivery as it came: the bytes are those of the wire. */
export interface Delivery {
  readonly body: Buffer;
  /** Header by its lower-case name; undefined if it was not sent, or sent more than once. */
  header(name: string): string | undefined;
}

/**
 * How one system proves that a delivery is its own. The receiver knows nothing of any system: one more is one more of these.
 * Must compare in constant time, must accept any of `secrets` (two while one takes the place of the other) and must not throw.
 */
export interface WebhookProfile {
  /** The part of the address that names it. */
  readonly provider: string;
  judge(delivery: Delivery, secrets: readonly string[], nowMs: number): Verdict;
}
