import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../renderer/lib/parse-time.ts';

describe('a typed time of the day', () => {
  it.each([
    ['16:30', '16:30'],
    [' 7:05 ', '07:05'],
    ['7', '07:00'],
    ['730', '07:30'],
    ['1630', '16:30'],
    ['16.30', '16:30'],
    ['16h30', '16:30'],
    ['4:30 pm', '16:30'],
    ['4 P.M.', '16:00'],
    ['12am', '00:00'],
    ['12 pm', '12:00'],
    ['00:00', '00:00'],
    ['23:59', '23:59'],
  ])('%s is %s', (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });

  it.each(['', '24:00', '7:60', '13 pm', '0 am', '16:', 'noon', '16:300', '12345', '-1'])('%s is none', (typed) => {
    expect(parseTime(typed)).toBeNull();
  });
});
