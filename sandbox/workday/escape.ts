const SPECIAL = /[&<>"\t\n\r]/;
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xa;',
  '\r': '&#xd;',
};

/** Text that is safe in element content and in a quoted attribute. */
export function escapeXml(text: string): string {
  // Most texts hold nothing special, and serving a page is mostly this.
  return SPECIAL.test(text) ? text.replace(/[&<>"\t\n\r]/g, (char) => REPLACEMENTS[char] ?? char) : text;
}
