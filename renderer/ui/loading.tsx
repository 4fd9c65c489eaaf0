import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { dtoOf } from '../lib/client.ts';
import { useText } from '../i18n/text.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import styles from './loading.module.css';

/** The answer of a query once it is there; before that a quiet line, or what went wrong with a way to try again. */
export function Loaded<Data>({
  of,
  children,
}: {
  readonly of: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  const text = useText();
  if (of.data !== undefined) return children(of.data);
  if (of.error !== null) {
    return (
      <ErrorNotice
        error={dtoOf(of.error)}
        action={<Button onClick={() => void of.refetch()}>{text('common.again')}</Button>}
      />
    );
  }
  return <Waiting text={text('common.loading')} />;
}

/** The same for all of a screen: what stands there until the screen does keeps the distance from the edges that a screen has. */
export function LoadedScreen<Data>(props: Parameters<typeof Loaded<Data>>[0]) {
  if (props.of.data !== undefined) return props.children(props.of.data);
  return (
    <div className={styles.screen}>
      <Loaded {...props} />
    </div>
  );
}

/** A quiet line while something is fetched. */
export function Waiting({ text }: { readonly text: string }) {
  return (
    <p className={styles.waiting} aria-busy>
      {text}
    </p>
  );
}
