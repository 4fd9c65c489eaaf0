import type { OutputOf } from '../../shared/contract/contract.ts';

/** What every screen is given. */
export interface ScreenProps {
  readonly route: readonly string[];
  readonly info: OutputOf<'app.info'>;
}
