import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Home } from '../features/home/home.tsx';
import { LoadedScreen } from '../ui/loading.tsx';
import type { ScreenProps } from './screen-props.ts';

const settledMs = 1_000;

/** The screen of a route. Home is there from the start; the code of all others is fetched a second later, or when one is asked for. */
export function Screen({ route, info }: ScreenProps) {
  const isHome = route.length === 0;
  const isSettled = useIsSettled();
  const others = useQuery({
    queryKey: ['other screens'],
    queryFn: () => import('./other-screens.tsx'),
    enabled: !isHome || isSettled,
    structuralSharing: false,
    gcTime: Infinity,
  });
  if (isHome) return <Home />;
  return <LoadedScreen of={others}>{({ OtherScreen }) => <OtherScreen route={route} info={info} />}</LoadedScreen>;
}

/** True once the window has been open for so long that its first screen stands. */
function useIsSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(true);
    }, settledMs);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return isSettled;
}
