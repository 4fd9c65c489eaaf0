import type { ErrorTexts } from '../error-text.ts';

/** Errors of webhooks. */
export const webhookErrors = {
  WEBHOOK_PORT_TAKEN: {
    kind: 'config',
    text: 'Another program uses port {port} of this computer.',
    effect: 'No events are received. Schedules go on and find every change.',
    next: 'Choose another port here and in the tunnel, or end the other program.',
  },
  WEBHOOK_NOT_LISTENING: {
    kind: 'config',
    text: 'The receiver could not be started on port {port} ({reason}).',
    effect: 'No events are received. Schedules go on and find every change.',
    next: 'Choose another port here and in the tunnel, or turn webhooks off and on again.',
  },
  WEBHOOK_ADDRESS_INVALID: {
    kind: 'config',
    text: '“{address}” cannot be the public address: it has to be https:// and a name, with nothing behind it.',
    effect: 'Nothing was changed.',
    next: 'Enter the address of the tunnel as your IT gave it, for example https://hooks.your-company.example.',
  },
  WEBHOOK_NO_ADDRESS: {
    kind: 'config',
    text: 'There is no public address to call yet.',
    effect: 'Nothing was subscribed.',
    next: 'Turn webhooks on and enter the public address of the tunnel first.',
  },
  WEBHOOK_NO_SECRET: {
    kind: 'config',
    text: 'The webhook secret of “{connection}” is not stored.',
    effect: 'Nothing was subscribed: without the secret no event could be verified.',
    next: 'Enter the webhook secret of the app first. In Exact Online: App Center → Manage my apps → the app → Webhook secret.',
  },
  WEBHOOK_SCOPE_MISSING: {
    kind: 'permission',
    text: 'The app may not manage webhooks in company {division}.',
    effect: 'The subscriptions of this company could not be changed or listed. Schedules go on and find every change.',
    next: 'In the App Center give the app the scope “Organization: administration” with Manage (Exact may have to approve it), sign in again, then try again.',
  },
  WEBHOOK_CALLBACK_FAILED: {
    kind: 'config',
    text: 'Exact Online called {address} to see whether somebody is there, and got no good answer: {reason}',
    effect: 'Nothing was subscribed.',
    next: 'See that the tunnel runs and leads to this computer (“Check the address” tells), then subscribe again.',
  },
  WEBHOOK_CALLBACK_DOMAIN: {
    kind: 'config',
    text: 'Exact Online takes callbacks only under the name of the app’s redirect URI, {wanted}; the public address is at {given}.',
    effect: 'Nothing was subscribed.',
    next: 'Let the tunnel use the same name, or register an app whose redirect URI is under the name of the tunnel.',
  },
  WEBHOOK_TOPIC_REFUSED: {
    kind: 'config',
    text: 'Exact Online did not take a subscription to {topic} in company {division}: {reason}',
    effect: 'This topic is not announced. Its records come with the schedule as before.',
    next: 'Leave it to the schedule. Not every topic exists in every licence and country.',
  },
  WEBHOOK_TUNNEL_SILENT: {
    kind: 'config',
    text: 'Nobody answered at {address} ({reason}).',
    effect: 'A system that calls this address cannot reach this computer.',
    next: 'See that the tunnel runs, that it leads to 127.0.0.1 at the port set here, and that its name is right.',
  },
  WEBHOOK_TUNNEL_ELSEWHERE: {
    kind: 'config',
    text: 'Something answered at {address}, but it was not this app.',
    effect: 'A system that calls this address reaches another program.',
    next: 'See that the tunnel leads to 127.0.0.1 at the port set here and keeps the path as it is.',
  },
} as const satisfies ErrorTexts;
