import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectionSchema } from '../../../shared/contract/paging.ts';
import {
  allChosen,
  chosenCount,
  chosenState,
  isChosen,
  noneChosen,
  selectionOf,
  toggled,
  withKeys,
  type Chosen,
} from '../../../renderer/ui/grid/selection.ts';

const keys = Array.from({ length: 12 }, (_, at) => `k${String(at)}`);
const key = fc.constantFrom(...keys);
const step = fc.oneof(
  fc.record({ kind: fc.constant('toggle' as const), key }),
  fc.record({ kind: fc.constant('range' as const), keys: fc.uniqueArray(key) }),
  fc.record({ kind: fc.constantFrom('all' as const, 'none' as const) }),
);

describe('the selection', () => {
  it('is what a plain set of rows would be, through any steps', () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let chosen: Chosen = noneChosen;
        const model = new Set<string>();
        for (const each of steps) {
          if (each.kind === 'toggle') {
            chosen = toggled(chosen, each.key);
            if (!model.delete(each.key)) model.add(each.key);
          } else if (each.kind === 'range') {
            chosen = withKeys(chosen, each.keys);
            for (const one of each.keys) model.add(one);
          } else {
            chosen = each.kind === 'all' ? allChosen : noneChosen;
            model.clear();
            if (each.kind === 'all') for (const one of keys) model.add(one);
          }
        }
        expect(keys.filter((one) => isChosen(chosen, one))).toEqual(keys.filter((one) => model.has(one)));
        expect(chosenCount(chosen, keys.length)).toBe(model.size);
        expect(selectionSchema.safeParse(structuredClone(selectionOf(chosen))).success).toBe(true);
      }),
    );
  });

  it('says whether none, some or all are chosen', () => {
    expect(chosenState(noneChosen, 3)).toBe('none');
    expect(chosenState(toggled(noneChosen, 'a'), 3)).toBe('some');
    expect(chosenState(toggled(allChosen, 'a'), 3)).toBe('some');
    expect(chosenState(allChosen, 3)).toBe('all');
    expect(chosenState(allChosen, 0)).toBe('none');
  });

  it('of all rows names none of them', () => {
    expect(selectionOf(allChosen)).toEqual({ kind: 'all', except: [] });
    expect(selectionOf(toggled(allChosen, 'a'))).toEqual({ kind: 'all', except: ['a'] });
  });
});
