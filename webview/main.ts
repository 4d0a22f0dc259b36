import { type FromPanel, panelProtocol, type ToPanel } from '../protocol/panel-messages.ts';
import { createApp } from './app.ts';
import { decodeToPanel, isOtherVersion } from './decode.ts';
import { debounced } from './dom.ts';
import { messageSource } from './message-source.ts';
import { restoredOf, savedOf } from './saved-state.ts';
import type { PanelState } from './state.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const host = acquireVsCodeApi();
const source = messageSource((message) => host.postMessage(message));
const restored = restoredOf(host.getState());
const root = document.getElementById('driftscope') ?? document.body;
let latest: PanelState = restored.state;
let hasScrolled = false;

const save = debounced(() => host.setState(savedOf(latest, scrollY)), 200);
const app = createApp(root, source, {
  initial: restored.state,
  onChange: (state) => {
    latest = state;
    save();
    if (state.summary && !hasScrolled) restoreScroll();
  },
});

addEventListener('scroll', save, { passive: true });
addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = decodeToPanel(data);
  if (message) receive(message);
  else if (isOtherVersion(data)) {
    const text = 'Driftscope was updated: close this panel and open it again.';
    app.dispatch({ type: 'status', status: { state: 'error', message: text } });
  }
});
host.postMessage({ type: 'ready', v: panelProtocol });

function receive(message: ToPanel): void {
  source.receive(message);
  // Answers reach the page through the promises that the source handed out.
  if (message.type === 'run' || message.type === 'status') app.dispatch(message);
}

/** Only once there is something to scroll: two frames on, the first run has been laid out. */
function restoreScroll(): void {
  hasScrolled = true;
  requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(0, restored.scroll)));
}
