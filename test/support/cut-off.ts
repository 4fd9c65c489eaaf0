import type { Page } from 'playwright-core';

/**
 * Texts on screen that cannot be read to their end: beyond the edge of the window, cut by a box that does not scroll and marks
 * no cut with an ellipsis, or running out of their own box into what stands beside it. One line each; empty if there are none.
 */
export async function cutOffTexts(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const found = new Set<string>();
    const styleOf = (element: Element) => getComputedStyle(element);
    const scrolls = (element: Element) => /auto|scroll/.test(styleOf(element).overflowX);
    const clips = (element: Element) => /hidden|clip/.test(styleOf(element).overflowX);
    const isMarked = (element: Element) => styleOf(element).textOverflow === 'ellipsis';
    const isForReadersOnly = (element: Element) => {
      const box = element.getBoundingClientRect();
      return box.width <= 2 || box.height <= 2 || styleOf(element).clipPath !== 'none';
    };
    const runsOut = (inner: Element, outer: Element) =>
      inner.getBoundingClientRect().right > outer.getBoundingClientRect().right + 1.5;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const own = node.parentElement;
      const text = (node.textContent ?? '').trim();
      if (own === null || text === '' || styleOf(own).visibility === 'hidden') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
      if (rects.length === 0) continue;
      const left = Math.min(...rects.map((rect) => rect.left));
      const right = Math.max(...rects.map((rect) => rect.right));
      let why = '';
      let isReachable = false;
      // A box within the line, such as a badge, is cut as it is: only running text gets an ellipsis.
      let hidden: Element | null = null;
      for (let box: Element | null = own; box !== null && box !== document.body; box = box.parentElement) {
        if (isMarked(box) && hidden !== null && runsOut(hidden, box)) {
          why = 'cut before the ellipsis';
          isReachable = true;
          break;
        }
        if (isForReadersOnly(box) || isMarked(box)) {
          why = '';
          isReachable = true;
          break;
        }
        const bounds = box.getBoundingClientRect();
        const leaves = right > bounds.right + 1.5 || left < bounds.left - 1.5;
        if (scrolls(box)) {
          isReachable = !box.matches('main > *') || !leaves;
          break;
        }
        if (/inline-(flex|block|grid)/.test(styleOf(box).display)) hidden = box;
        if (leaves && clips(box)) why = `cut by ${box.tagName.toLowerCase()}`;
        else if (leaves && box === own && styleOf(box).display !== 'inline') why = 'runs out of its box';
      }
      if (why === '' && !isReachable && (right > innerWidth + 1 || left < -1)) why = 'beyond the window';
      if (why !== '') found.add(`${text.slice(0, 60)} (${own.tagName.toLowerCase()}): ${why}`);
    }
    return [...found];
  });
}
