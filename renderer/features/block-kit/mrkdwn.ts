/** A stretch of text in one style. */
export interface Span {
  readonly text: string;
  readonly style: 'plain' | 'bold' | 'italic' | 'strike' | 'code' | 'link';
  /** Where a link leads. */
  readonly url?: string;
}

const marks =
  /<([^<>|]+)(?:\|([^<>]*))?>|`([^`\n]+)`|(?<![\w*])\*([^*\n]+)\*(?![\w*])|(?<!\w)_([^_\n]+)_(?!\w)|(?<!\w)~([^~\n]+)~(?!\w)/g;

/**
 * Slack’s own markup as the stretches that Slack draws (api.slack.com/reference/surfaces/formatting): links in angle brackets,
 * bold, italic, struck and code, and the three escaped characters as themselves.
 */
export function spansOf(mrkdwn: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of mrkdwn.matchAll(marks)) {
    add(spans, { text: unescaped(mrkdwn.slice(from, match.index)), style: 'plain' });
    add(spans, spanOf(match));
    from = match.index + match[0].length;
  }
  add(spans, { text: unescaped(mrkdwn.slice(from)), style: 'plain' });
  return spans;
}

function spanOf([, target, label, code, bold, italic, strike]: RegExpMatchArray): Span {
  if (target !== undefined) return angled(target, label);
  if (code !== undefined) return { text: unescaped(code), style: 'code' };
  if (bold !== undefined) return { text: unescaped(bold), style: 'bold' };
  if (italic !== undefined) return { text: unescaped(italic), style: 'italic' };
  return { text: unescaped(strike ?? ''), style: 'strike' };
}

/** What stands in angle brackets: a link, or a person, a channel or a date, which are drawn by their label. */
function angled(target: string, label: string | undefined): Span {
  if (/^[!@#]/.test(target)) return { text: unescaped(label ?? target.replace(/^!/, '@')), style: 'bold' };
  return { text: unescaped(label ?? target), style: 'link', url: unescaped(target) };
}

function add(spans: Span[], span: Span): void {
  if (span.text !== '') spans.push(span);
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
