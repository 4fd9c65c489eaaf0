import { useCallback } from 'react';
import {
  keepPreviousData,
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
  /** While the answer to another input is on its way, the one before it stays. */
  readonly keep?: boolean;
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
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
  });
}

/** What follows one answer. It follows also where the answer comes after what asked is gone from the screen. */
export interface FollowUp<Answer> {
  readonly onSuccess?: (answer: Answer) => void;
  readonly onError?: (error: Error) => void;
}

export type Act<Name extends MethodName> = Omit<
  UseMutationResult<OutputOf<Name>, Error, InputOf<Name>>,
  'mutate' | 'mutateAsync'
> & {
  /** Asks; what went wrong is in `error`. The same function for as long as the component is there. */
  readonly mutate: (input: InputOf<Name>, followUp?: FollowUp<OutputOf<Name>>) => void;
  /** Asks, for who waits for the answer. */
  readonly mutateAsync: (input: InputOf<Name>) => Promise<OutputOf<Name>>;
};

/**
 * A method that changes something. `refresh` names the methods whose answers it makes stale. An event often comes before the
 * answer and takes away what asked, so a follow-up that leads elsewhere goes by `fromHere`.
 */
export function useAct<Name extends MethodName>(name: Name, refresh: readonly MethodName[] = []): Act<Name> {
  const client = useQueryClient();
  const inLanguage = useInLanguage<OutputOf<Name>>();
  const mutation = useMutation<OutputOf<Name>, Error, InputOf<Name>>({
    mutationFn: async (input) => inLanguage(await call(name, input)),
    onSettled: () => {
      refreshAll(client, refresh);
    },
  });
  const { mutateAsync } = mutation;
  const mutate = useCallback(
    (input: InputOf<Name>, { onSuccess, onError }: FollowUp<OutputOf<Name>> = {}) => {
      // Not as callbacks of the mutation: those are dropped once nobody looks at it.
      mutateAsync(input).then(onSuccess, onError ?? (() => undefined));
    },
    [mutateAsync],
  );
  return { ...mutation, mutate };
}

/** Puts an answer into the window’s language and formats. The same function as long as these are the same. */
export function useInLanguage<Answer>(): (answer: Answer) => Answer {
  const locale = useLocale();
  return useCallback((answer: Answer) => answerIn(locale, answer), [locale]);
}

/** Marks the answers of these methods as stale; those on screen are asked for again. */
export function refreshAll(client: QueryClient, names: readonly MethodName[]): void {
  for (const name of names) void client.invalidateQueries({ queryKey: [name] });
}
