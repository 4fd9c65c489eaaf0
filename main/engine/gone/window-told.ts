import type { AppError } from '../../../shared/errors/app-error.ts';
import type { SourcePage } from '../../ports/source.ts';

/** What the pages of a window tell of records beside bringing them: which the source has, and which it has not any more. */
export class WindowTold {
  readonly #gone = new Set<string>();
  /** Keys that the source has, named without being brought. */
  readonly #named = new Set<string>();
  readonly #parts = new Set<string>();
  readonly #failed: AppError[] = [];
  #hasNameless = false;

  take(page: SourcePage): void {
    for (const key of page.gone ?? []) this.#gone.add(key);
    for (const key of page.present ?? []) this.#named.add(key);
    this.#failed.push(...(page.failed ?? []));
    for (const part of page.complete ?? []) this.#parts.add(part);
    for (const { key } of page.unreadable) {
      if (key === null) this.#hasNameless = true;
      else this.#named.add(key);
    }
  }

  /** Records of which the source said by another way that they are deleted; one that it brings all the same is not. */
  takeGone(keys: readonly string[]): void {
    for (const key of keys) this.#gone.add(key);
  }

  get saysAnything(): boolean {
    return this.#gone.size > 0 || this.#parts.size > 0;
  }

  /** Keys of records that the source calls deleted. */
  get gone(): readonly string[] {
    return [...this.#gone];
  }

  /** Why a part of the window could not be read, the first of them; null if all was. */
  get failure(): AppError | null {
    return this.#failed[0] ?? null;
  }

  /** True if the source has the record, by another word than bringing it. */
  isNamed(key: string): boolean {
    return this.#named.has(key);
  }

  /**
   * Parts of which every record was named, none within another. None where a record came that nobody can read nor name: it may be any
   * of those that seem to be missing.
   */
  wholeParts(): readonly string[] {
    if (this.#hasNameless) return [];
    const parts = [...this.#parts];
    return parts.filter((part) => !parts.some((other) => other !== part && part.startsWith(other)));
  }
}
