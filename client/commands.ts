import * as vscode from 'vscode';
import { newConfig } from './new-config.ts';
import { openExample } from './open-example.ts';
import { pickEventFiles } from './pick-event-files.ts';
import type { PreviewPanels } from './preview-panels.ts';
import type { ServerLink } from './server-link.ts';

/** What a command is given: a URI by menus and by us, its text by code lenses, nothing by the palette. */
type ConfigArgument = vscode.Uri | string | undefined;

/** Every command of the extension by its id. */
export function commandTable(
  context: vscode.ExtensionContext,
  server: ServerLink,
  previews: PreviewPanels,
): Readonly<Record<string, (config: ConfigArgument) => Promise<void>>> {
  const configOf = (given: ConfigArgument): vscode.Uri => {
    if (typeof given === 'string') return vscode.Uri.parse(given);
    const uri = given ?? previews.active ?? vscode.window.activeTextEditor?.document.uri;
    if (!uri) throw new Error('Open a monitor config first.');
    return uri;
  };
  return {
    'driftscope.simulate': (given) => previews.simulate(configOf(given)),
    'driftscope.simulateOn': async (given) => {
      const config = configOf(given);
      const events = await pickEventFiles(config);
      if (events) await previews.simulate(config, events);
    },
    'driftscope.openPreview': (given) => previews.open(configOf(given)),
    'driftscope.newConfig': () => newConfig(),
    'driftscope.openExample': () => openExample(context),
    'driftscope.restartServer': () => server.restart(),
  };
}

/** Registers the commands. One that fails says so: the user asked for it. */
export function registerCommands(table: ReturnType<typeof commandTable>): vscode.Disposable[] {
  return Object.entries(table).map(([id, run]) =>
    vscode.commands.registerCommand(id, (given: ConfigArgument) =>
      run(given).catch((error: unknown) => {
        void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      }),
    ),
  );
}
