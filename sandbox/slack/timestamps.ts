const MICROS = 1_000_000;

/** A message's `ts`: seconds and six digits, unique and rising within the workspace. `micros` since 1970 is a safe integer until 2255. */
export function tsOf(micros: number): string {
  return `${Math.floor(micros / MICROS)}.${String(micros % MICROS).padStart(6, '0')}`;
}

/** Microseconds of a `ts`; fewer digits after the point are filled up. Null for anything else. */
export function microsOf(ts: string): number | null {
  const match = /^(\d{1,10})(?:\.(\d{1,6}))?$/.exec(ts);
  return match === null ? null : Number(match[1]) * MICROS + Number((match[2] ?? '').padEnd(6, '0'));
}
