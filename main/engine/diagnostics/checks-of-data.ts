import { ChainCheck } from '../../api/engine/audit-chain.ts';
import { checkTombstone } from '../trail-retention.ts';
import type { Finding, SelfCheck } from './check.ts';
import { failed, notKnown, ok, warning } from './finding.ts';
import type { BatchProblem } from './look.ts';
import { momentText, say } from './say.ts';
import { retentionLimit, retentionSweepSchema, type RetentionChoice } from '../../../shared/model/retention.ts';
import type { EngineDeps } from '../deps.ts';
import { lastSweepName } from '../retention-sweeper.ts';

/** Batches are unpacked whole: more of them than this are a sample. */
const mostBatches = 200;
const dayMs = 86_400_000;

/** Whether the secrets can be used. */
export const vaultCheck: SelfCheck = {
  id: 'D4',
  label: 'Vault',
  description: 'Seals and opens a trial text in memory, and opens every stored secret without keeping it.',
  limitSeconds: 30,
  look: ({ host, nameOf }) => {
    const { isOpen, stored, unreadable } = host.tryVault();
    const [first] = unreadable;
    const facts = { count: stored };
    if (!isOpen && stored > 0)
      return Promise.resolve(
        warning(
          say('The vault is locked, so the stored secrets ({count}) cannot be used.', facts),
          say('Open the vault with its passphrase, or unlock the keychain of this computer; then check again.'),
        ),
      );
    if (!isOpen)
      return Promise.resolve(notKnown(say('The vault has not been opened, and no secret of a real system is stored.')));
    if (first !== undefined)
      return Promise.resolve(
        failed(
          say('Of {count} stored secrets, {bad} cannot be opened; the first belongs to “{name}”.', {
            ...facts,
            bad: unreadable.length,
            name: nameOf(first.owner),
          }),
          say('Enter that secret again where it belongs: in the connection, or in Settings under Network.'),
        ),
      );
    return Promise.resolve(
      ok(say('The vault is open: a trial text was sealed and opened, and every stored secret ({count}) opens.', facts)),
    );
  },
};

/** Whether the audit trail is what was written. */
export const trailCheck: SelfCheck = {
  id: 'D5',
  label: 'Audit trail',
  description:
    'Recomputes the hash of every entry from the first one on, and looks whether they lead to the newest batch.',
  limitSeconds: 600,
  look: async ({ services: { deps, seal } }, signal) => {
    const { store, clock } = deps;
    const chain = new ChainCheck(store.audit, clock, () => checkTombstone(seal, store.tombstone.get()));
    const { verified, brokenAt, verifiedEntries, tombstone } = await chain.verify(true, signal);
    const keep = say('Keep the data folder as it is and tell whoever is responsible for internal control.');
    if (!verified) {
      return failed(say('The chain of hashes breaks at entry {number}.', { number: brokenAt ?? 0 }), keep);
    }
    const newest = store.batches.newest();
    const isGone = newest === null || (tombstone !== null && tombstone.toUtc >= newest.createdAtUtc);
    if (!isGone && store.audit.hashOf(newest.id, 'batch.staged') !== newest.auditHead) {
      return failed(
        say('The trail does not lead to the batch that was staged last: its end was cut off or replaced.'),
        keep,
      );
    }
    if (tombstone?.seal === 'locked') {
      return warning(
        say('{count} entries fit, but the seal of those that went cannot be checked while the vault is locked.', {
          count: verifiedEntries,
        }),
        say('Open the vault, then check again.'),
      );
    }
    return ok(say('{count} entries were recomputed, and each fits the one before.', { count: verifiedEntries }));
  },
};

const problems: Readonly<Record<BatchProblem, string>> = {
  removed: 'what it carried is no longer there',
  unreadable: 'it cannot be unpacked',
  counts: 'it does not hold as many records and rows as were staged',
  hash: 'its rows are not those that were staged',
  trail: 'it is not the one that the audit trail names',
};

/** Whether what waits to be delivered is still what was staged. */
export const batchCheck: SelfCheck = {
  id: 'D6',
  label: 'Batches that wait',
  description: 'Unpacks batches that wait to be delivered and recomputes their hashes; at most 200 of them.',
  limitSeconds: 300,
  look: async ({ host: { folder }, nameOf }, signal) => {
    if (folder === null) return notKnown(say('The data is kept in memory: there is no folder to look at.'));
    const { waiting, looked, problems: found, orphans } = await folder.lookIntoBatches(mostBatches, signal);
    const [first] = found;
    const next = say(
      'Read the days of that stream again (re-sync); what is damaged here is never sent. Save the bundle for support.',
    );
    if (first !== undefined) {
      return failed(
        say('Of {looked} batches looked at, {bad} are not sound; the first is of “{flow}”: {problem}.', {
          looked,
          bad: found.length,
          flow: nameOf(first.flowId),
          problem: problems[first.problem],
        }),
        next,
      );
    }
    if (orphans > 0) {
      return failed(say('Records wait in {count} batches that are not in the data file.', { count: orphans }), next);
    }
    if (waiting === 0) return ok(say('No batch waits to be delivered.'));
    return ok(
      say('{waiting} batches wait; {looked} were looked at, and each is as it was staged.', { waiting, looked }),
    );
  },
};

/** Whether details go after the time that was chosen. */
export const retentionCheck: SelfCheck = {
  id: 'D13',
  label: 'Retention',
  description: 'Looks whether details of finished work are still here that are older than is kept.',
  limitSeconds: 60,
  look: ({ services: { deps, retention } }) => Promise.resolve(retentionFinding(deps, retention.settings().keep)),
};

function retentionFinding({ store, clock }: EngineDeps, keep: RetentionChoice): Finding {
  // What became too old since yesterday may still wait for its sweep.
  const beforeUtc = retentionLimit(keep, clock.now() - 2 * dayMs);
  if (beforeUtc === null) return ok(say('Everything is kept for ever.'));
  const { batches, rejected, requests } = store.retention.older(beforeUtc);
  const facts = { count: batches + rejected + requests, day: beforeUtc.slice(0, 10) };
  if (facts.count === 0) return ok(say('Nothing from before {day} is left to remove.', facts));
  const last = store.values.get(lastSweepName, retentionSweepSchema);
  return warning(
    last === null
      ? say('{count} details from before {day} are still here; they were never looked for.', facts)
      : say('{count} details from before {day} are still here; they were last looked for on {moment} UTC.', {
          ...facts,
          moment: momentText(last.atUtc),
        }),
    say('Leave the app open without a run under way: it removes them within a day of being started.'),
  );
}
