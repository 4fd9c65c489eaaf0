import { lazy, Suspense } from 'react';
import { AlertsScreen } from '../features/alerts/alerts-screen.tsx';
import { AlertRulesScreen } from '../features/alerts/rules-screen.tsx';
import { ConnectionRepair } from '../features/home/connection-repair.tsx';
import { RunsRoute } from '../features/runs/runs-route.tsx';
import { RecordsRoute } from '../features/records/records-route.tsx';
import { RejectedRoute } from '../features/rejected/rejected-route.tsx';
import { HeldRoute } from '../features/held/held-route.tsx';
import { ReplayScreen } from '../features/replay/replay-screen.tsx';
import { PreviewScreen } from '../features/preview/preview-screen.tsx';
import { Handover } from '../features/handover/handover.tsx';
import { RequestPack } from '../features/handover/request-pack.tsx';
import { FlowMapping } from '../features/mapping/flow-mapping.tsx';
import { MessagesScreen } from '../features/messages/messages-screen.tsx';
import { DecisionsScreen } from '../features/decisions/decisions-screen.tsx';
import { ProofRoute } from '../features/proof/proof-route.tsx';
import { RulesRoute } from '../features/rules/rules-screen.tsx';
import { FlowScreen } from '../features/flows/flow-screen.tsx';
import { Connect } from '../features/connect/connect.tsx';
import { Connections } from '../features/connect/connections.tsx';
import { AuditScreen } from '../features/audit/audit-screen.tsx';
import { PracticeScreen } from '../features/practice/practice-screen.tsx';
import { BackupScreen } from '../features/backup/backup-screen.tsx';
import { RestoreScreen } from '../features/backup/restore-screen.tsx';
import { DiagnosticsScreen } from '../features/diagnostics/diagnostics-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { About } from '../features/settings/about.tsx';
import { NotFound } from './not-found.tsx';
import { WriteBackScreen } from '../features/write-back/write-back-screen.tsx';
import { WebhookEventsScreen } from '../features/webhooks/events-screen.tsx';
import { WebhooksScreen } from '../features/webhooks/webhooks-screen.tsx';
import type { ScreenProps } from './screen-props.ts';

// A constant of the build: in production neither the route nor the code behind it exists.
const Gallery =
  import.meta.env.MODE === 'production'
    ? null
    : lazy(async () => ({ default: (await import('../features/gallery/gallery.tsx')).Gallery }));

/** The screen of a route other than Home. */
export function OtherScreen({ route, info }: ScreenProps) {
  const [place, id, detail, ...rest] = route;
  switch (place) {
    case 'runs':
      return <RunsRoute route={route.slice(1)} />;
    case 'records':
      return <RecordsRoute route={route.slice(1)} />;
    case 'rejected':
      return <RejectedRoute id={id} />;
    case 'held':
      return <HeldRoute id={id} />;
    case 'replay':
      return <ReplayScreen />;
    case 'messages':
      return <MessagesScreen key={id ?? ''} id={id} />;
    case 'alerts':
      return id === 'rules' ? <AlertRulesScreen /> : <AlertsScreen />;
    case 'decisions':
      return <DecisionsScreen />;
    case 'preview':
      return id === undefined ? (
        <NotFound />
      ) : (
        <PreviewScreen key={`${id}/${detail ?? ''}`} flowId={id} stream={detail} />
      );
    case 'flows':
      if (id === undefined) return <NotFound />;
      if (detail === 'proof') return <ProofRoute flowId={id} route={rest} />;
      if (detail === 'write-back') return <WriteBackScreen key={id} flowId={id} />;
      if (detail === 'rules') return <RulesRoute flowId={id} rule={rest[0]} template={rest[1]} />;
      return detail === undefined ? (
        <FlowScreen key={id} id={id} />
      ) : (
        <FlowMapping key={id} flowId={id} stream={detail} />
      );
    case 'connections':
      return id === undefined ? (
        <Connections />
      ) : (
        <ConnectionRepair
          key={`${id}/${detail ?? ''}`}
          id={id}
          part={detail === 'credentials' ? 'credentials' : 'check'}
        />
      );
    case 'webhooks':
      return id === 'events' ? <WebhookEventsScreen /> : id === undefined ? <WebhooksScreen /> : <NotFound />;
    case 'connect':
      return <Connect step={id} />;
    case 'handover':
      return id === undefined ? <NotFound /> : <Handover key={id} connectionId={id} />;
    case 'request':
      return id === undefined ? <NotFound /> : <RequestPack systemId={id} connectionId={detail} />;
    case 'audit':
      return <AuditScreen />;
    case 'practice':
      return <PracticeScreen />;
    case 'settings':
      if (id === undefined || id === 'network') return <SettingsScreen info={info} />;
      if (id === 'restore') return <RestoreScreen info={info} />;
      if (id === 'diagnostics') return <DiagnosticsScreen />;
      return id === 'backup' || id === 'move' ? <BackupScreen key={id} kind={id} /> : <NotFound />;
    case 'about':
      return <About info={info} />;
    case 'gallery':
      return Gallery === null ? (
        <NotFound />
      ) : (
        <Suspense>
          <Gallery />
        </Suspense>
      );
    default:
      return <NotFound />;
  }
}
