import type { Settings } from '../../../shared/model/settings.ts';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';

/** Changes some settings; they take effect at once. */
export function useChange(): { change: (part: Partial<Settings>) => void; error: ErrorDto | null } {
  const set = useAct('settings.set', ['settings.get']);
  return {
    change: (part) => {
      set.mutate(part);
    },
    error: set.error === null ? null : dtoOf(set.error),
  };
}
