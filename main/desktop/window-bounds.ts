import { z } from 'zod';

const boundsSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Bounds = z.infer<typeof boundsSchema>;

export const smallestWindow = { width: 960, height: 640 };
const usualWindow = { width: 1280, height: 860 };
/** So much of the window must be on a screen that a person can grab its title bar. */
const grabbable = { width: 120, height: 40 };

/**
 * Where to open the window: where it last was if its title bar can still be grabbed on one of the screens, no larger than that
 * screen; else the usual size in the middle.
 */
export function startBounds(remembered: unknown, workAreas: readonly Bounds[]): Partial<Bounds> {
  const { data } = boundsSchema.safeParse(remembered);
  const area = data === undefined ? undefined : workAreas.find((one) => canBeGrabbed(data, one));
  if (data === undefined || area === undefined) return usualWindow;
  return {
    x: data.x,
    y: data.y,
    width: Math.max(Math.min(data.width, area.width), smallestWindow.width),
    height: Math.max(Math.min(data.height, area.height), smallestWindow.height),
  };
}

function canBeGrabbed(window: Bounds, area: Bounds): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  // The title bar is at the top: a window whose top is above the screen cannot be moved.
  const top = window.y >= area.y && window.y + grabbable.height <= area.y + area.height;
  return top && width >= grabbable.width;
}
