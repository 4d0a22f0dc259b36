/** `npm start`: builds, then shows what the example's monitors do, in the terminal and as an HTML report. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const report = resolve('out/digit-reader.report.html');

mkdirSync('out', { recursive: true });
run(['--import', 'tsx', 'scripts/build.ts']);
run([
  'dist/cli.cjs',
  'simulate',
  'examples/digit-reader/digit-reader.monitor.yaml',
  '--report',
  'out/digit-reader.report.html',
]);
console.log(`
Open the report in a browser:  ${pathToFileURL(report)}
Try your own:                  node dist/cli.cjs simulate CONFIG --events FILE
Check a config:                node dist/cli.cjs lint PATH
In VS Code, in the browser:    npm run studio`);

function run(args: readonly string[]): void {
  execFileSync(process.execPath, args, { stdio: 'inherit' });
}
