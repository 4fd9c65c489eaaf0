import { AppError } from '../../../shared/errors/app-error.ts';
import type { Language } from '../../../shared/model/settings.ts';
import type { EvidencePack, EvidenceRequest } from '../../../shared/model/evidence.ts';
import { changesBetween, type LandedRecord } from '../../../shared/sign-off/changes.ts';
import type { Blocker, ChangesSince, Override, SignOff } from '../../../shared/sign-off/model.ts';
import { nowUtc } from '../../ports/time.ts';
import type { StoredSignOff } from '../../store/sign-offs.ts';
import { inPieces } from '../evidence/in-pieces.ts';
import { makeEvidencePackInPieces } from '../evidence/make-pack.ts';
import type { EngineServices } from '../services.ts';
import { tieOutExtras } from '../tie-out/evidence.ts';
import { whoAsks } from '../who-asks.ts';
import { blockersOf } from './blockers.ts';
import type { ChangedCounts } from './changed-counts.ts';
import { landedRecords } from './landed-records.ts';

export interface SignOffInput {
  readonly flowId: string;
  readonly period: string;
  readonly name: string;
  readonly comment: string;
  readonly overrides: readonly Override[];
  readonly timeZone: string;
  readonly language: Language;
}

/** Readings that are begun anew because something changed meanwhile; then the evidence is of a moment just after the records. */
const mostReadings = 3;

/**
 * Signs a month of a flow off: makes its evidence pack and keeps it with the versions that have landed, all of one moment, with the
 * engine's other work going on in between. Throws SIGN_OFF_REFUSED naming what is not overridden, SIGN_OFF_EXISTS where the month is
 * signed off already, what making the pack throws, and the signal's reason.
 */
export async function signOff(
  services: EngineServices,
  input: SignOffInput,
  signal: AbortSignal,
): Promise<StoredSignOff> {
  const { deps } = services;
  const { flowId, period } = input;
  assertNotSigned(services, input);
  const { overridden, atUtc, pack, records } = await readAtOneMoment(services, input, signal);
  const made: StoredSignOff = {
    ...{ id: deps.random.uuid(), flowId, period, atUtc, name: input.name, by: whoAsks(deps.store) },
    ...{ comment: input.comment, packSha256: pack.sha256, packFile: pack.fileName, records: records.length },
    overridden,
    takenBack: null,
  };
  await storeInPieces(services, made, { pack, records }, signal);
  deps.publish({ topic: 'changed', subject: 'proof' });
  return made;
}

/** Stores what was read, a stretch of the versions at a time. Where it does not come to its end, nothing of it is left. */
async function storeInPieces(
  services: EngineServices,
  made: StoredSignOff,
  { pack, records }: Pick<Moment, 'pack' | 'records'>,
  signal: AbortSignal,
): Promise<void> {
  const { store } = services.deps;
  store.transaction(() => {
    store.signOffs.begin(made, pack.bytes);
  });
  try {
    await inPieces(store.signOffs.addRecords(made.id, records), signal);
    // Somebody else may have been quicker.
    assertNotSigned(services, made);
    store.transaction(() => {
      store.signOffs.finish(made.id);
      store.audit.append(made.atUtc, 'proof.signed-off', made.flowId, {
        ...{ signOff: made.id, period: made.period, name: made.name, reason: made.comment, sha256: pack.sha256 },
        ...{ records: records.length, overridden: made.overridden.map(({ kind, reason }) => `${kind}: ${reason}`) },
      });
    });
  } catch (error) {
    store.transaction(() => {
      store.signOffs.dropUnfinished(made.id);
    });
    throw error;
  }
}

interface Moment {
  readonly overridden: SignOff['overridden'];
  readonly atUtc: string;
  readonly pack: EvidencePack;
  readonly records: readonly LandedRecord[];
}

/** Where the trail grew between reading the records and reading the evidence, both are read anew. */
async function readAtOneMoment(services: EngineServices, input: SignOffInput, signal: AbortSignal): Promise<Moment> {
  const { store, clock } = services.deps;
  const { flowId, period, language } = input;
  for (let reading = 1; ; reading += 1) {
    const head = store.audit.head().hash;
    const blockers = blockersOf(services, flowId, period);
    assertOverridden(blockers, input.overrides, period);
    const overridden = blockers.map((one) => ({ ...one, reason: reasonFor(one, input.overrides) }));
    const atUtc = nowUtc(clock);
    const landed = await inPieces(landedRecords(store, flowId, [period]), signal);
    const request: EvidenceRequest = {
      scope: { kind: 'period', flowId, ...daysOf(period, atUtc), timeZone: input.timeZone },
      language,
      extras: [...tieOutExtras(store, flowId, [period], language), statement(input, overridden, atUtc)],
    };
    const pack = await makeEvidencePackInPieces(services, request, { signal });
    if (pack.manifest.audit.head.hash === head || reading === mostReadings)
      return { overridden, atUtc, pack, records: landed.get(period) ?? [] };
  }
}

function assertNotSigned({ deps }: EngineServices, { flowId, period }: Pick<SignOffInput, 'flowId' | 'period'>): void {
  if (deps.store.signOffs.list(flowId).some((one) => one.period === period && one.takenBack === null))
    throw new AppError('SIGN_OFF_EXISTS', 'config', { details: { period } });
}

/** Takes a sign-off back; it stays in the history. Throws APP_NOT_FOUND, and SIGN_OFF_TAKEN_BACK if it was before. */
export function takeBack(services: EngineServices, of: { id: string; name: string; reason: string }): StoredSignOff {
  const { store, clock, publish } = services.deps;
  const known = existing(services, of.id);
  if (known.takenBack !== null)
    throw new AppError('SIGN_OFF_TAKEN_BACK', 'config', { details: { period: known.period } });
  const atUtc = nowUtc(clock);
  const takenBack: SignOff['takenBack'] = { atUtc, name: of.name, by: whoAsks(store), reason: of.reason };
  store.transaction(() => {
    store.signOffs.takeBack(of.id, takenBack);
    const details = { signOff: of.id, period: known.period, name: of.name, reason: of.reason };
    store.audit.append(atUtc, 'proof.taken-back', known.flowId, details);
  });
  publish({ topic: 'changed', subject: 'proof' });
  return { ...known, takenBack };
}

/** What landed differently since the sign-off. Throws APP_NOT_FOUND, and the signal's reason. */
export async function changesSince(services: EngineServices, id: string, signal: AbortSignal): Promise<ChangesSince> {
  const { store } = services.deps;
  const { flowId, period } = existing(services, id);
  const landed = await inPieces(landedRecords(store, flowId, [period]), signal);
  return changesBetween(store.signOffs.records(id), landed.get(period) ?? []);
}

/** All sign-offs of a flow, the newest first, with how many records changed since for those that stand. */
export async function listSignOffs(
  { deps }: EngineServices,
  flowId: string,
  { counts, signal }: { readonly counts: ChangedCounts; readonly signal: AbortSignal },
): Promise<(StoredSignOff & { changed: number | null })[]> {
  const all = deps.store.signOffs.list(flowId);
  const changed = await counts.of(
    flowId,
    all.filter((one) => one.takenBack === null),
    signal,
  );
  return all.map((one) => ({ ...one, changed: changed.get(one.id) ?? null }));
}

function existing({ deps }: EngineServices, id: string): StoredSignOff {
  const known = deps.store.signOffs.get(id);
  if (known === null) throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'sign-off', id } });
  return known;
}

function assertOverridden(blockers: readonly Blocker[], overrides: readonly Override[], period: string): void {
  const left = blockers.filter(({ kind }) => !overrides.some((one) => one.kind === kind));
  if (left.length === 0) return;
  const reasons = left.map(({ kind, count }) => `${kind} (${String(count)})`).join(', ');
  throw new AppError('SIGN_OFF_REFUSED', 'config', { details: { period, reasons } });
}

function reasonFor({ kind }: Blocker, overrides: readonly Override[]): string {
  return overrides.find((one) => one.kind === kind)?.reason ?? '';
}

/** From the first day of the month to today: the runs that can have read its records. A pack takes 366 days at most. */
function daysOf(period: string, atUtc: string): { fromDay: string; toDay: string } {
  const toDay = atUtc.slice(0, 10);
  const first = `${period}-01`;
  const earliest = new Date(Date.parse(`${toDay}T00:00:00Z`) - 365 * 86_400_000).toISOString().slice(0, 10);
  const fromDay = first < earliest ? earliest : first;
  return { fromDay: fromDay > toDay ? toDay : fromDay, toDay };
}

function statement(
  { period, name, comment, language }: SignOffInput,
  overridden: SignOff['overridden'],
  atUtc: string,
) {
  const content = `${JSON.stringify({ period, name, comment, atUtc, overridden }, null, 2)}\n`;
  const title = language === 'nl' ? `Aftekening van ${period}` : `Sign-off of ${period}`;
  return { name: 'sign-off.json', title, content };
}
