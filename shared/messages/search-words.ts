import { errorTexts } from '../errors/codes.ts';
import { errorWords } from '../errors/error-language.ts';
import type { Language } from '../model/settings.ts';
import type { MessageReason } from './message.ts';
import { messageReasons } from './message.ts';
import { reasonTexts } from './reason-texts.ts';

/** What a word that somebody looks for may mean, besides being written in the message itself. */
export interface WordMeaning {
  /** Codes of the errors whose sentence has the word. */
  readonly codes: readonly string[];
  /** Reasons whose words have it. */
  readonly reasons: readonly MessageReason[];
}

/** The errors and reasons that say the word in a language, whatever its case. What a sentence leaves open is no part of it. */
export function meaningOf(word: string, language: Language): WordMeaning {
  const wanted = word.toLowerCase();
  const says = (sentence: string): boolean => sentence.toLowerCase().includes(wanted);
  return {
    codes: Object.keys(errorTexts).filter((code) => says(sentenceOf(code, language))),
    reasons: messageReasons.filter((reason) => says(reasonTexts[language][reason])),
  };
}

/** What an error says in general, in a language; `…` for what differs from case to case. */
export function errorInGeneral(code: string, language: Language): string {
  return sentence(code, language)
    .replaceAll(/\{[A-Za-z]+\}/g, '…')
    .replaceAll('….', '…');
}

function sentenceOf(code: string, language: Language): string {
  return sentence(code, language).replaceAll(/\{[A-Za-z]+\}/g, '\n');
}

function sentence(code: string, language: Language): string {
  return (errorWords(language, code) ?? errorTexts[code])?.text ?? '';
}
