/** Whether a step that has looked at so many may look at one more. */
export type MayGoOn = (looked: number) => boolean;
