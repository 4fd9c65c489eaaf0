import { sha256Hex } from '../../shared/evidence/sha256.ts';
import { checkText, problemText, verdictText } from '../../shared/evidence/verify-texts.ts';
import { verifyPack, type PackVerdict } from '../../shared/evidence/verify.ts';
import type { Language } from '../../shared/model/settings.ts';

const words = {
  en: {
    title: 'Check an evidence pack',
    intro:
      'This page works by itself: it sends nothing anywhere and needs no network. Choose the pack, or drop it here.',
    choose: 'Evidence pack (.zip)',
    checking: 'Checking…',
    marks: { passed: '✓', failed: '✗ WRONG', 'not-reached': '–' },
    facts: ['File', 'SHA-256', 'Flow', 'Covers', 'Made (UTC)', 'By', 'Made with', 'Runs', 'Chain ended at entry'],
    compare:
      'Compare the SHA-256 with the one that was noted down when the pack was made, or with the audit trail of the app: a pack that somebody made up as a whole shows only there.',
    run: 'run',
  },
  nl: {
    title: 'Bewijspakket controleren',
    intro:
      'Deze pagina werkt op zichzelf: ze verstuurt niets en heeft geen netwerk nodig. Kies het pakket, of sleep het hierheen.',
    choose: 'Bewijspakket (.zip)',
    checking: 'Controleren…',
    marks: { passed: '✓', failed: '✗ FOUT', 'not-reached': '–' },
    facts: [
      'Bestand',
      'SHA-256',
      'Koppeling',
      'Omvat',
      'Gemaakt (UTC)',
      'Door',
      'Gemaakt met',
      'Runs',
      'Keten eindigde bij regel',
    ],
    compare:
      'Vergelijk de SHA-256 met die welke bij het maken van het pakket is genoteerd, of met de audittrail van de app: een pakket dat iemand in zijn geheel heeft verzonnen, valt alleen daar op.',
    run: 'run',
  },
} as const;

const language: Language = navigator.language.toLowerCase().startsWith('nl') ? 'nl' : 'en';
const said = words[language];

function element(
  name: string,
  content: string | readonly Node[] = '',
  attributes: Record<string, string> = {},
): HTMLElement {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...(typeof content === 'string' ? [content] : content));
  return made;
}

function listed({ checks }: PackVerdict): HTMLElement {
  const items = checks.map((check) => {
    const problem = problemText(check, language);
    const line = `${said.marks[check.state]} ${checkText(check.id, language)}${problem === '' ? '' : `: ${problem}`}`;
    return element('li', line, { class: check.state });
  });
  return element('ul', items);
}

function factsOf(fileName: string, sha256: string, { isWhole, manifest }: PackVerdict): HTMLElement {
  const values = [fileName, sha256];
  // What a pack says of itself is worth showing only while it is as it was made.
  if (isWhole && manifest !== null) {
    const { scope, madeBy, app, audit } = manifest;
    values.push(
      manifest.flow.name,
      scope.kind === 'run' ? `${said.run} ${scope.runId}` : `${scope.fromDay} – ${scope.toDay} (${scope.timeZone})`,
      manifest.madeAtUtc,
      `${madeBy.account} · ${madeBy.machine}`,
      `${app.name} ${app.version}`,
      String(manifest.runs.length),
      `${String(audit.head.number)} · ${audit.head.hash}`,
    );
  }
  const pairs = values.flatMap((value, index) => [element('dt', said.facts[index] ?? ''), element('dd', value)]);
  return element('dl', pairs);
}

async function show(file: File, result: HTMLElement): Promise<void> {
  result.replaceChildren(element('p', said.checking, { role: 'status' }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const verdict = verifyPack(bytes);
  const sentence = element('p', verdictText(verdict.isWhole, language), { role: 'status' });
  const facts = factsOf(file.name, sha256Hex(bytes), verdict);
  result.replaceChildren(sentence, listed(verdict), facts, element('p', said.compare));
}

function start(): void {
  document.documentElement.lang = language;
  document.title = said.title;
  const result = element('section');
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.zip';
  const take = (file: File | null | undefined): void => {
    if (file !== null && file !== undefined) void show(file, result);
  };
  input.addEventListener('change', () => {
    take(input.files?.item(0));
  });
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files.item(0));
  });
  const label = element('label', [document.createTextNode(said.choose), input]);
  document.querySelector('main')?.append(element('h1', said.title), element('p', said.intro), label, result);
}

start();
