let place = '/connections';

/** Where the person who typed a secret leads back to. */
export function setReturn(to: string): void {
  place = to;
}

export function returnPlace(): string {
  return place;
}
