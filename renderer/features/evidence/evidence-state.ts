import { create } from 'zustand';

interface EvidenceState {
  /** The flow whose period is asked for; null while the dialog is closed. */
  readonly flowId: string | null;
  show(flowId: string | null): void;
}

/** Evidence that was asked for from the palette or the application's menu, wherever the person is. */
export const useEvidence = create<EvidenceState>((set) => ({
  flowId: null,
  show: (flowId) => {
    set({ flowId });
  },
}));
