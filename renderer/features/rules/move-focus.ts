import type { KeyboardEvent } from 'react';

/** Arrow keys lead from the search of a picker into its list, along it, and back. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('input[type=search], button[data-choice]:not(:disabled)'),
  ];
  const at = stops.findIndex((one) => one === document.activeElement);
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
