import { expect } from 'vitest';

/** What a page comes to show; the machine may be busy. */
export const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 8000 });
