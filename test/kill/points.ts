/** What a process does where it may be killed just before or just after. In the order in which a record meets it. */
export const killPoints = [
  'migration',
  'fetch page',
  'stage',
  'cursor',
  'deliver',
  'remote commit',
  'acknowledge',
  'token save',
  'message sending',
  'message accepted',
  'message posted',
] as const;
export type KillPoint = (typeof killPoints)[number];

export const killSides = ['before', 'after'] as const;
export type KillSide = (typeof killSides)[number];

/** What is killed: Workday to Databricks, Workday to Slack, or Exact Online to Databricks. */
export const killedFlows = ['warehouse', 'messages', 'exact'] as const;
export type KilledFlow = (typeof killedFlows)[number];

/** Points that every flow into a warehouse meets. */
const ofWarehouses: readonly KillOrder['point'][] = [
  'fetch page',
  'stage',
  'cursor',
  'deliver',
  'remote commit',
  'acknowledge',
  'statement',
];

/** The flows whose runs meet a point. */
export function flowsThatMeet(point: KillOrder['point']): readonly KilledFlow[] {
  if (ofWarehouses.includes(point)) return ['warehouse', 'exact'];
  return point === 'migration' ? ['warehouse'] : ['messages'];
}

/** `statement`: at random, before whichever statement of the process to its own database comes as the nth. */
export interface KillOrder {
  readonly point: KillPoint | 'statement';
  readonly side: KillSide;
  /** The flow that is run. */
  readonly flow: KilledFlow;
  /** From 1: the how manieth time. */
  readonly nth: number;
}

/** Variable that names the file with the order; read by `preload.ts`, which only a process of these tests loads. */
export const orderVariable = 'MLC_KILL_ORDER';

/** Variable that says how far the clock of the process is ahead of the real one, in milliseconds. */
export const aheadVariable = 'MLC_KILL_AHEAD_MS';

/** Points that the process meets at its own database; the others are met on the wire. */
const inside: ReadonlySet<string> = new Set<KillOrder['point']>([
  'migration',
  'stage',
  'cursor',
  'acknowledge',
  'token save',
  'message sending',
  'message posted',
  'statement',
]);

/** True if the process strikes itself there; false if the systems around it do. */
export function isInside({ point }: KillOrder): boolean {
  return inside.has(point);
}

/** The point with its side, and the flow where several meet it: `before stage, exact`. */
export function placeOf({ point, side, flow }: Pick<KillOrder, 'point' | 'side' | 'flow'>): string {
  return `${point === 'statement' ? 'at random' : `${side} ${point}`}${flow === 'exact' ? ', exact' : ''}`;
}

export function nameOfOrder(order: KillOrder): string {
  return `${placeOf(order)} (${order.point === 'statement' ? 'statement ' : ''}${String(order.nth)})`;
}
