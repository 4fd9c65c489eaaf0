import type { Store } from '../store/store.ts';

/** The account and the computer of who asks, as the audit trail has them: “ada@desk”, or the one of the two that is known. */
export function whoAsks({ audit }: Pick<Store, 'audit'>): string {
  const { account, machine } = audit.actorNow();
  return [account, machine].filter((part) => part !== '').join('@');
}
