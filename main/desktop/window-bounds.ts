import { z } from 'zod';

const boundsSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Bounds = z.infer<typeof boundsSchema>;

export const smallestWindow = { width: 960, height: 640 };
const usualWindow = { width: 1280, height: 860 };
/** So much of the window must be on a screen that a person can grab its title bar. */
const grabbable = { width: 120, height: 40 };

/** Where to open the window: where it last was if that can still be seen on one of the screens, else the usual size in the middle. */
export function startBounds(remembered: unknown, workAreas: readonly Bounds[]): Partial<Bounds> {
  const { data } = boundsSchema.safeParse(remembered);
  if (data === undefined || !workAreas.some((area) => canBeGrabbed(data, area))) return usualWindow;
  return {
    ...data,
    width: Math.max(data.width, smallestWindow.width),
    height: Math.max(data.height, smallestWindow.height),
  };
}

function canBeGrabbed(window: Bounds, area: Bounds): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  // The title bar is at the top: a window whose top is above the screen cannot be moved.
  const top = window.y >= area.y && window.y + grabbable.height <= area.y + area.height;
  return top && width >= grabbable.width;
}
