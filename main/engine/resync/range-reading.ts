/** Days of a stream that a run reads again. */
export interface RangeReading {
  /** Calendar days, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** Whether landed records of these days that the range does not bring are looked for at the source. */
  readonly findGone: boolean;
  /** So many of them that are gone may be marked as deleted however large their share is: a person has confirmed it. */
  readonly confirmedGone: number;
}
