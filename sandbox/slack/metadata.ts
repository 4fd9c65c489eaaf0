import { SlackError } from './slack-error.ts';
import type { Metadata } from './workspace.ts';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isFlat(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isScalar);
}

function isPayloadValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => isScalar(one) || isFlat(one));
  return isScalar(value) || isFlat(value);
}

/**
 * Metadata of a message: `event_type` and an `event_payload` of scalars, or one level of objects or lists below. Throws
 * `invalid_metadata_format`, `invalid_metadata_schema`, `metadata_too_large` (above `maxCharacters` of JSON).
 */
export function checkMetadata(value: unknown, maxCharacters: number): Metadata | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) throw new SlackError('invalid_metadata_format');
  // An empty object takes the metadata of a message away.
  if (Object.keys(value).length === 0) return undefined;
  const { event_type: type, event_payload: payload, ...rest } = value;
  const isSound = typeof type === 'string' && type !== '' && isObject(payload) && Object.keys(rest).length === 0;
  if (!isSound || !Object.values(payload).every(isPayloadValue)) throw new SlackError('invalid_metadata_schema');
  if (JSON.stringify(value).length > maxCharacters) throw new SlackError('metadata_too_large');
  return { event_type: type, event_payload: payload };
}
