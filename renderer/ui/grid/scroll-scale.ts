/** Browsers keep positions exact to the pixel up to here; a longer list is scrolled at a scale. */
const longest = 16_000_000;

/** How the height of all rows maps to the height that is scrolled: one to one unless the list is longer than a page can be. */
export interface ScrollScale {
  /** False where one pixel scrolled is one pixel of rows. */
  readonly scaled: boolean;
  /** Pixels that the rows take up in the page, of which `view` are in sight. */
  readonly heightFor: (view: number) => number;
  /** Place among the rows that a scroll position stands for. */
  readonly toRows: (scrollTop: number) => number;
  /** Scroll position of a place among the rows. */
  readonly toScroll: (place: number) => number;
}

export function scrollScale(total: number, rowHeight: number): ScrollScale {
  const full = total * rowHeight;
  const ratio = Math.max(1, full / longest);
  return {
    scaled: ratio > 1,
    // The last row must be reached: what is in sight is not scaled, so it is added unscaled.
    heightFor: (view) => full / ratio + Math.ceil(view * (1 - 1 / ratio)),
    toRows: (scrollTop) => scrollTop * ratio,
    toScroll: (place) => place / ratio,
  };
}
