import type { JsonObject } from '../../../shared/model/json.ts';
import type { Dimensions } from '../../ports/integration.ts';
import type { EngineDeps } from '../deps.ts';
import type { StreamPlan } from '../stream-plan.ts';

/** The reference data of a flow as it was last read. Asked once for each name: it does not change while a stream that uses it is read. */
export class FlowDimensions implements Dimensions {
  readonly #store: EngineDeps['store'];
  readonly #flowId: string;
  readonly #enabled: ReadonlySet<string>;
  readonly #found = new Map<string, JsonObject | null>();
  readonly #known = new Map<string, boolean>();

  constructor({ store }: Pick<EngineDeps, 'store'>, flowId: string, plan: Pick<StreamPlan, 'enabled'>) {
    this.#store = store;
    this.#flowId = flowId;
    this.#enabled = new Set(plan.enabled);
  }

  knows(stream: string): boolean {
    let known = this.#known.get(stream);
    if (known === undefined) {
      known = this.#enabled.has(stream) && this.#store.dimensions.readWholeAt(this.#flowId, stream) !== null;
      this.#known.set(stream, known);
    }
    return known;
  }

  find(stream: string, name: string): JsonObject | null {
    const id = JSON.stringify([stream, name]);
    let found = this.#found.get(id);
    if (found === undefined) {
      found = this.#store.dimensions.find(this.#flowId, stream, name);
      this.#found.set(id, found);
    }
    return found;
  }

  /** Streams whose entries documents are checked against. */
  get checked(): readonly string[] {
    return [...this.#enabled].filter((stream) => this.knows(stream));
  }
}
