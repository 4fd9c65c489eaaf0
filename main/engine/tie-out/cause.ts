import { mergeGroups, type SummedGroup } from '../../../shared/tie-out/compare.ts';
import type { Cause, CauseKind } from '../../../shared/tie-out/model.ts';

/** What one record does to `report − landed`, one cause per group; groups in which nothing is left are none. */
export function causesFrom(
  groups: readonly SummedGroup[],
  kind: CauseKind,
  certain: boolean,
  subject: Pick<Cause, 'stream' | 'key' | 'label'>,
): Cause[] {
  return mergeGroups(groups).flatMap(({ company, currency, account, figures }) =>
    Object.values(figures).every((amount) => amount === '0')
      ? []
      : [{ kind, certain, ...subject, company, currency, account, figures }],
  );
}
