import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import { call } from './client.ts';

export interface AskOptions {
  readonly enabled?: boolean;
  /** The answer is dropped when its screen is left: for what no event makes stale. */
  readonly forget?: boolean;
}

/** The answer of a method, kept fresh by events. Cached by method and input. */
export function useAsk<Name extends MethodName>(
  name: Name,
  input: InputOf<Name>,
  options: AskOptions = {},
): UseQueryResult<OutputOf<Name>> {
  return useQuery({
    queryKey: [name, input],
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
  return useMutation({
    mutationFn: (input: InputOf<Name>) => call(name, input),
    onSettled: () => {
      refreshAll(client, refresh);
    },
  });
}

/** Marks the answers of these methods as stale; those on screen are asked for again. */
export function refreshAll(client: QueryClient, names: readonly MethodName[]): void {
  for (const name of names) void client.invalidateQueries({ queryKey: [name] });
}
