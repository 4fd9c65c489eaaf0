import { escapeHtml, lines } from './html.ts';

/** How Slack would take a text: what it looks like, whom it calls, where it leads and what it formats. */
export interface Reading {
  readonly html: string;
  readonly pings: readonly string[];
  readonly links: readonly string[];
  readonly formats: readonly string[];
}

const FORMATS: readonly (readonly [mark: string, tag: string])[] = [
  ['`', 'code'],
  ['*', 'b'],
  ['_', 'i'],
  ['~', 's'],
];
/** Around the number of a piece that is already HTML while the rest is formatted. */
const HOLD = '\uE000';
const HELD = new RegExp(`${HOLD}(\\d+)${HOLD}`, 'g');

function unescape(text: string): string {
  const plain: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => plain[entity] ?? entity);
}

class Reader {
  readonly pings: string[] = [];
  readonly links: string[] = [];
  readonly formats: string[] = [];
  readonly #held: string[] = [];

  hold(html: string): string {
    return `${HOLD}${this.#held.push(html) - 1}${HOLD}`;
  }

  link(url: string, label: string): string {
    this.links.push(url);
    return this.hold(`<a title="${escapeHtml(url)}">${escapeHtml(label)}</a>`);
  }

  /** What stands between angle brackets. */
  special(inside: string): string {
    const [target = '', ...rest] = inside.split('|');
    const label = rest.join('|');
    if (target.startsWith('!date^')) return this.hold(escapeHtml(unescape(label)));
    if (target.startsWith('!') || target.startsWith('@')) {
      this.pings.push(target);
      const shown = label === '' ? `@${target.slice(1)}` : unescape(label);
      return this.hold(`<mark>${escapeHtml(shown)}</mark>`);
    }
    if (target.startsWith('#'))
      return this.hold(`<span class="ref">${escapeHtml(label === '' ? target : `#${label}`)}</span>`);
    return this.link(unescape(target), unescape(label === '' ? target : label));
  }

  format(html: string): string {
    let formatted = html;
    for (const [mark, tag] of FORMATS) {
      const escaped = `\\${mark}`;
      const pattern = new RegExp(
        `(?<![\\w${escaped}])${escaped}(?=\\S)([^${escaped}\\n]*?\\S)${escaped}(?![\\w${escaped}])`,
        'g',
      );
      formatted = formatted.replace(pattern, (_whole, inside: string) => {
        this.formats.push(inside);
        // What stands in code is not formatted further.
        return tag === 'code' ? this.hold(`<code>${inside}</code>`) : `<${tag}>${inside}</${tag}>`;
      });
    }
    return formatted;
  }

  /** Puts the held pieces back; a piece may hold others. */
  release(html: string): string {
    return html.replace(HELD, (_whole, index: string) => this.release(this.#held[Number(index)] ?? ''));
  }
}

/** Reads `mrkdwn` as Slack does, nearly: specials in angle brackets, bare addresses, then the four marks. */
export function readMrkdwn(text: string): Reading {
  const reader = new Reader();
  // Nobody else may speak for a held piece.
  const clean = text.replaceAll(HOLD, '\uFFFD');
  const marked = clean
    .split(/(<[^<>\n]+>|https?:\/\/[^\s<>|]+)/)
    .map((piece, index) => {
      if (index % 2 === 0) return lines(unescape(piece));
      return piece.startsWith('<') ? reader.special(piece.slice(1, -1)) : reader.link(unescape(piece), unescape(piece));
    })
    .join('');
  const html = reader.release(reader.format(marked));
  return { html, pings: reader.pings, links: reader.links, formats: reader.formats };
}
