import { SaxesParser } from 'saxes';
import { XmlTokenizer, type XmlHandler } from '../../../main/connectors/workday/xml/tokenizer.ts';

export type XmlEvents = readonly string[];

/** Events with neighbouring texts joined: parsers may cut texts where they like. */
class Recorder {
  readonly events: string[] = [];
  #text = '';

  text(text: string): void {
    this.#text += text;
  }

  add(event: string): void {
    if (this.#text !== '') this.events.push(`text ${JSON.stringify(this.#text)}`);
    this.#text = '';
    this.events.push(event);
  }
}

function opened(name: string, attributes: readonly (readonly [string, string])[]): string {
  return `open ${name} ${JSON.stringify(attributes)}`;
}

/** What saxes makes of a document, or null if it refuses it. */
export function saxesEvents(document: string): XmlEvents | null {
  const recorder = new Recorder();
  const parser = new SaxesParser({});
  const failures: unknown[] = [];
  let depth = 0;
  parser.on('error', (error) => {
    failures.push(error);
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    recorder.add(opened(tag.name, Object.entries(tag.attributes)));
  });
  parser.on('text', (text) => {
    if (depth > 0) recorder.text(text);
  });
  parser.on('cdata', (text) => {
    recorder.text(text);
  });
  parser.on('closetag', () => {
    depth -= 1;
    recorder.add('close');
  });
  parser.write(document).close();
  return failures.length > 0 ? null : recorder.events;
}

/** A handler that writes down what it is told; with `memo`, elements of that name are recalled like references. */
export function recordingHandler(memo?: string): XmlHandler & { readonly events: readonly string[] } {
  const recorder = new Recorder();
  const known = new Map<string, string[]>();
  let name = '';
  let from = -1;
  return {
    events: recorder.events,
    name: (text) => {
      name = text;
      if (text === memo) return 'memo';
      // Half of the names go each way, so that both are tried.
      return text.length % 2 === 0 ? 'leaf' : 'none';
    },
    leaf: (text) => {
      recorder.add(opened(name, []));
      recorder.text(text);
      recorder.add('close');
    },
    recall: (raw) => {
      const events = known.get(raw);
      if (events === undefined) return false;
      // The first event closes off the text that stands before.
      for (const event of events) recorder.add(event);
      return true;
    },
    remember: (raw) => {
      recorder.add('close');
      known.set(raw, recorder.events.slice(from));
      recorder.events.pop();
    },
    open: (attributes) => {
      const pairs: [string, string][] = [];
      for (let at = 0; at < attributes.length; at += 2) pairs.push([attributes[at] ?? '', attributes[at + 1] ?? '']);
      recorder.add(opened(name, pairs));
      if (name === memo) from = recorder.events.length - 1;
    },
    text: (text) => {
      recorder.text(text);
    },
    close: () => {
      recorder.add('close');
    },
  };
}

/** What our reader makes of a document told in these pieces. Throws XmlError. */
export function ourEvents(pieces: readonly string[], memo?: string): XmlEvents {
  const handler = recordingHandler(memo);
  const tokenizer = new XmlTokenizer(handler);
  for (const piece of pieces) tokenizer.write(piece);
  tokenizer.end();
  return handler.events;
}
