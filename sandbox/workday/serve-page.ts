import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../world/world.ts';
import { answerChunks, answerEnd, answerStart, contextOf, type Answer } from './answer.ts';
import type { FaultSwitches } from './faults.ts';
import type { References } from './references.ts';
import type { ReadRequest } from './request.ts';
import { AnswerBody } from './respond.ts';
import type { SearchCache } from './search.ts';

const CHUNK_CHARS = 256 * 1024;
const OVERSIZE_PIECES = 1024;
const DEPTH = 5000;

export interface PageDeps {
  readonly world: World;
  readonly cache: SearchCache;
  readonly faults: FaultSwitches;
  /** With and without descriptors. */
  readonly references: { readonly described: References; readonly bare: References };
}

/** What a page holds, with the faults of content worked in. */
export function makeAnswer(request: ReadRequest, version: string, now: number, deps: PageDeps): Answer {
  const asOf = request.asOf ?? now;
  const set = deps.cache.find(deps.world, request, asOf);
  const start = (request.page - 1) * request.count;
  const page = [...set.subarray(start, start + request.count)];
  const announced = page.length;
  const drifts = request.page > 1 && deps.faults.strikes('drift');
  if (page.length > 0 && deps.faults.strikes('missing-record')) page.pop();
  return {
    request,
    version,
    asOf,
    page,
    announced,
    totalResults: set.length + (drifts ? 1 : 0),
    spoilFirst: page.length > 0 && deps.faults.strikes('bad-record'),
  };
}

const DOCTYPE = '<!DOCTYPE answer [<!ENTITY money "1000000">]>';

async function writePadding(body: AnswerBody): Promise<void> {
  const piece = `<wd:Padding>${'x'.repeat(CHUNK_CHARS)}</wd:Padding>`;
  for (let at = 0; at < OVERSIZE_PIECES && !body.gone; at += 1) await body.write(piece);
}

/** Writes the page, or what a fault makes of it. */
export async function servePage(
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
  answer: Answer,
  deps: PageDeps,
): Promise<void> {
  const { faults } = deps;
  const references = answer.request.described ? deps.references.described : deps.references.bare;
  const context = contextOf(deps.world, answer.request, answer.asOf, references);
  const body = new AnswerBody(exchange.request, exchange.response, 'text/xml;charset=UTF-8');
  const start = answerStart(answer);
  await body.write(faults.strikes('doctype') ? start.replace('?>\n', `?>\n${DOCTYPE}`) : start);
  const isBroken = faults.strikes('reset');
  const isTruncated = !isBroken && faults.strikes('truncated');
  for (const piece of answerChunks(answer, context, CHUNK_CHARS)) {
    if (body.gone) return;
    if (isBroken || isTruncated) {
      await body.write(piece.slice(0, Math.floor(piece.length / 2)));
      if (isBroken) await body.breakOff();
      else body.end();
      return;
    }
    await body.write(piece);
  }
  if (faults.strikes('too-deep')) await body.write('<wd:Deep>'.repeat(DEPTH) + '</wd:Deep>'.repeat(DEPTH));
  if (faults.strikes('oversize')) await writePadding(body);
  await body.write(answerEnd(answer));
  body.end();
}
