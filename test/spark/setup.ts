import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Later pairs do not bind named parameters (Spark 4.2.0 with Delta 4.4.0), so these are fixed. */
const SPARK = '4.0.1';
const DELTA = '4.0.1';
const JAVA = 17;

export interface SparkTools {
  readonly python: string;
  readonly jars: string;
}

/** What the machine lacks, in words; null if Java, Python and Maven are there. */
export async function missingTool(): Promise<string | null> {
  const java = await output('java', ['-version']);
  const javaVersion = Number(/version "(\d+)/.exec(java ?? '')?.[1] ?? '0');
  if (javaVersion < JAVA)
    return `Java ${String(JAVA)} or later is needed (${java === null ? 'none found' : `found ${String(javaVersion)}`})`;
  const python = await output('python3', ['--version']);
  const [, major = '0', minor = '0'] = /Python (\d+)\.(\d+)/.exec(python ?? '') ?? [];
  if (Number(major) !== 3 || Number(minor) < 9)
    return `Python 3.9 or later is needed (${python?.trim() ?? 'none found'})`;
  if ((await output('mvn', ['--version'])) === null) return 'Maven is needed to fetch Delta';
  return null;
}

async function output(command: string, args: readonly string[]): Promise<string | null> {
  try {
    const { stdout, stderr } = await run(command, args);
    return `${stdout}${stderr}`;
  } catch {
    return null;
  }
}

function cacheFolder(): string {
  const base =
    process.env['XDG_CACHE_HOME'] ??
    (process.platform === 'win32' ? process.env['LOCALAPPDATA'] : undefined) ??
    (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'));
  return join(base, 'ml-connector', `spark-${SPARK}-delta-${DELTA}`);
}

/** Fetches PySpark and Delta's two jars into the user's cache folder, once. Throws if a step fails. */
export async function prepareSpark(say: (line: string) => void): Promise<SparkTools> {
  const folder = cacheFolder();
  const venv = join(folder, 'venv');
  const python = process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');
  const jars = join(folder, 'jars');
  const done = join(folder, 'ready');
  await mkdir(folder, { recursive: true });
  if (existsSync(done) && existsSync(python)) return { python, jars };
  say(`Fetching PySpark ${SPARK} (about 450 MB, once) …`);
  await step('python3', ['-m', 'venv', venv], folder);
  await step(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `pyspark==${SPARK}`], folder);
  say(`Fetching Delta ${DELTA} …`);
  await writeFile(join(folder, 'pom.xml'), pom());
  await step('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`], folder);
  const found = (await readdir(jars)).filter((name) => name.endsWith('.jar'));
  if (found.length !== 2) throw new Error(`two jars were expected in ${jars}, found ${found.join(', ')}`);
  await writeFile(done, `${SPARK} ${DELTA}\n`);
  return { python, jars };
}

/** Spark itself comes with PySpark: only the two jars are wanted, not what they stand on. */
function pom(): string {
  const dependency = (artifact: string): string =>
    `<dependency><groupId>io.delta</groupId><artifactId>${artifact}</artifactId><version>${DELTA}</version>` +
    '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>';
  return (
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>' +
    '<groupId>ml-connector</groupId><artifactId>spark-jars</artifactId><version>1</version>' +
    `<dependencies>${dependency('delta-spark_2.13')}${dependency('delta-storage')}</dependencies></project>\n`
  );
}

async function step(command: string, args: readonly string[], cwd: string): Promise<void> {
  let said = '';
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with ${String(code)}: ${said.slice(-1500)}`);
}
