import { create } from 'zustand';
import type { InputOf } from '../../../shared/contract/contract.ts';

interface FreezeDialogState {
  /** The run that was refused because its flow is frozen; null while nothing is asked. */
  readonly refused: InputOf<'runs.start'> | null;
  /** What the refusal said. */
  readonly why: string;
  ask(refused: InputOf<'runs.start'>, why: string): void;
  hide(): void;
}

/** Whether a person is being asked to start a run during a freeze. */
export const useFreezeDialog = create<FreezeDialogState>()((set) => ({
  refused: null,
  why: '',
  ask: (refused, why) => {
    set({ refused, why });
  },
  hide: () => {
    set({ refused: null });
  },
}));
