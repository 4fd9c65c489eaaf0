import { create } from 'zustand';

interface PaletteState {
  readonly open: 'palette' | 'shortcuts' | null;
  /** Ids of commands and records used last, newest first. */
  readonly recent: readonly string[];
  show(what: 'palette' | 'shortcuts' | null): void;
  used(id: string): void;
}

const mostRecent = 5;

/** Which of the two sheets is open, and what was used last in this window. */
export const usePalette = create<PaletteState>((set) => ({
  open: null,
  recent: [],
  show: (what) => {
    set({ open: what });
  },
  used: (id) => {
    set(({ recent }) => ({ recent: [id, ...recent.filter((one) => one !== id)].slice(0, mostRecent) }));
  },
}));
