import { z } from 'zod';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { HeldItem, HeldRecord } from '../../../shared/model/held.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { EngineServices } from '../../engine/services.ts';
import { nowUtc } from '../../ports/time.ts';
import { decidedFor, decideEntries, reopenEntries } from './decide-entries.ts';
import { found, type HandlersOf } from './handler.ts';
import { namesOf, type Names } from './names.ts';
import { explainCount } from './rejected.ts';

type Methods =
  | 'held.list'
  | 'held.reasons'
  | 'held.get'
  | 'held.release'
  | 'held.dismiss'
  | 'held.reopen'
  | 'gone.confirm';

/** What waits for reference data, or for a person's word, although nothing is wrong with it. */
export function heldHandlers(services: EngineServices): HandlersOf<Methods> {
  const { held } = services.deps.store;
  return {
    'held.list': ({ filter, ...page }) => {
      const { total, items } = held.page(filter, page);
      const names = namesOf(services);
      return Promise.resolve({ total, items: items.map((one) => heldWithNames(one, names)) });
    },
    'held.reasons': (filter) => Promise.resolve(held.reasons(filter).map(explainCount)),
    'held.get': ({ id }) => {
      const record = found(held.get(id), 'held record', id);
      const source = held.source(id);
      // Through zod, because a source record is typed as readonly JSON, and an answer as plain JSON.
      const fields = source === null ? null : z.json().parse(source.fields);
      return Promise.resolve({ ...heldWithNames(record, namesOf(services)), source: fields });
    },
    'held.release': (input) => Promise.resolve().then(() => release(services, input)),
    'held.dismiss': (input) => Promise.resolve().then(() => ({ changed: change(services, 'dismiss', input).length })),
    'held.reopen': ({ ids }) => Promise.resolve().then(() => reopen(services, ids)),
    'gone.confirm': (input) => Promise.resolve().then(() => ({ run: confirmGone(services, input) })),
  };
}

/** The record with the names of its flow, its stream and what it waits for. */
export function heldWithNames(record: HeldRecord, names: Names): HeldItem {
  const { flowId, stream, reasons } = record;
  const awaited = reasons.map(({ waitsFor, called }) => ({ ...waitsFor, called }));
  return {
    ...record,
    flowName: names.flow(flowId),
    streamLabel: names.stream(flowId, stream),
    awaited: awaited
      .filter(({ stream, name }, at) => at === awaited.findIndex((one) => one.stream === stream && one.name === name))
      .map((one) => ({ ...one, streamLabel: names.stream(flowId, one.stream) })),
    labelIsName: names.arePrivate(flowId, stream),
  };
}

/** Each flow's streams that something was released of run at once, where the flow is free to. */
function release(services: EngineServices, input: InputOf<'held.release'>): OutputOf<'held.release'> {
  const changed = change(services, 'release', input);
  const streams = new Map<string, Set<string>>();
  for (const { flowId, stream } of changed) streams.set(flowId, (streams.get(flowId) ?? new Set()).add(stream));
  const runs = [...streams].flatMap(([flowId, of]) => startIfFree(services, flowId, [...of]) ?? []);
  return { changed: changed.length, runs };
}

/** What a person says of chosen entries that wait; returns those that it holds for. */
function change(
  services: EngineServices,
  deed: 'release' | 'dismiss',
  { filter, selection, reason }: InputOf<'held.dismiss'>,
): HeldRecord[] {
  const { held } = services.deps.store;
  return decideEntries(services, held.selected({ ...filter, state: 'open' }, selection), {
    get: (id) => held.get(id),
    decide: (id, atUtc) => held[deed](id, reason, atUtc),
    event: deed === 'release' ? 'held.released' : 'held.dismissed',
    details: decidedFor(reason),
  });
}

function reopen(services: EngineServices, ids: readonly string[]): OutputOf<'held.reopen'> {
  const { held } = services.deps.store;
  return reopenEntries(services, ids, {
    get: (id) => held.get(id),
    reopen: (id) => held.reopen(id),
    event: 'held.reopened',
  });
}

function confirmGone(services: EngineServices, { flowId, stream, upTo, reason }: InputOf<'gone.confirm'>): Run | null {
  const { store, clock } = services.deps;
  const asked = store.streams.get(flowId, stream).askedGone;
  if (asked === null) throw new AppError('GONE_NOTHING_ASKED', 'config');
  store.transaction(() => {
    store.streams.update(flowId, stream, { askedGone: { ...asked, confirmed: upTo } });
    store.audit.append(nowUtc(clock), 'gone.confirmed', flowId, { stream, gone: upTo, reason });
  });
  services.deps.publish({ topic: 'changed', subject: 'flows' });
  return startIfFree(services, flowId, [stream]);
}

/** A run of the streams; null if the flow is not free to run now. */
function startIfFree({ runner }: EngineServices, flowId: string, streams: readonly string[]): Run | null {
  try {
    return runner.start({ flowId, trigger: 'manual', streams });
  } catch (error) {
    if (error instanceof AppError && error.kind === 'config') return null;
    throw error;
  }
}
