import type { StreamMapping } from '../../shared/mapping/mapping.ts';
import type { MappedDocument } from '../../shared/model/record.ts';
import type { Batch } from '../ports/destination.ts';
import type { BookChange, LinksOf, NoteOf } from '../ports/views.ts';

/** What is known of where a document comes from that is taken up. */
export type TakenBatch = Pick<Batch, 'id' | 'runId' | 'flowId' | 'streamId' | 'sequence' | 'repair' | 'documents'>;

/** How a batch is taken up. */
export interface TakingUp {
  readonly mapping: StreamMapping;
  /** Names under which its documents are found again; left out where nothing looks for them. */
  readonly linksOf: LinksOf | undefined;
  /** What is noted beside a link; left out where nothing is. */
  readonly noteOf?: NoteOf | undefined;
  readonly atUtc: string;
}

/** A document as it stands in the book, with the mapping that made it. */
export interface StoredDocument {
  readonly document: MappedDocument;
  readonly mapping: StreamMapping;
}

/** The same with the sequence of the version that stands there. */
export interface StandingDocument extends StoredDocument {
  readonly sequence: string;
}

/** A change that no rule has looked at yet. `batchId` names the version. */
export interface Unconsidered extends BookChange, UnconsideredRef {}

/** Names a document of a flow's book. */
export interface DocumentRef {
  readonly stream: string;
  readonly key: string;
}

/** Names a version that rules have looked at. */
export interface UnconsideredRef extends DocumentRef {
  readonly batchId: string;
}
