/** An entry of the audit trail exactly as it is hashed: details and actor are the stored JSON texts. */
export interface HashedEntry {
  readonly number: number;
  readonly atUtc: string;
  readonly event: string;
  readonly subject: string;
  readonly details: string;
  /** Null for an entry of a version that did not yet write down who did it. */
  readonly actor: string | null;
}

/** Hash before the first entry. */
export const auditGenesis = '0'.repeat(64);

const mark = 'mlc-audit-2';
const between = '\u0000';

/** SHA-256 of a text in UTF-8, as lower-case hex. */
export type Sha256 = (text: string) => string;

/**
 * The digest of what an entry says, apart from its place in the chain; null for an entry without an actor, whose hash covers the
 * content directly. With it an entry can stand in a chain without being shown.
 */
export function contentDigest(entry: HashedEntry, sha256: Sha256): string | null {
  if (entry.actor === null) return null;
  return sha256([mark, ...partsOf(entry), entry.actor].join(between));
}

/** The hash of an entry after the one with `previous`. */
export function entryHash(previous: string, entry: HashedEntry, sha256: Sha256): string {
  const content = contentDigest(entry, sha256);
  return content === null ? sha256([previous, ...partsOf(entry)].join(between)) : linkHash(previous, content, sha256);
}

/** The hash of an entry of which only the digest of its content is known. */
export function linkHash(previous: string, content: string, sha256: Sha256): string {
  return sha256(`${previous}${between}${content}`);
}

function partsOf(entry: HashedEntry): string[] {
  return [String(entry.number), entry.atUtc, entry.event, entry.subject, entry.details];
}
