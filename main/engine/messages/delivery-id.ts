import { createHash } from 'node:crypto';
import type { MessageKind } from '../../../shared/messages/message.ts';

/** Namespace of the delivery ids, so that no other program's names meet them. */
const namespace = Buffer.from('7d0f6f4c2c1b5e0e9a44b1f06f7c5a3d', 'hex');

/** What makes a message the one it is. */
export interface DeliveryName {
  readonly flowId: string;
  readonly ruleId: string;
  readonly view: string;
  /** Null for what is not about one subject. */
  readonly subjectKey: string | null;
  readonly kind: MessageKind;
  /** What it tells: a hash of the told facts, or the moment a digest or a summary is of. */
  readonly told: string;
  /** Of what is told of the subject again: how often something was told before. */
  readonly turn?: number;
}

/** The delivery id of a message: a UUID of version 5 (RFC 9562 §5.5). The same name always has the same id. */
export function deliveryId({ flowId, ruleId, view, subjectKey, kind, told, turn = 0 }: DeliveryName): string {
  const name = JSON.stringify([flowId, ruleId, view, subjectKey, kind, told, ...(turn === 0 ? [] : [turn])]);
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
