import { useCallback } from 'react';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import { answerIn } from '../i18n/answers.ts';
import { call } from './client.ts';
import { useLocale } from './locale.ts';

export interface AskOptions {
  readonly enabled?: boolean;
  /** The answer is dropped when its screen is left: for what no event makes stale. */
  readonly forget?: boolean;
}

/** The answer of a method in the window’s language, kept fresh by events. Cached by method and input, as it came. */
export function useAsk<Name extends MethodName>(
  name: Name,
  input: InputOf<Name>,
  options: AskOptions = {},
): UseQueryResult<OutputOf<Name>> {
  const inLanguage = useInLanguage<OutputOf<Name>>();
  return useQuery({
    queryKey: [name, input],
    select: inLanguage,
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    ...(options.forget === true ? { gcTime: 0 } : {}),
  });
}

/** A method that changes something. `refresh` names the methods whose answers it makes stale. */
export function useAct<Name extends MethodName>(
  name: Name,
  refresh: readonly MethodName[] = [],
): UseMutationResult<OutputOf<Name>, Error, InputOf<Name>> {
  const client = useQueryClient();
  const inLanguage = useInLanguage<OutputOf<Name>>();
  return useMutation({
    mutationFn: async (input: InputOf<Name>) => inLanguage(await call(name, input)),
    onSettled: () => {
      refreshAll(client, refresh);
    },
  });
}

/** Puts an answer into the window’s language. The same function as long as the language is the same. */
export function useInLanguage<Answer>(): (answer: Answer) => Answer {
  const { language } = useLocale();
  return useCallback((answer: Answer) => answerIn(language, answer), [language]);
}

/** Marks the answers of these methods as stale; those on screen are asked for again. */
export function refreshAll(client: QueryClient, names: readonly MethodName[]): void {
  for (const name of names) void client.invalidateQueries({ queryKey: [name] });
}
