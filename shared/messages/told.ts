import { canonicalDecimal, parseDecimal } from '../money/decimal.ts';
import type { Language } from '../model/settings.ts';
import { phraseIn } from '../phrases/phrases.ts';
import { factSpec, sameFact, showFact, textValues } from './fact-values.ts';
import type { Facts, FactSpec, FactValue, Subject, ViewDescriptor } from './facts.ts';
import { textsIn } from './texts/texts.ts';

/** One told fact that differs, as people read it in the language of the messages. */
export interface ToldChange {
  readonly label: string;
  /** Null where it is not kept any more. */
  readonly before: string | null;
  readonly after: string;
}

function canonicalValue(spec: FactSpec, value: FactValue | undefined): FactValue {
  if (typeof value === 'boolean') return value;
  const values = textValues(value).map((one) => one.trim());
  const [first] = values;
  if (first === undefined) return null;
  if (spec.type === 'texts') return values.toSorted();
  const amount = spec.type === 'money' ? parseDecimal(first) : undefined;
  return amount === undefined ? values.join(', ') : canonicalDecimal(amount);
}

/**
 * The facts whose change is worth telling, with the currencies of those that are money. Two versions that say the same have the
 * same facts, value by value and in the same order (1190 and 1190.00; several values sorted; null for what is not known), so that
 * a hash of them names the version.
 */
export function toldFacts(view: ViewDescriptor, subject: Pick<Subject, 'facts'>): Facts {
  const told: Record<string, FactValue> = {};
  for (const spec of toldSpecs(view)) told[spec.name] = canonicalValue(spec, subject.facts[spec.name]);
  return told;
}

const specsOf = new WeakMap<ViewDescriptor['facts'], readonly FactSpec[]>();

/** What a catalogue tells, by name; found once for each catalogue. */
function toldSpecs(view: ViewDescriptor): readonly FactSpec[] {
  const known = specsOf.get(view.facts);
  if (known !== undefined) return known;
  const names = view.facts
    .filter((spec) => spec.told === true)
    .flatMap((spec) => [spec.name, ...(spec.type === 'money' ? [spec.currencyFact ?? []].flat() : [])]);
  const specs = [...new Set(names)].sort().flatMap((name) => factSpec(view, name) ?? []);
  specsOf.set(view.facts, specs);
  return specs;
}

/**
 * What is told of a change, in the order of the view's catalogue; empty if nothing told differs. A fact that the version before does
 * not have at all is not told: it was not looked at then. A change of currency alone is told of the amount.
 */
export function toldChanges(view: ViewDescriptor, before: Facts, after: Facts, language: Language): ToldChange[] {
  const texts = textsIn(language);
  return view.facts
    .filter((spec) => spec.told === true && Object.hasOwn(before, spec.name) && !sameFact(spec, before, after))
    .map((spec) => ({
      label: phraseIn(language, spec.label),
      before: showFact(spec, before, texts),
      after: showFact(spec, after, texts),
    }));
}

/** The told facts that are known as they are now, where what they were before is not kept any more. */
export function toldNow(view: ViewDescriptor, now: Facts, language: Language): ToldChange[] {
  const texts = textsIn(language);
  return view.facts
    .filter(
      (spec) =>
        spec.told === true && textValues(now[spec.name]).length + Number(typeof now[spec.name] === 'boolean') > 0,
    )
    .map((spec) => ({ label: phraseIn(language, spec.label), before: null, after: showFact(spec, now, texts) }));
}
