import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useText } from '../i18n/text.ts';
import { guardRoute } from '../lib/router.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export interface Leaving {
  /** Goes on at once where nothing would be lost, else once the person says so. */
  readonly leave: (go: () => void) => void;
  /** The question; put it anywhere into the screen. */
  readonly question: ReactNode;
}

/** Asks before what was entered and not saved is left behind: by a link, a step back, or `leave`. */
export function useLeaving(isChanged: boolean): Leaving {
  const text = useText();
  const [go, setGo] = useState<(() => void) | null>(null);
  const release = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (!isChanged) return undefined;
    const end = guardRoute((next) => {
      setGo(() => next);
    });
    release.current = end;
    return end;
  }, [isChanged]);
  const stay = (): void => {
    setGo(null);
  };
  const question = (
    <Dialog
      open={go !== null}
      onClose={stay}
      title={text('leaving.title')}
      description={text('leaving.text')}
      actions={
        <>
          <Button kind="primary" onClick={stay}>
            {text('leaving.stay')}
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              release.current?.();
              setGo(null);
              go?.();
            }}
          >
            {text('leaving.go')}
          </Button>
        </>
      }
    />
  );
  return {
    leave: (next) => {
      if (isChanged) setGo(() => next);
      else next();
    },
    question,
  };
}
