import type { SystemDescriptor } from '../../../shared/model/system.ts';
import type { Translate } from '../../i18n/text.ts';

/** A document for an administrator: sections of sentences, lists and statements, the same in the app and in a file. */
export interface PackSection {
  readonly heading: string;
  readonly text?: string;
  readonly items?: readonly string[];
  /** Items are steps, done in this order. */
  readonly ordered?: boolean;
  readonly code?: string;
  /** Below the items or the code. */
  readonly note?: string;
}

export interface Pack {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly PackSection[];
}

/** What a request is made of. */
export interface PackInput {
  readonly text: Translate;
  readonly system: SystemDescriptor;
  /** Settings known so far; what is missing stands as a placeholder. */
  readonly settings: Readonly<Record<string, string>>;
  /** The chosen streams. */
  readonly streams: readonly { readonly id: string; readonly label: string }[];
}

/** The document as Markdown; reads well as plain text too. */
export function packMarkdown(pack: Pack): string {
  const parts = pack.sections.flatMap((section) => [
    `## ${section.heading}`,
    section.text ?? '',
    (section.items ?? [])
      .map((item, index) => `${section.ordered === true ? `${String(index + 1)}.` : '-'} ${item}`)
      .join('\n'),
    section.code === undefined ? '' : `\`\`\`sql\n${section.code}\n\`\`\``,
    section.note ?? '',
  ]);
  return `${[`# ${pack.title}`, pack.intro, ...parts].filter((part) => part !== '').join('\n\n')}\n`;
}

/** The document as a page that needs nothing else, for mail and for printing. */
export function packHtml(pack: Pack, language: string): string {
  const parts = pack.sections.map((section) => {
    const list = section.ordered === true ? 'ol' : 'ul';
    const items = (section.items ?? []).map((item) => `<li>${escaped(item)}</li>`).join('');
    return [
      `<h2>${escaped(section.heading)}</h2>`,
      section.text === undefined ? '' : `<p>${escaped(section.text)}</p>`,
      items === '' ? '' : `<${list}>${items}</${list}>`,
      section.code === undefined ? '' : `<pre>${escaped(section.code)}</pre>`,
      section.note === undefined ? '' : `<p>${escaped(section.note)}</p>`,
    ].join('');
  });
  const style =
    'body{font:15px/1.5 system-ui,sans-serif;max-width:760px;margin:40px auto;padding:0 20px}pre{background:#f2f4f6;padding:12px;overflow:auto}h2{margin-top:28px}';
  return `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8"><title>${escaped(pack.title)}</title><style>${style}</style></head><body><h1>${escaped(pack.title)}</h1><p>${escaped(pack.intro)}</p>${parts.join('')}</body></html>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
