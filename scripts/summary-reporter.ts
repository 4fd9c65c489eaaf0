import type { Reporter, TestModule } from 'vitest/node';

/** Closes a run with one plain line that any tool can read: `N passed, N failed, N skipped`. */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    // Checks that failed before the tests (format, lint, types) count, so that the last line never looks better than the run.
    const checks = (process.env['MLC_CHECKS_FAILED'] ?? '').split(', ').filter((name) => name !== '');
    let broken = unhandled.length + checks.length;
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
      // A file that could not even be loaded has no test to count.
      if (module.errors().length > 0) broken += 1;
    }
    const failed = counts.failed + counts.pending + broken;
    // Printed after the default reporter's own summary, as the last line of the output.
    process.on('exit', () => {
      if (checks.length > 0) process.stdout.write(`\nFailed before the tests: ${checks.join(', ')}\n`);
      process.stdout.write(
        `\n${String(counts.passed)} passed, ${String(failed)} failed, ${String(counts.skipped)} skipped\n`,
      );
    });
  }
}
