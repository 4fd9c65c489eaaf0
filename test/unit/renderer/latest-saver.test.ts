import { describe, expect, it } from 'vitest';
import { LatestSaver } from '../../../renderer/features/connect/latest-saver.ts';

/** A place to save to that answers only when it is told to. */
function slowPlace() {
  const sent: string[] = [];
  const waiting: PromiseWithResolvers<undefined>[] = [];
  const saver = new LatestSaver<string>((state) => {
    sent.push(state);
    const answer = Promise.withResolvers<undefined>();
    waiting.push(answer);
    return answer.promise;
  });
  const next = (): PromiseWithResolvers<undefined> => {
    const answer = waiting.shift();
    if (answer === undefined) throw new Error('nothing is being saved');
    return answer;
  };
  const turn = () => new Promise((done) => setImmediate(done));
  const answer = async (): Promise<void> => {
    next().resolve(undefined);
    await turn();
  };
  const refuse = async (): Promise<void> => {
    next().reject(new Error('read only'));
    await turn();
  };
  return { saver, sent, waiting, answer, refuse };
}

describe('what is saved as it changes', () => {
  it('goes at once, one at a time, and of many changes meanwhile only the last', async () => {
    const { saver, sent, waiting, answer } = slowPlace();
    expect(['a', 'ab', 'abc', 'abcd'].map((state) => saver.save(state))).toEqual([true, false, false, false]);
    expect(sent).toEqual(['a']);
    await answer();
    expect(sent).toEqual(['a', 'abcd']);
    expect(waiting.length).toBe(1);
    await answer();
    await saver.idle();
    expect(sent).toEqual(['a', 'abcd']);
  });

  it('ends with the last one also where that is what was there before', async () => {
    const { saver, sent, answer } = slowPlace();
    for (const state of ['a', 'b', 'a']) saver.save(state);
    await answer();
    await answer();
    expect(sent).toEqual(['a', 'a']);
  });

  it('is not sent where it is known, or the newest already', async () => {
    const { saver, sent, answer } = slowPlace();
    saver.take('a');
    expect(saver.save('a')).toBe(false);
    saver.save('b');
    saver.save('b');
    await answer();
    expect(sent).toEqual(['b']);
  });

  it('goes on after one that was refused', async () => {
    const { saver, sent, refuse, answer } = slowPlace();
    saver.save('a');
    saver.save('b');
    await refuse();
    expect(sent).toEqual(['a', 'b']);
    await answer();
    await saver.idle();
    expect(saver.save('c')).toBe(true);
  });

  it('is idle only when the last is through', async () => {
    const { saver, answer } = slowPlace();
    let idle = false;
    saver.save('a');
    saver.save('b');
    void saver.idle().then(() => (idle = true));
    await answer();
    expect(idle).toBe(false);
    await answer();
    expect(idle).toBe(true);
  });

  it('goes without waiting when the page goes: the newest that is not known to be saved', async () => {
    const { saver, sent, answer } = slowPlace();
    saver.hurry();
    expect(sent).toEqual([]);
    saver.save('a');
    saver.hurry();
    saver.save('ab');
    saver.hurry();
    expect(sent).toEqual(['a', 'a', 'ab']);
    await answer();
    expect(sent).toEqual(['a', 'a', 'ab']);
  });
});
