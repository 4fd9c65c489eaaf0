/** One attempt of one request, as support may read it: no address beyond the host, no query, no payload, no secret. */
export interface RequestLogEntry {
  readonly atUtc: string;
  readonly connectionId: string;
  readonly purpose: string;
  readonly method: string;
  readonly host: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Null if no answer came. */
  readonly status: number | null;
  /** Until the head of the answer, or until the failure. */
  readonly ms: number;
  readonly bytesSent: number;
  /** Of the body, decompressed, as far as it was read. */
  readonly bytesReceived: number;
  /** Code of the error that this attempt ended with; null if it went well. */
  readonly error: string | null;
}

export interface RequestLog {
  record(entry: RequestLogEntry): void;
  /** Oldest first. */
  recent(): readonly RequestLogEntry[];
}

/** Keeps the last `capacity` entries (default 500) and hands each to `sink`, which must not throw. */
export function createRequestLog(
  options: { readonly capacity?: number; readonly sink?: (entry: RequestLogEntry) => void } = {},
): RequestLog {
  const capacity = options.capacity ?? 500;
  const entries: RequestLogEntry[] = [];
  return {
    record(entry) {
      entries.push(entry);
      if (entries.length > capacity) entries.shift();
      options.sink?.(entry);
    },
    recent: () => [...entries],
  };
}
