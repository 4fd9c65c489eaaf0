import type { AlertDetails, AlertKind } from '../../../shared/alerts/alert.ts';

/** Something that is so now and needs a person. */
export interface Condition {
  /** Null for what is about the installation. */
  readonly flowId: string | null;
  readonly kind: AlertKind;
  /** What tells it from others of its kind and flow: a stream, a channel, or nothing. */
  readonly cause: string;
  /** From when on it has been so, if an alert is raised for it now. */
  readonly sinceUtc: string;
  readonly details: AlertDetails;
  /** When it last became worse: what is later than a person's look at it is told again. Left out: a look at it is enough. */
  readonly newsUtc?: string;
  /** An alert that stands goes on to stand, but none is raised: nobody is promised anything at this hour. */
  readonly isSilent?: boolean;
}

/** A condition without what it is about. */
export type FlowCondition = Omit<Condition, 'flowId'>;
