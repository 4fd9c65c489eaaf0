/** Limits that every message keeps by construction, in UTF-16 units (reference: Block Kit, chat.postMessage). */
export const limits = {
  text: 4000,
  header: 150,
  fields: 10,
  field: 2000,
  button: 75,
  url: 3000,
  blocks: 45,
  blocksJson: 10_000,
  rows: 20,
  cell: 60,
  line: 300,
} as const;
