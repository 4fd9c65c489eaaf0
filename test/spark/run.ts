import { isDeepStrictEqual } from 'node:util';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPracticeDatabricks } from '../../sandbox/databricks/index.ts';
import { briskClock } from '../contract/databricks/brisk-clock.ts';
import { invoice, batchOf } from '../contract/conformance/sample-documents.ts';
import { invoiceStream } from '../contract/databricks/sample-stream.ts';
import { evolved, scenario } from './scenario.ts';
import { missingTool, prepareSpark } from './setup.ts';
import { SparkProcess } from './spark-process.ts';
import { startSparkWorkspace } from './spark-workspace.ts';
import { makeSubject, type SparkSubject } from './subject.ts';

/**
 * Runs what the app really sends on Apache Spark with Delta and on the practice Databricks, and compares the results of every step
 * and the contents of every table. Exit 0: all the same, or this machine cannot run Spark; 1: something differs.
 */
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<number> {
  const missing = await missingTool();
  if (missing !== null) {
    say(`not run: ${missing}`);
    return 0;
  }
  const tools = await prepareSpark(say);
  const work = await mkdtemp(join(tmpdir(), 'ml-connector-spark-'));
  const spark = new SparkProcess({ ...tools, work, catalog: 'main' });
  const workspace = await startSparkWorkspace(spark, join(work, 'volumes'));
  const practice = await startPracticeDatabricks({ clock: briskClock, startUpMs: 0, autoStopMs: 0 });
  try {
    say(`Spark ${await spark.ready} with Delta is up`);
    const settings = { ...practice.settings, host: workspace.address };
    const onSpark = makeSubject('Spark', { settings, secrets: practice.secrets });
    const onPractice = makeSubject('practice Databricks', practice);
    const failed = (await compareAll(onSpark, onPractice)) + (await isolates(onSpark));
    const total = scenario.length + 1;
    say(`${String(total - failed)} passed, ${String(failed)} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await workspace.close();
    await practice.close();
    await spark.close();
    await rm(work, { recursive: true, force: true });
  }
}

async function compareAll(first: SparkSubject, second: SparkSubject): Promise<number> {
  let failed = 0;
  for (const step of scenario) {
    const startedAt = Date.now();
    const results = await Promise.all([first, second].map((subject) => resultOf(() => step.run(subject))));
    const same = isDeepStrictEqual(results[0], results[1]);
    say(`${same ? 'passed' : 'FAILED'}  ${step.name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    if (same) continue;
    failed += 1;
    say(`  ${first.name}: ${JSON.stringify(results[0]).slice(0, 1500)}`);
    say(`  ${second.name}: ${JSON.stringify(results[1]).slice(0, 1500)}`);
  }
  return failed;
}

/** A rule of the customer's own, which only Delta really enforces: the document goes whole or not at all. */
async function isolates(subject: SparkSubject): Promise<number> {
  const name = 'isolates a document that a CHECK constraint refuses, with all its lines';
  const rule =
    "ALTER TABLE `main`.`finance`.`workday_supplier_invoices` ADD CONSTRAINT `known` CHECK (`invoice_number` <> 'BAD')";
  const signal = new AbortController().signal;
  const context = { progress: null, saveProgress: () => Promise.resolve(), signal };
  const bad = invoice('E', {
    header: { group: 'g', invoice_number: 'BAD' },
    lines: { '1': { extended_amount: '9' }, '7': {} },
  });
  const result = await resultOf(async () => {
    await subject.say(rule);
    const batch = batchOf('b10', 100, [invoice('S'), bad, invoice('T')], evolved);
    const report = await subject.destination.deliver(evolved, batch, context);
    const lines = await subject.say(
      'SELECT x.`line_number`, x.`extended_amount` FROM `main`.`finance`.`workday_supplier_invoice_lines` AS x ' +
        "WHERE x.`invoice_wid` = 'E' AND NOT x.`_mlc_deleted`",
    );
    const totals = await subject.destination.totals({ stream: invoiceStream, documentKeys: ['S', 'E', 'T'] }, signal);
    return {
      outcomes: report.outcomes.map((one) => `${one.documentKey} ${one.outcome}`).sort(),
      lines,
      documents: totals.documents,
    };
  });
  const expected = {
    outcomes: ['E rejected', 'S delivered', 'T delivered'],
    lines: { rows: [{ line_number: '1', extended_amount: '100.000000' }] },
    documents: 3,
  };
  const same = isDeepStrictEqual(result, expected);
  say(`${same ? 'passed' : 'FAILED'}  ${name}`);
  if (!same) say(`  ${JSON.stringify(result).slice(0, 1500)}`);
  return same ? 0 : 1;
}

/** A result, or the error in its place: an engine that fails where the other does not is a difference, not an end. */
async function resultOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    return {
      threw: error instanceof Error ? error.message : String(error),
      details: (error as { details?: unknown }).details,
    };
  }
}

process.exitCode = await main();
