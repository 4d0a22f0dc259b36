/** Entry of the language server: `dist/server.cjs`. */
import { runServer } from './run-server.ts';

void runServer();
