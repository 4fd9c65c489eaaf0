import { create } from 'zustand';

interface PreviewState {
  /** Keys that are ticked, to load only these. */
  readonly ticked: ReadonlySet<string>;
  /** Index of the record that is looked at. */
  readonly current: number;
  tick(key: string, on: boolean): void;
  /** Ticks exactly these. */
  tickOnly(keys: readonly string[]): void;
  look(index: number): void;
  clear(): void;
}

/** What is ticked and looked at in the preview. */
export const usePreviewState = create<PreviewState>()((set) => ({
  ticked: new Set<string>(),
  current: 0,
  tick: (key, on) => {
    set((state) => {
      const ticked = new Set(state.ticked);
      if (on) ticked.add(key);
      else ticked.delete(key);
      return { ticked };
    });
  },
  tickOnly: (keys) => {
    set({ ticked: new Set(keys) });
  },
  look: (index) => {
    set({ current: index });
  },
  clear: () => {
    set({ ticked: new Set(), current: 0 });
  },
}));
