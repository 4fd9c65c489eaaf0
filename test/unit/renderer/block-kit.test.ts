import { describe, expect, it } from 'vitest';
import { spansOf } from '../../../renderer/features/block-kit/mrkdwn.ts';

describe('markup as Slack draws it', () => {
  it('draws bold, italic, struck and code, and leaves the rest plain', () => {
    expect(spansOf('*Total* of _all_ is ~1~ `2`.').map((span) => [span.style, span.text])).toEqual([
      ['bold', 'Total'],
      ['plain', ' of '],
      ['italic', 'all'],
      ['plain', ' is '],
      ['strike', '1'],
      ['plain', ' '],
      ['code', '2'],
      ['plain', '.'],
    ]);
  });

  it('leaves marks within words and amounts alone', () => {
    expect(spansOf('a_b_c 2*3*4 snake_case_name')).toEqual([{ text: 'a_b_c 2*3*4 snake_case_name', style: 'plain' }]);
  });

  it('shows escaped characters as themselves, so that a hostile name is only text', () => {
    expect(spansOf('&lt;!channel&gt; &amp; Sons')).toEqual([{ text: '<!channel> & Sons', style: 'plain' }]);
  });

  it('shows a link by its label and keeps its address', () => {
    expect(spansOf('see <https://example.com/a?b=1&amp;c=2|the list>')).toEqual([
      { text: 'see ', style: 'plain' },
      { text: 'the list', style: 'link', url: 'https://example.com/a?b=1&c=2' },
    ]);
  });

  it('shows what would call people as such, so that it is seen before it is sent', () => {
    expect(spansOf('<!channel> <@U1|ann>').map((span) => [span.style, span.text])).toEqual([
      ['bold', '@channel'],
      ['plain', ' '],
      ['bold', 'ann'],
    ]);
  });
});
