import type { HealthState } from '../../shared/messages/health.ts';
import type { Flow } from '../../shared/model/flow.ts';
import { minutesFromNow } from './fake-data.ts';

/** How long ago the flow of the fake app read its source. */
const readMinutesAgo = 50;

/** A flow that read its source 50 minutes ago: behind, told and asking for help where less was promised. */
export function healthOf(flow: Flow | undefined): HealthState {
  const rule = flow?.messaging?.health ?? null;
  const limitMinutes = rule === null ? null : Math.max(rule.behindMinutes, 20);
  const isBehind = limitMinutes !== null && limitMinutes < readMinutesAgo;
  const behindSinceUtc = isBehind ? minutesFromNow(limitMinutes - readMinutesAgo) : null;
  return {
    watch: rule === null ? 'off' : 'on',
    limitMinutes,
    lastSuccessUtc: rule === null ? null : minutesFromNow(-readMinutesAgo),
    behindSinceUtc,
    incident:
      behindSinceUtc === null
        ? null
        : { messageId: '5c1d7a2e-0000-5000-8000-000000000005', beganAtUtc: behindSinceUtc },
    deadMan:
      rule?.deadMan === true && limitMinutes !== null && !isBehind
        ? { postAtUtc: minutesFromNow(limitMinutes + 10 - readMinutesAgo) }
        : null,
    fault:
      rule?.deadMan === true && isBehind
        ? {
            atUtc: minutesFromNow(-1),
            error: {
              code: 'SLACK_SCHEDULE_REFUSED',
              kind: 'config',
              text: 'Slack did not schedule the message (restricted_too_many).',
              effect: 'No message is kept ready for it.',
              next: 'Remove scheduled messages that are not needed from the channel.',
              details: { channel: 'C01', reason: 'restricted_too_many' },
            },
          }
        : null,
  };
}
