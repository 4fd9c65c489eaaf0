import { expect, test } from 'vitest';
import { eventWords } from '../../../renderer/features/audit/words.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { nl } from '../../../renderer/i18n/nl.ts';
import { auditClasses, auditEvents, eventsOf } from '../../../shared/model/audit.ts';

test('every event of the trail has words of its own in both languages, and a class to find it by', () => {
  for (const event of auditEvents) {
    for (const texts of [en, nl]) {
      expect(texts[eventWords[event]].trim()).not.toBe('');
      expect(texts[eventWords[event]]).not.toContain(event);
    }
  }
  expect(new Set(Object.values(eventWords)).size).toBe(auditEvents.length);
  expect(auditClasses.flatMap(eventsOf).sort()).toEqual([...auditEvents].sort());
});
