/** From where on the figures of a reading need a person. Each is one number for all flows. */
export interface AlertLimits {
  /** Of what a run read of a stream, in per cent: more than this rejected is told. */
  readonly rejectedPercent: number;
  /** Fewer rejected records than this are told as rejected records, never as a share: one of ten says nothing about the rest. */
  readonly rejectedLeast: number;
  /** Further than this from what is usual, in per cent of it, is told. */
  readonly volumePercent: number;
  /** Where neither the run nor what is usual has as many records, a share of them says nothing. */
  readonly volumeLeast: number;
  /** So many earlier runs make what is usual, their median; while there are fewer, nothing is judged. */
  readonly volumeRuns: number;
  /** How far back readings of a stream are looked for. */
  readonly lookBackDays: number;
}

/** The limits that hold unless the watch is given others. */
export const usualAlertLimits: AlertLimits = {
  rejectedPercent: 5,
  rejectedLeast: 5,
  volumePercent: 50,
  volumeLeast: 20,
  volumeRuns: 5,
  lookBackDays: 45,
};
