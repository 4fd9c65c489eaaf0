import { Calculator } from 'lucide-react';
import { useState } from 'react';
import type { Flow } from '../../../shared/model/flow.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ForecastPanel, ForecastPart } from './forecast.tsx';

/** What the next run of a flow needs of its source's daily calls. */
export function FlowForecast({ flow }: { readonly flow: Pick<Flow, 'id' | 'integration'> }) {
  const source = useSourceName(flow.integration);
  return <ForecastPanel of={{ flowId: flow.id }} source={source} />;
}

/** The same where nobody came for it: asked for with a button, as asking costs calls itself. Nothing for a source without budgets. */
export function FlowForecastOnDemand({ flow }: { readonly flow: Flow }) {
  const text = useText();
  const [asked, setAsked] = useState(false);
  const budgets = useAsk('connections.budgets', { id: flow.sourceConnectionId }).data ?? [];
  if (asked) return <FlowForecast flow={flow} />;
  if (budgets.length === 0) return null;
  return (
    <Panel title={text('forecast.title')}>
      <Button
        icon={Calculator}
        onClick={() => {
          setAsked(true);
        }}
      >
        {text('forecast.count')}
      </Button>
    </Panel>
  );
}

interface RangeForecastProps {
  readonly flowId: string;
  readonly range: { readonly stream: string; readonly from: string; readonly to: string };
}

/** What reading a range of days again needs of them. */
export function RangeForecast({ flowId, range }: RangeForecastProps) {
  const flow = useAsk('flows.get', { id: flowId }).data;
  const source = useSourceName(flow?.integration);
  return <ForecastPart of={{ flowId, range: { ...range } }} source={source} />;
}

function useSourceName(integration: string | undefined): string {
  const source = (useAsk('integrations.list', {}).data ?? []).find((one) => one.id === integration)?.source;
  return (useAsk('systems.list', {}).data ?? []).find((one) => one.id === source)?.name ?? '';
}
