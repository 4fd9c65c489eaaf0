import { z } from 'zod';

/** Text of up to `max` UTF-16 units. Which unit Slack counts is not known; this one never counts fewer. */
export function text(max: number, min = 1) {
  return z
    .string()
    .refine((value) => value.length >= min && value.length <= max, `must have ${min} to ${max} characters`);
}

/** `block_id` and `action_id`. */
export const identifier = text(255).optional();

/** Text that formats nothing, up to `max` UTF-16 units. */
export function plainText(max: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: text(max),
    emoji: z.boolean().optional(),
  });
}

/** Plain or formatted text, up to `max` UTF-16 units. */
export function anyText(max: number) {
  const mrkdwn = z.strictObject({
    type: z.literal('mrkdwn'),
    text: text(max),
    verbatim: z.boolean().optional(),
  });
  return z.discriminatedUnion('type', [plainText(max), mrkdwn]);
}

const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: identifier,
  url: text(3000, 0).optional(),
  value: text(2000, 0).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: text(75, 0).optional(),
  confirm: confirm.optional(),
});

export const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: text(3000),
  alt_text: text(2000),
});

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();

const richInline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({
    type: z.literal('link'),
    url: z.string().min(1),
    text: z.string().optional(),
    unsafe: z.boolean().optional(),
    style,
  }),
  z.strictObject({ type: z.literal('emoji'), name: z.string().min(1), unicode: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.number().int(),
    format: z.string().min(1),
    url: z.string().optional(),
    fallback: z.string().optional(),
    style,
  }),
  z.strictObject({ type: z.literal('color'), value: z.string().min(1), style }),
]);

const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richInline) });

export const richElement = z.discriminatedUnion('type', [
  richSection,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(richSection),
    indent: z.number().int().min(0).optional(),
    offset: z.number().int().min(0).optional(),
    border: z.number().int().min(0).optional(),
  }),
  z.strictObject({
    type: z.literal('rich_text_quote'),
    elements: z.array(richInline),
    border: z.number().int().min(0).optional(),
  }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(richInline),
    border: z.number().int().min(0).optional(),
    language: z.string().optional(),
  }),
]);
