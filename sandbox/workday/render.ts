import type { World } from '../world/world.ts';
import { escapeXml } from './escape.ts';
import { pacificDate } from './pacific.ts';
import type { References } from './references.ts';

/** What is needed to write the records of one answer. */
export interface RenderContext {
  readonly world: World;
  readonly references: References;
  readonly asOf: number;
  readonly includeReference: boolean;
  readonly includeAttachments: boolean;
  /** Every flag of Response_Group that is set. */
  readonly group: ReadonlySet<string>;
}

/** An element with text, or nothing for null. */
export function text(name: string, value: string | null): string {
  return value === null ? '' : `<wd:${name}>${escapeXml(value)}</wd:${name}>`;
}

/** An element with text that holds no markup (amounts, codes). */
export function plain(name: string, value: string | null): string {
  return value === null ? '' : `<wd:${name}>${value}</wd:${name}>`;
}

export function date(name: string, value: string | null): string {
  return value === null ? '' : `<wd:${name}>${pacificDate(value)}</wd:${name}>`;
}

export function flag(name: string, value: boolean): string {
  return `<wd:${name}>${value ? '1' : '0'}</wd:${name}>`;
}

/** A reference element around a body from `References`. */
export function ref(name: string, body: string): string {
  return `<wd:${name}${body}</wd:${name}>`;
}

const FILE_CONTENT = Buffer.from('PRACTICE-ATTACHMENT: scanned document').toString('base64');

/** Attachments exist so that tests can prove that nobody asks for them. */
export function attachment(context: RenderContext, has: boolean, name: string): string {
  if (!has || !context.includeAttachments) return '';
  return (
    `<wd:Attachment_Data wd:Filename="${escapeXml(name)}.pdf" wd:Content_Type="application/pdf">` +
    `<wd:File_Content>${FILE_CONTENT}</wd:File_Content><wd:Comment>PRACTICE-ATTACHMENT</wd:Comment></wd:Attachment_Data>`
  );
}
