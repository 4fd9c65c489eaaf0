import { create } from 'zustand';
import type { CheckStep } from '../../shared/model/check.ts';

interface CheckProgress {
  readonly steps: readonly CheckStep[];
  readonly ok: boolean | null;
}

interface ChecksState {
  readonly byId: Readonly<Record<string, CheckProgress>>;
  update(id: string, steps: readonly CheckStep[], ok: boolean | null): void;
}

/** Steps of checks as their events arrive, by the caller's check id. */
export const useChecks = create<ChecksState>()((set) => ({
  byId: {},
  update: (id, steps, ok) => {
    set((state) => ({ byId: { ...state.byId, [id]: { steps, ok } } }));
  },
}));
