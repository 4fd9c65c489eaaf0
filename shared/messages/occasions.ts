/** Why messages are told together instead of one by one. */
export type DigestReason = 'digest-time' | 'quiet-hours' | 'daily-cap' | 'overflow';

/** Where an incident stands when it is told. */
export type IncidentState = 'begun' | 'goes-on' | 'recovered';
