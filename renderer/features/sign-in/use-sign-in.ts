import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import type { SignInBegun, SignInState } from '../../../shared/model/sign-in.ts';
import { call, dtoOf } from '../../lib/client.ts';
import { refreshAll } from '../../lib/queries.ts';

/** A sign-in on its way: where it was begun, and until when what it ends on can be pasted. */
export interface UnderWay extends SignInBegun {
  readonly untilMs: number;
}

export interface SigningIn {
  readonly busy: boolean;
  /** What went wrong last; null once something is tried again. */
  readonly error: ErrorDto | null;
  /** Null before the page was opened, and after its address was taken or refused: each is good once. */
  readonly underWay: UnderWay | null;
  /** Begins a sign-in and opens its page in the system's browser. */
  readonly open: () => Promise<void>;
  /** Sends the address that the browser ended on; true if the person is signed in now. */
  readonly finish: (landed: string) => Promise<boolean>;
}

/** Signing in for a connection. What was pasted goes straight to the app and into no cache: it is as good as a password for a while. */
export function useSigningIn(connectionId: string, onSignedIn: (state: SignInState) => void): SigningIn {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorDto | null>(null);
  const [underWay, setUnderWay] = useState<UnderWay | null>(null);
  const during = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await work();
      return true;
    } catch (failure) {
      const why = dtoOf(failure);
      setError(why);
      if (!leavesOpen(why)) setUnderWay(null);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const open = async (): Promise<void> => {
    await during(async () => {
      const begun = await call('connections.sign-in.begin', { id: connectionId });
      // Before the browser is asked: where it cannot be opened, the address can still be copied.
      setUnderWay({ ...begun, untilMs: Date.now() + begun.validForSeconds * 1000 });
      await call('app.open-external', { url: begun.address });
    });
  };
  const finish = (landed: string): Promise<boolean> =>
    during(async () => {
      const { state } = await call('connections.sign-in.finish', { id: connectionId, landed });
      setUnderWay(null);
      refreshAll(client, [
        'connections.sign-in.state',
        'connections.choices',
        'connections.list',
        'connections.budgets',
      ]);
      onSignedIn(state);
    });
  return { busy, error, underWay, open, finish };
}

/** An address of another place is none of this sign-in's; and a browser that could not be opened can be gone to by hand. */
function leavesOpen({ code }: ErrorDto): boolean {
  return code.endsWith('_LANDING_REFUSED') || code.startsWith('APP_LINK_');
}
