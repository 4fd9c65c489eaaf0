import { create } from 'zustand';

interface VaultDialogState {
  readonly open: boolean;
  show(): void;
  hide(): void;
}

/** Whether the passphrase is being asked for. */
export const useVaultDialog = create<VaultDialogState>()((set) => ({
  open: false,
  show: () => {
    set({ open: true });
  },
  hide: () => {
    set({ open: false });
  },
}));
