import { Minimatch } from 'minimatch';

/**
 * Whether a path matches a glob of a settings file. Both are relative to its folder, with `/`. As in `.gitignore`, a glob without
 * `/` matches in every folder, one that begins with `/` only in this one, and one that matches a folder takes in all below it.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  const pattern = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  const matcher = new Minimatch(pattern, {
    dot: true,
    matchBase: !/^\.?\//.test(glob),
    nocomment: true,
    nonegate: true,
    platform: 'linux', // paths come from URIs, whatever the machine
  });
  return (path) => withFolders(path).some((one) => matcher.match(one));
}

/** `a/b/c`, `a/b`, `a`. */
function withFolders(path: string): string[] {
  const paths = [path];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    paths.push(path.slice(0, at));
  return paths;
}
