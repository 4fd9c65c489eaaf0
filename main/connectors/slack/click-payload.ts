import { z } from 'zod';
import type { Click } from '../../ports/clicks.ts';

/** What comes over a link, as far as it is looked at. */
const frameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), connection_info: z.object({ app_id: z.string() }) }),
  z.object({ type: z.literal('disconnect'), reason: z.string().catch('') }),
]);

const envelopeSchema = z.object({ envelope_id: z.string().min(1).max(200), type: z.string(), payload: z.unknown() });

const actionSchema = z.object({ action_id: z.string().max(255), value: z.string().max(2000).nullable().catch(null) });

const blockActionsSchema = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().min(1).max(40) }),
  // Null for an app that was installed for a whole organisation.
  team: z.object({ id: z.string() }).nullable(),
  api_app_id: z.string(),
  actions: z.array(actionSchema).max(25),
});

export type Frame =
  | { readonly kind: 'hello'; readonly appId: string }
  | { readonly kind: 'disconnect'; readonly reason: string }
  /** Something that wants to be acknowledged; `clicks` is empty where it is of no interest. */
  | { readonly kind: 'envelope'; readonly id: string; readonly clicks: readonly Click[] }
  | { readonly kind: 'other' };

/** Reads one text of a Socket Mode link. Never throws: what is not understood is `other`, or an envelope without clicks. */
export function readFrame(text: string): Frame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'other' };
  }
  const frame = frameSchema.safeParse(value);
  if (frame.success) {
    const { data } = frame;
    return data.type === 'hello'
      ? { kind: 'hello', appId: data.connection_info.app_id }
      : { kind: 'disconnect', reason: data.reason };
  }
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) return { kind: 'other' };
  const { envelope_id: id, type, payload } = envelope.data;
  return { kind: 'envelope', id, clicks: type === 'interactive' ? clicksOf(id, payload) : [] };
}

function clicksOf(envelopeId: string, payload: unknown): Click[] {
  const read = blockActionsSchema.safeParse(payload);
  if (!read.success) return [];
  const { user, team, api_app_id: appId, actions } = read.data;
  return actions.map(({ action_id: actionId, value }) => ({
    envelopeId,
    teamId: team?.id ?? '',
    appId,
    userId: user.id,
    actionId,
    value,
  }));
}
