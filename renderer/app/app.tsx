import { useEffect, useState } from 'react';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { I18n } from '../i18n/i18n.tsx';
import { useAsk } from '../lib/queries.ts';
import { followEvents } from '../lib/live.ts';
import { LoadedScreen } from '../ui/loading.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { Shell } from './shell.tsx';
import { useAppearance } from './appearance.ts';

function createClient(): QueryClient {
  // Events say when something changed, so nothing is asked again by time or focus; a failed call is shown, not repeated.
  const queries = { staleTime: Infinity, retry: false, refetchOnWindowFocus: false } as const;
  return new QueryClient({ defaultOptions: { queries, mutations: { retry: false } } });
}

/** The whole page: providers, then the shell with the screen of the route. */
export function App() {
  const [client] = useState(createClient);
  useEffect(() => followEvents(client), [client]);
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <I18n>
          <Toasts>
            <Ready />
          </Toasts>
        </I18n>
      </QueryClientProvider>
    </CSPProvider>
  );
}

function Ready() {
  const info = useAsk('app.info', {});
  useAppearance();
  return <LoadedScreen of={info}>{(app) => <Shell info={app} />}</LoadedScreen>;
}
