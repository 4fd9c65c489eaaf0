import { createContext } from 'react';
import { z } from 'zod';

/** Where the columns of a grid are remembered. */
export interface GridMemory {
  readonly read: (key: string) => unknown;
  readonly write: (key: string, value: RememberedColumns) => void;
  readonly forget: (key: string) => void;
}

const rememberedSchema = z.object({
  order: z.array(z.string()),
  hidden: z.record(z.string(), z.boolean()),
  widths: z.record(z.string(), z.number().min(24).max(2000)),
});

export type RememberedColumns = z.infer<typeof rememberedSchema>;

const prefix = 'mlc.grid.';

/** The page's own storage; where it is full or denied, nothing is remembered and nothing fails. */
export const localMemory: GridMemory = {
  read: (key) => {
    try {
      const text = localStorage.getItem(prefix + key);
      return text === null ? null : (JSON.parse(text) as unknown);
    } catch {
      return null;
    }
  },
  write: (key, value) => {
    try {
      localStorage.setItem(prefix + key, JSON.stringify(value));
    } catch {
      // Without storage, columns start as designed the next time.
    }
  },
  forget: (key) => {
    try {
      localStorage.removeItem(prefix + key);
    } catch {
      // As above.
    }
  },
};

export const GridMemoryContext = createContext<GridMemory>(localMemory);

/** What is remembered under a key, if it is sound. */
export function recall(memory: GridMemory, key: string | undefined): RememberedColumns | undefined {
  if (key === undefined) return undefined;
  const parsed = rememberedSchema.safeParse(memory.read(key));
  return parsed.success ? parsed.data : undefined;
}

/** Remembered order of columns that still exist; columns that are new stand where the design has them. */
export function mergeOrder(remembered: readonly string[], designed: readonly string[]): string[] {
  const order = remembered.filter((id) => designed.includes(id));
  designed.forEach((id, at) => {
    if (!order.includes(id)) order.splice(Math.min(at, order.length), 0, id);
  });
  return order;
}
