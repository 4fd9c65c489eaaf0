/** What stands where a secret stood. */
export const redacted = '[redacted]';

/** Names of fields, headers and parameters whose value is secret, compared in lower case without `-` and `_`. */
const secretName =
  /^(.*(password|passwd|passphrase|secret|apikey|accesskey|privatekey|token|assertion|codeverifier|signature)|pwd|pass|auth|authorization|proxyauthorization|cookie|setcookie|sas|xamzcredential|credentials?)$/;

/** Secret in an address or a form (OAuth's code and state, signed links), but ordinary words everywhere else. */
const secretParameter = /^(code|state|sig|nonce)$/i;

/** Shorter texts are not looked for: they would turn innocent words into noise, and no system hands out such secrets. */
const shortestSecret = 4;

/**
 * The text without bearer tokens, basic credentials, passwords in XML, JSON and forms, secret query parameters, credentials
 * in addresses, JWTs and PEM keys, and without the known secrets, also in the forms in which they travel (base64,
 * percent-encoded, XML- and JSON-escaped). What is left may be logged.
 */
export function redactText(text: string, secrets: readonly string[] = []): string {
  return patterns.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    dropKnown(text, secrets),
  );
}

/** The same for a value: names that mean a secret lose their whole value, texts are redacted, the rest is kept. Cycles end. */
export function redactValue(value: unknown, secrets: readonly string[] = []): unknown {
  return redactAny(value, secrets, new WeakSet());
}

/** True for names whose values are never shown (`client_secret`, `Authorization`, `refreshToken`). */
export function isSecretName(name: string): boolean {
  return secretName.test(name.toLowerCase().replace(/[-_.\s]/g, ''));
}

type Replacement = (match: string, ...groups: string[]) => string;
const keepFirst: Replacement = (_match, before) => `${before}${redacted}`;
const ifSecretName =
  (wrap: (before: string, after: string) => string): Replacement =>
  (match, before, name, after) =>
    isSecretName(name) ? wrap(before, after) : match;

const patterns: readonly (readonly [RegExp, Replacement])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, () => redacted],
  [/\b((?:Bearer|Basic|Token|Digest|NTLM|Negotiate)\s+)[A-Za-z0-9+/_.~=-]{4,}/gi, keepFirst],
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)?/g, () => redacted],
  [/\b(?:xox[a-z]-|dapi|ghp_|sk-)[A-Za-z0-9-]{8,}/g, () => redacted],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+@/gi, (_match, before) => `${before}${redacted}@`],
  // <wsse:Password Type="…">…</wsse:Password>, up to the closing tag or, in a fragment, the end.
  [
    /(<((?:[\w.-]+:)?[\w.-]+)(?:\s[^<>]*)?>)([^<]*)/g,
    (match, before, name) => (isSecretName(name.replace(/^.*:/, '')) ? `${before}${redacted}` : match),
  ],
  [
    /((["'])([\w.-]{1,60})\2\s*:\s*)("(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)|[^\s,"'}\]]+)/g,
    (match, before, _quote, name) => (isSecretName(name) ? `${before}"${redacted}"` : match),
  ],
  [
    /((^|[?&;\s])([\w.-]{1,60})=)([^&;\s"'<>]*)/g,
    (match, before, separator, name) =>
      isSecretName(name) || (!/[;\s]/.test(separator) && secretParameter.test(name)) ? `${before}${redacted}` : match,
  ],
  [/((?:^|\n)\s*([\w-]{1,60}):[ \t]*)([^\r\n]+)/g, ifSecretName((before) => `${before}${redacted}`)],
];

function dropKnown(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.filter((secret) => secret.length >= shortestSecret).flatMap(formsOf));
  // Longest first, so that a secret inside another does not leave the rest of the longer one behind.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return ordered.reduce((result, form) => result.replaceAll(form, redacted), text);
}

function formsOf(secret: string): readonly string[] {
  const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const forms = [
    secret,
    xml,
    xml.replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
    xml.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    JSON.stringify(secret).slice(1, -1),
    base64(secret),
  ];
  return [...forms, ...percentForms(secret)];
}

/** As encodeURIComponent, RFC 3986 and HTML forms write it, with hex digits in either case. */
function percentForms(text: string): readonly string[] {
  if (!text.isWellFormed()) return []; // Half a surrogate pair cannot be percent-encoded, so it never travels in that form.
  const hex = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  const uri = encodeURIComponent(text);
  const strict = uri.replace(/[!'()*]/g, hex);
  const form = uri.replace(/[!'()~]/g, hex).replaceAll('%20', '+');
  return [uri, strict, form].flatMap((one) => [one, one.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]);
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function redactAny(value: unknown, secrets: readonly string[], seen: WeakSet<object>): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return '[circular]';
  seen.add(value);
  if (value instanceof Uint8Array) return `[${String(value.byteLength)} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redactAny(item, secrets, seen));
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) return redactAny(Object.fromEntries(value as Map<string, unknown>), secrets, seen);
  if (value instanceof Set) return redactAny([...(value as Set<unknown>)], secrets, seen);
  if (value instanceof Error) return redactError(value, secrets, seen);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      redactText(name, secrets),
      isSecretName(name) && item !== null && typeof item !== 'boolean' ? redacted : redactAny(item, secrets, seen),
    ]),
  );
}

function redactError(error: Error, secrets: readonly string[], seen: WeakSet<object>): unknown {
  const { cause, ...own } = Object.assign({}, error, { cause: error.cause });
  return {
    name: redactText(error.name, secrets),
    message: redactText(error.message, secrets),
    ...(redactAny(own, secrets, seen) as object),
    ...(cause === undefined ? {} : { cause: redactAny(cause, secrets, seen) }),
  };
}
