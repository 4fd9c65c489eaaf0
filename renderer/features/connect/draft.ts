import { create } from 'zustand';
import type { SystemId } from '../../../shared/model/system.ts';
import type { Schedule } from '../../../shared/model/flow.ts';

export const steps = ['source', 'destination', 'streams', 'check', 'schedule', 'review'] as const;
export type Step = (typeof steps)[number];
export type Role = 'source' | 'destination';

interface ConnectDraft {
  readonly systems: Readonly<Record<Role, SystemId | null>>;
  /** Saved connections, once their form was sent. Secrets are never kept here. */
  readonly connections: Readonly<Record<Role, string | null>>;
  readonly streams: readonly string[] | null;
  readonly schedule: Schedule;
  readonly name: string;
  /** Check ids of the last checks, by role. */
  readonly checks: Readonly<Record<Role, string | null>>;
  /** Where saving leads instead of the following step, after a look back. */
  readonly backTo: Step | null;
  setBackTo(step: Step | null): void;
  setConnection(role: Role, system: SystemId, id: string): void;
  setStreams(streams: readonly string[]): void;
  setSchedule(schedule: Schedule): void;
  setName(name: string): void;
  setCheck(role: Role, checkId: string): void;
  reset(): void;
}

const empty = {
  systems: { source: 'workday', destination: 'databricks' },
  connections: { source: null, destination: null },
  streams: null,
  schedule: { kind: 'every', transactionalMinutes: 30, referenceMinutes: 1440 },
  name: '',
  checks: { source: null, destination: null },
  backTo: null,
} as const satisfies Partial<ConnectDraft>;

/** What was entered so far while connecting; survives going to other screens and back. */
export const useDraft = create<ConnectDraft>()((set) => ({
  ...empty,
  setConnection: (role, system, id) => {
    set((draft) => ({
      systems: { ...draft.systems, [role]: system },
      connections: { ...draft.connections, [role]: id },
      checks: { ...draft.checks, [role]: null },
    }));
  },
  setBackTo: (backTo) => {
    set({ backTo });
  },
  setStreams: (streams) => {
    set({ streams });
  },
  setSchedule: (schedule) => {
    set({ schedule });
  },
  setName: (name) => {
    set({ name });
  },
  setCheck: (role, checkId) => {
    set((draft) => ({ checks: { ...draft.checks, [role]: checkId } }));
  },
  reset: () => {
    set(empty);
  },
}));
