/** An answer `ok: false` with HTTP 200, as the Web API gives for everything but rate limits. */
export class SlackError extends Error {
  readonly code: string;
  /** Further fields of the answer, such as `needed` and `provided`. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** HTTP 429 with `Retry-After` in whole seconds. */
export class RateLimited extends Error {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('ratelimited');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** An error whose `response_metadata.messages` say what is wrong, each with a JSON pointer where there is a place. */
export function explained(code: string, messages: readonly string[]): SlackError {
  return new SlackError(code, { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } });
}
