import { useText } from '../i18n/text.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/panel.tsx';

/** Where a link leads nowhere. */
export function NotFound() {
  const text = useText();
  return (
    <Page title={text('notFound.title')}>
      <Empty text={text('notFound.text')} action={<ButtonLink to="/">{text('nav.home')}</ButtonLink>} />
    </Page>
  );
}
