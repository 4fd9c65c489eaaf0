import { z } from 'zod';
import { errorText } from '../../../shared/errors/codes.ts';
import { fillText } from '../../../shared/errors/error-text.ts';
import type { RejectedItem, RejectedReason } from '../../../shared/model/record-view.ts';
import type { RejectedRecord } from '../../../shared/model/run.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { ReasonCount } from '../../store/entry-list.ts';
import { found, type HandlersOf } from './handler.ts';
import { namesOf, type Names } from './names.ts';

/** Rejected records: which they are, why, and what to do. */
export function rejectedHandlers(
  services: EngineServices,
): HandlersOf<'rejected.list' | 'rejected.reasons' | 'rejected.get'> {
  const { rejected } = services.deps.store;
  return {
    'rejected.list': ({ filter, ...page }) => {
      const { total, items } = rejected.page(filter, page);
      const names = namesOf(services);
      return Promise.resolve({ total, items: items.map((one) => withNames(one, names)) });
    },
    'rejected.reasons': (filter) => Promise.resolve(rejected.reasons(filter).map(explainCount)),
    'rejected.get': ({ id }) => {
      const record = found(rejected.get(id), 'rejected record', id);
      const source = rejected.source(id);
      // Through zod, because a source record is typed as readonly JSON, and an answer as plain JSON.
      const fields = source === null ? null : z.json().parse(source.fields);
      return Promise.resolve({ ...withNames(record, namesOf(services)), source: fields });
    },
  };
}

/** The record with the names of its flow and stream, and whether its label is a name. */
export function withNames(record: RejectedRecord, names: Names): RejectedItem {
  const { flowId, stream } = record;
  return {
    ...record,
    flowName: names.flow(flowId),
    streamLabel: names.stream(flowId, stream),
    labelIsName: names.arePrivate(flowId, stream),
  };
}

/** The reason in words that fit all of its records: what differs from record to record is told in general. */
export function explainCount({ code, count, fields }: ReasonCount): RejectedReason {
  const words = errorText(code);
  const field = fields.length === 1 ? (fields[0] ?? '') : '…';
  const details = { field, value: '…', expected: '…', reason: '…' };
  return { code, count, fields: [...fields], text: fillText(words.text, details), next: fillText(words.next, details) };
}
