import { existsSync } from 'node:fs';
import { execLogged, type Log } from './exec-logged.ts';
import { findOnPath } from './find-on-path.ts';
import { VsCodeUnavailableError } from './unavailable.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;

// Where browsers are that do not put themselves on PATH.
const elsewhere = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium or Chrome: `DRIFTSCOPE_CHROMIUM`, one that is installed, else Debian's, which is
 * installed when this is root and apt-get is there. Rejects with `no-browser` otherwise.
 */
export async function ensureChromium(log: Log): Promise<string> {
  const found = process.env['DRIFTSCOPE_CHROMIUM'] || findChromium();
  if (found !== undefined) return found;
  if (findOnPath('apt-get') === undefined || process.getuid?.() !== 0) {
    throw new VsCodeUnavailableError(
      'no-browser',
      'install chromium or google-chrome, or set DRIFTSCOPE_CHROMIUM',
    );
  }
  await installChromium(log);
  const installed = findChromium();
  if (installed === undefined)
    throw new VsCodeUnavailableError('no-browser', 'apt-get put no chromium on PATH');
  return installed;
}

function findChromium(): string | undefined {
  return findOnPath(...names) ?? elsewhere.find((file) => existsSync(file));
}

async function installChromium(log: Log): Promise<void> {
  log('installing chromium with apt-get (about 15 s)');
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, log };
  try {
    await execLogged('apt-get', ['update'], options);
    // The font is a recommendation only; without one, pages have no readable text.
    const packages = ['chromium', 'fonts-dejavu-core'];
    await execLogged('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options);
  } catch (error) {
    throw new VsCodeUnavailableError(
      'no-browser',
      `apt-get cannot install chromium: ${String(error)}`,
      error,
    );
  }
}
