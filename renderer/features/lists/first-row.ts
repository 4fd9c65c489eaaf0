/**
 * The least that a list can be asked for. Its answer is asked for again by events, so the time of the answer tells a grid when
 * its rows may have changed.
 */
export const firstRow = { sort: [], offset: 0, limit: 1 };
