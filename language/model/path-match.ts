import { Minimatch, minimatch } from 'minimatch';
import { readable } from '../relative-path.ts';

/**
 * Whether a path or glob in the file at `baseUri` names a file, as far as addresses say: a file that nobody has saved yet is
 * found by it like one on the disk.
 */
export function pathMatcher(baseUri: string, pattern: string): (uri: string) => boolean {
  const isAbsolute = /^([a-z]:)?[\\/]/i.test(pattern);
  const folder = segmentsOf(baseUri).slice(0, -1);
  const literal = joined(isAbsolute ? [] : folder, pattern);
  const glob = joined(isAbsolute ? [] : folder.map(withoutMagic), pattern.replaceAll('\\', '/'));
  const isGlob = /[*?[{(]/.test(pattern);
  const matcher = isGlob
    ? new Minimatch(glob, { nocomment: true, nonegate: true, platform: 'linux' })
    : undefined;
  return (uri) => {
    const path = segmentsOf(uri).join('/');
    return path === literal || matcher?.match(path) === true;
  };
}

const withoutMagic = (name: string) => minimatch.escape(name, { magicalBraces: true });

/** Below a folder, with `.` and `..` followed. */
function joined(folder: readonly string[], path: string): string {
  const segments = [...folder];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

/** The names on the way to a file, as people read and type them. */
const segmentsOf = (uri: string): string[] =>
  uri
    .replace(/^[a-z][a-z0-9+.-]+:(\/\/[^/]*)?/i, '')
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map(readable);
