import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../renderer/features/connect/draft.ts';
import { valuesOf } from '../../../renderer/features/connect/company-choice.tsx';
import { daysOf, fitOf, wordsOfPart } from '../../../renderer/features/forecast/forecast-words.ts';
import { landingProblem, timeLeft } from '../../../renderer/features/sign-in/landing-problem.ts';
import { exactSystem } from '../../../shared/systems/exact.ts';
import { workdaySystem } from '../../../shared/systems/workday.ts';

const redirectUri = 'https://www.ledger.example/exact';

describe('an address that was pasted', () => {
  it.each([
    [`${redirectUri}?code=XTzM!IAAA&state=abc`],
    [`  ${redirectUri}?state=abc&code=XTzM%21IAAA#top \n`],
    [`${redirectUri}?error=access_denied&state=abc`],
    ['https://WWW.ledger.example:443/exact?code=1'],
  ])('may be the right one: %j', (landed) => {
    expect(landingProblem(landed, redirectUri)).toBeNull();
  });

  it.each([
    ['https://start.exactonline.nl/api/oauth2/auth?client_id=1&redirect_uri=https%3A%2F%2Fwww.ledger.example%2Fexact'],
    ['https://www.ledger.example.evil.example/exact?code=1'],
    ['http://www.ledger.example/exact?code=1'],
    ['https://www.ledger.example/other?code=1'],
    ['XTzM!IAAA'],
    [''],
  ])('is of another place: %j', (landed) => {
    expect(landingProblem(landed, redirectUri)).toBe('elsewhere');
  });

  it('carries nothing of a sign-in where its end was not copied', () => {
    expect(landingProblem(redirectUri, redirectUri)).toBe('no-code');
    expect(landingProblem(`${redirectUri}?state=abc`, redirectUri)).toBe('no-code');
  });

  it('can be pasted for minutes and seconds that run down to nothing', () => {
    expect([600, 179.2, 65, 9, 0, -4].map(timeLeft)).toEqual(['10:00', '3:00', '1:05', '0:09', '0:00', '0:00']);
  });
});

describe('the steps of connecting', () => {
  it('let somebody sign in, and then choose companies, where the source asks for it', () => {
    const [first, ...steps] = stepsOf(undefined, exactSystem);
    expect([first, ...steps.slice(0, 3)]).toEqual(['source', 'sign-in', 'companies', 'destination']);
    expect(stepsOf(undefined, workdaySystem)).toEqual(stepsOf(undefined));
    expect(stepsOf(undefined)).not.toContain('sign-in');
  });

  it('take a setting of several values apart', () => {
    expect(valuesOf(' 2256995, 2256996,,')).toEqual(['2256995', '2256996']);
    expect(valuesOf('')).toEqual([]);
  });
});

describe('what a reading needs of a company', () => {
  const part = { part: '1', label: 'Elbtal Nederland', perDay: 5000, keptBack: 0, resetsAtUtc: null };
  const idOf = (calls: number | null, left: number | null) => wordsOfPart({ ...part, calls, left }, 'later').id;

  it('fits, or does not, or nobody knows', () => {
    expect([fitOf({ calls: 1240, left: 3800 }), fitOf({ calls: 3800, left: 3800 })]).toEqual(['fits', 'fits']);
    expect(fitOf({ calls: 3801, left: 3800 })).toBe('over');
    expect([fitOf({ calls: null, left: 1 }), fitOf({ calls: 1, left: null })]).toEqual(['unknown', 'unknown']);
  });

  it('spreads over today and whole days where it does not fit', () => {
    expect(daysOf(3801, 3800, 5000)).toBe(2);
    expect(daysOf(7420, 240, 5000)).toBe(3);
    expect(daysOf(5240, 240, 5000)).toBe(2);
    expect(daysOf(10, 0, 0)).toBe(11);
  });

  it('has a sentence of its own for each of these, and says unknown where it is', () => {
    expect(idOf(1240, 3800)).toBe('forecast.fits');
    expect(idOf(7420, 240)).toBe('forecast.days');
    expect(idOf(null, 240)).toBe('forecast.unknownCalls');
    expect(idOf(96, null)).toBe('forecast.unknownLeft');
    expect(idOf(null, null)).toBe('forecast.unknown');
    expect(wordsOfPart({ ...part, perDay: null, calls: 10, left: 20 }, '').values).toMatchObject({ perDay: 20 });
  });
});
