import { z } from 'zod';
import { anyText, button, identifier, imageElement, plainText, richElement, text } from './block-elements.ts';

/** Limits of docs.slack.dev/reference/block-kit and of the doc comments of Slack's own types. */
export const MAX_BLOCKS = 50;
export const MAX_MARKDOWN = 12_000;

const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z.array(richElement),
  block_id: identifier,
});

const section = z
  .strictObject({
    type: z.literal('section'),
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [button, imageElement]).optional(),
    expand: z.boolean().optional(),
    block_id: identifier,
  })
  .refine((one) => one.text !== undefined || one.fields !== undefined, 'a section needs text or fields');

const actions = z
  .strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25), block_id: identifier })
  .refine(({ elements }) => {
    const ids = elements.flatMap((one) => one.action_id ?? []);
    return new Set(ids).size === ids.length;
  }, '`action_id` must be unique within a block');

const tableCell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() }),
  richText,
]);

const table = z.strictObject({
  type: z.literal('table'),
  rows: z.array(z.array(tableCell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
  block_id: identifier,
});

/** The blocks that the practice Slack knows; a message with any other is refused, never shown half. */
export const blocksSchema = z
  .array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('header'), text: plainText(150), block_id: identifier }),
      section,
      z.strictObject({ type: z.literal('divider'), block_id: identifier }),
      z.strictObject({
        type: z.literal('context'),
        elements: z
          .array(z.union([imageElement, anyText(3000)]))
          .min(1)
          .max(10),
        block_id: identifier,
      }),
      actions,
      z.strictObject({
        type: z.literal('image'),
        image_url: text(3000),
        alt_text: text(2000),
        title: plainText(2000).optional(),
        block_id: identifier,
      }),
      z.strictObject({ type: z.literal('markdown'), text: text(MAX_MARKDOWN), block_id: identifier }),
      richText,
      table,
    ]),
  )
  .max(MAX_BLOCKS, `no more than ${MAX_BLOCKS} items allowed`);
