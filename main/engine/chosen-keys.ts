/** Records of one stream that a run reads by their keys. Its cursor stays where it is. */
export interface ChosenKeys {
  readonly stream: string;
  readonly keys: readonly string[];
  /** Those of the keys that the source said were deleted; what it then does not give either is gone. */
  readonly deleted?: readonly string[];
}
