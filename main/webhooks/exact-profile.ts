import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { memberSpans } from './member-bytes.ts';
import type { Delivery, Verdict, WebhookProfile } from './profile.ts';

const contentSchema = z.object({
  Topic: z.string().min(1).max(100),
  ClientId: z.string().max(100),
  Division: z.union([z.number().int(), z.string().regex(/^\d{1,12}$/)]),
  Action: z.string().min(1).max(40),
  Key: z.string().max(100),
  EventCreatedOn: z.string().max(60),
});

const hexOfSha256 = /^[0-9A-F]{64}$/;

/**
 * Exact Online: the signature stands beside what it signs, inside the body. `HashCode` is the upper-case hex of the HMAC-SHA256 over
 * the raw bytes of the value of `Content`. An empty POST asks whether somebody is there. `ExactOnlineEndpoint` is never looked at:
 * records are asked for at an address that we build ourselves.
 */
export const exactProfile: WebhookProfile = { provider: 'exact', judge };

function judge({ body }: Delivery, secrets: readonly string[]): Verdict {
  if (body.length === 0) return { kind: 'validation' };
  // One character for each byte, so that places in the text are places in the body.
  const text = body.toString('latin1');
  const spans = memberSpans(text);
  const content = spans?.get('Content');
  const hash = spans?.get('HashCode');
  if (spans === null || content === undefined) return { kind: 'refused', fault: 'unreadable' };
  if (hash === undefined) return { kind: 'refused', fault: 'signature-missing' };
  const signature = text.slice(hash.start + 1, hash.end - 1);
  if (text[hash.start] !== '"' || signature === '') return { kind: 'refused', fault: 'signature-missing' };
  const signed = body.subarray(content.start, content.end);
  if (!isSigned(signed, signature, secrets)) return { kind: 'refused', fault: 'signature-wrong' };
  const parsed = contentSchema.safeParse(parse(signed));
  if (!parsed.success) return { kind: 'refused', fault: 'unreadable' };
  const { Topic, ClientId, Division, Action, Key, EventCreatedOn } = parsed.data;
  return {
    kind: 'event',
    signature,
    event: {
      topic: Topic,
      division: String(Division),
      key: bareGuid(Key),
      action: Action.toLowerCase(),
      eventCreatedOn: EventCreatedOn,
      clientId: bareGuid(ClientId),
    },
  };
}

function isSigned(signed: Buffer, signature: string, secrets: readonly string[]): boolean {
  if (!hexOfSha256.test(signature)) return false;
  const given = Buffer.from(signature, 'hex');
  let isKnown = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(signed).digest();
    // Every secret is tried, so that the time tells nothing about which one fits.
    if (timingSafeEqual(expected, given)) isKnown = true;
  }
  return isKnown;
}

/** A guid as Exact's API writes it: lower case, without braces. */
function bareGuid(text: string): string {
  return text
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase();
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
