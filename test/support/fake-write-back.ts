import { AppError } from '../../shared/errors/app-error.ts';
import type { WritableField, WriteBackSource, WrittenCell } from '../../main/ports/write-back.ts';
import type { FakeSource } from './fake-source.ts';

/** `refused`: the source says no. `lost-before`, `lost-after`: nobody answers, before or after it was done. `ignored`: it says yes and does nothing. */
export type WriteFault = 'refused' | 'lost-before' | 'lost-after' | 'ignored';

/** A fake source's invoices of which the company may be changed. */
export class FakeWriteBack implements WriteBackSource {
  readonly fields: Readonly<Record<string, readonly WritableField[]>> = {
    invoices: [
      { path: 'company', label: 'Company', kind: 'text', mayBeEmpty: false, longest: 10, among: null },
      { path: 'nowhere', label: 'Mapped nowhere', kind: 'text', mayBeEmpty: true, longest: null, among: null },
    ],
  };
  readonly #source: FakeSource;
  /** Faults of the next writes, in order. */
  readonly faults: WriteFault[] = [];
  readonly written: { readonly key: string; readonly changes: Readonly<Record<string, WrittenCell>> }[] = [];

  constructor(source: FakeSource) {
    this.#source = source;
  }

  write(stream: string, key: string, changes: Readonly<Record<string, WrittenCell>>): Promise<void> {
    const fault = this.faults.shift();
    const refused = new AppError('APP_BAD_REQUEST', 'config', { details: { reason: 'the source said no' } });
    if (fault === 'refused') return Promise.reject(refused);
    const lost = new AppError('HTTP_CONNECTION_CUT', 'transient', { details: { host: 'source' } });
    if (fault === 'lost-before') return Promise.reject(lost);
    this.written.push({ key, changes });
    const record = this.#source.latest(key, stream);
    if (record !== undefined && fault !== 'ignored') this.#source.put(key, { ...record.fields, ...changes }, stream);
    return fault === 'lost-after' ? Promise.reject(lost) : Promise.resolve();
  }
}
