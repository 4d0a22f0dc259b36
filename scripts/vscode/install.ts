import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { cachedFolder, cacheRoot } from './cache.ts';
import { execLogged, type Log } from './exec-logged.ts';
import { findOnPath } from './find-on-path.ts';
import { ensureNode, type NodeMajor, type NodeRuntime } from './node-runtime.ts';
import { VsCodeUnavailableError } from './unavailable.ts';

interface Recipe {
  /** The npm package that carries this VS Code's server and workbench. */
  readonly package: string;
  readonly node: NodeMajor;
  readonly nativeModules: readonly string[];
  /** Whether workspace search needs a ripgrep that the package leaves out (it would download one). */
  readonly lacksRipgrep: boolean;
}

const recipes = {
  '1.100.3': {
    package: 'code-server@4.100.3',
    node: 20,
    nativeModules: ['node-pty', '@vscode/spdlog', 'native-watchdog'],
    lacksRipgrep: true,
  },
  '1.139.1': {
    package: 'code-server@4.139.1',
    node: 24,
    nativeModules: ['node-pty', '@vscode/spdlog', '@vscode/native-watchdog', '@vscode/sqlite3'],
    lacksRipgrep: false,
  },
} as const satisfies Record<string, Recipe>;

/** A VS Code that can be installed from npm: the oldest we support, and the newest tried. */
export type VsCodeVersion = keyof typeof recipes;

/** Every {@link VsCodeVersion}, oldest first. */
export const vsCodeVersions = Object.keys(recipes) as VsCodeVersion[];

/** An installed VS Code server: `root` holds `out/server-main.js`, `node` runs it. */
export interface VsCodeInstall {
  readonly version: VsCodeVersion;
  readonly root: string;
  readonly node: NodeRuntime;
}

// node-pty's build calls `npx node-gyp`, which must find one here rather than ask for leave to fetch one.
const buildTool = 'node-gyp@12.4.0';

const ripgrep = {
  package: `@vscode/ripgrep-${process.platform}-${process.arch}`,
  version: '1.18.0',
} as const;

// Raised when the steps below change, so that older copies in the cache are made anew.
const recipeRevision = 1;

/** Installs this VS Code into the cache unless it is there; rejects with {@link VsCodeUnavailableError}. */
export async function ensureVsCode(version: VsCodeVersion, log: Log): Promise<VsCodeInstall> {
  if (process.platform === 'win32') {
    throw new VsCodeUnavailableError(
      'unsupported-platform',
      'the VS Code server from npm needs Linux or macOS',
    );
  }
  const recipe: Recipe = recipes[version];
  const node = await ensureNode(recipe.node, log);
  const key = `${recipe.package} revision ${recipeRevision} ${process.platform} ${process.arch}`;
  const folder = await cachedFolder(join(cacheRoot(), 'vscode', version), key, (temporary) =>
    installInto(temporary, recipe, node, log),
  );
  return { version, root: serverRoot(folder), node };
}

async function installInto(folder: string, recipe: Recipe, node: NodeRuntime, log: Log): Promise<void> {
  const started = Date.now();
  log(`installing ${recipe.package} from npm (about 300 MB, once)`);
  const root = serverRoot(folder);
  const npm = npmIn(node, log);
  // Without a package.json of its own, npm would install into a parent folder that has one.
  await writeFile(join(folder, 'package.json'), '{"private":true}');
  const packages = [recipe.package, buildTool];
  if (recipe.lacksRipgrep) packages.push(`${ripgrep.package}@${ripgrep.version}`);
  await npm(folder, 'install', ...packages, '--ignore-scripts').catch(packagesMissing(recipe.package));
  await npm(root, 'install', '--omit=dev', '--ignore-scripts').catch(packagesMissing('the server modules'));
  await symlink('node_modules', join(root, 'node_modules.asar'));
  await npm(root, 'rebuild', ...recipe.nativeModules).catch(buildFailed);
  if (recipe.lacksRipgrep) await linkRipgrep(folder);
  log(`installed ${recipe.package} in ${Math.round((Date.now() - started) / 1000)} s`);
}

function serverRoot(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

function npmIn(node: NodeRuntime, log: Log): (cwd: string, ...args: string[]) => Promise<string> {
  const env = {
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    // Spares node-gyp a download; code-server's engine pin is about the wrapper, which is not run.
    ...(node.headers === undefined ? {} : { npm_config_nodedir: node.headers }),
    npm_config_engine_strict: 'false',
  };
  return (cwd, ...args) => execLogged('npm', args, { cwd, env, pathFirst: dirname(node.executable), log });
}

function packagesMissing(what: string): (error: unknown) => never {
  return (error) => {
    throw new VsCodeUnavailableError('no-npm-packages', `npm cannot install ${what}`, error);
  };
}

function buildFailed(error: unknown): never {
  const missing = ['make', 'g++', 'python3'].filter((tool) => findOnPath(tool) === undefined);
  if (missing.length > 0) {
    const detail = `building VS Code's native modules needs ${missing.join(', ')} on PATH`;
    throw new VsCodeUnavailableError('no-compiler', detail, error);
  }
  throw new VsCodeUnavailableError('native-build-failed', `npm rebuild failed: ${String(error)}`, error);
}

async function linkRipgrep(folder: string): Promise<void> {
  const bin = join(serverRoot(folder), 'node_modules', '@vscode', 'ripgrep', 'bin');
  await mkdir(bin, { recursive: true });
  const executable = join(folder, 'node_modules', ripgrep.package, 'bin', 'rg');
  // Relative, since the folder is renamed once it is complete.
  await symlink(relative(bin, executable), join(bin, 'rg'));
}
