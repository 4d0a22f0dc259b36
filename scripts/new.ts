/** `npm run new strategy|kind|rule NAME`: writes the file, its line in the registry, and its test. */
import { scaffold } from './new/scaffold.ts';

const [what = '', name = ''] = process.argv.slice(2);
try {
  for (const line of scaffold(what, name, process.cwd())) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
