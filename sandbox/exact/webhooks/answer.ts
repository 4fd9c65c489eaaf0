import { requireScope, type Call } from '../call.ts';
import { emptyReply, jsonReply, readBody, Refusal, type Reply } from '../reply.ts';
import { OPTION_NAMES } from '../odata/options.ts';
import type { Entry } from '../odata/shape.ts';
import {
  answerCollection,
  answerCount,
  answerRecord,
  readKey,
  writtenRecord,
  type Collection,
} from '../resources/read.ts';
import { SUBSCRIPTION_SHAPE } from '../resources/shapes.ts';
import type { Subscription } from './subscriptions.ts';

const PATH = 'webhooks/WebhookSubscriptions';
const SCOPE = 'organization.administration';

function entryOf(one: Subscription, { practice }: Call): Entry {
  const { clientId, userId, userName } = practice.registration;
  const cells = {
    ...{ ID: one.id, Topic: one.topic, CallbackURL: one.callback, ClientID: clientId, Division: one.division },
    ...{ Description: one.description, IsInstant: false, UserID: userId, Creator: userId, CreatorFullName: userName },
    Created: { moment: one.createdAt },
  };
  return { row: { key: one.id, parent: null, version: 0n, modified: one.createdAt, cells }, division: one.division };
}

function collectionOf(call: Call): Collection {
  const permitted = new Set<string>(OPTION_NAMES.filter((name) => name !== '$expand'));
  return {
    ...{ shape: SUBSCRIPTION_SHAPE, pageSize: 60, natural: 'key', permitted, path: PATH },
    entries: () => call.practice.subscriptions.of(call.division.code).map((one) => entryOf(one, call)),
  };
}

async function readFields(call: Call): Promise<Readonly<Record<string, unknown>>> {
  let body: unknown;
  try {
    body = JSON.parse(await readBody(call.request));
  } catch {
    throw new Refusal(400, 'Error processing request stream. Syntax error.');
  }
  if (typeof body !== 'object' || body === null) throw new Refusal(400, 'Error processing request stream.');
  for (const name of Object.keys(body))
    if (!SUBSCRIPTION_SHAPE.fields.has(name))
      throw new Refusal(400, `No property '${name}' exists in type '${SUBSCRIPTION_SHAPE.type}'.`);
  return body as Readonly<Record<string, unknown>>;
}

async function subscribe(call: Call): Promise<Reply> {
  const fields = await readFields(call);
  const { Topic: topic, CallbackURL: callback, IsInstant: isInstant = false } = fields;
  if (typeof topic !== 'string' || topic === '') throw new Refusal(500, 'Mandatory: Topic');
  if (typeof callback !== 'string' || callback === '') throw new Refusal(500, 'Mandatory: Callback URL');
  const wanted = { topic, callback, isInstant: isInstant === true };
  const made = await call.practice.subscriptions.create(call.division.code, wanted);
  const record = writtenRecord(call, { shape: SUBSCRIPTION_SHAPE, path: PATH }, entryOf(made, call));
  return jsonReply(201, `{"d":${record}}`);
}

/** Answers `webhooks/WebhookSubscriptions`. Throws Refusals; needs the scope with Manage, for reading as well. */
export async function answerSubscriptions(call: Call): Promise<Reply> {
  const { practice, method, place, division } = call;
  requireScope(practice, SCOPE, 'read', 'webhooksubscriptions');
  if (method !== 'GET') requireScope(practice, SCOPE, 'manage', 'webhooksubscriptions');
  const collection = collectionOf(call);
  if (method === 'GET') {
    if (place.isCount) return answerCount(call, collection);
    return place.key === null ? answerCollection(call, collection) : answerRecord(call, collection, place.key);
  }
  if (method === 'POST' && place.key === null) return subscribe(call);
  if ((method !== 'PUT' && method !== 'DELETE') || place.key === null) throw new Refusal(405, 'Method Not Allowed');
  const id = readKey(place.key, SUBSCRIPTION_SHAPE);
  if (!practice.subscriptions.of(division.code).some((one) => one.id === id))
    throw new Refusal(404, 'Resource not found for the segment.');
  if (method === 'DELETE') practice.subscriptions.remove(id);
  else {
    const { CallbackURL: callback } = await readFields(call);
    if (typeof callback !== 'string') throw new Refusal(500, 'Mandatory: Callback URL');
    await practice.subscriptions.move(id, callback);
  }
  return emptyReply(204);
}
