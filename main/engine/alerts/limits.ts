/** From where on the figures of a reading need a person. Each is one number for all flows. */
export interface AlertLimits {
  /** Of what a run read of a stream, in per cent: more than this rejected is told. */
  readonly rejectedPercent: number;
  /** Fewer rejected records than this are told as rejected records, never as a share: one of ten says nothing about the rest. */
  readonly rejectedLeast: number;
  /** How far back readings of a stream are looked for. */
  readonly lookBackDays: number;
}

/** The limits that hold unless the watch is given others. */
export const usualAlertLimits: AlertLimits = {
  rejectedPercent: 5,
  rejectedLeast: 5,
  lookBackDays: 45,
};
