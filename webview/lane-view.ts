import type { LaneSummary, RangeAnswer } from '../protocol/simulation-messages.ts';
import { type LaneChart, laneChart } from './chart.ts';
import { dataTable } from './data-table.ts';
import { h, setAttribute } from './dom.ts';
import { formatInstant } from './format.ts';
import { laneHeader } from './lane-header.ts';
import { type LaneMove, laneMove } from './lane-keys.ts';
import type { Page } from './page.ts';
import { type Picture, plotInsets } from './picture.ts';
import { pointNear } from './points.ts';
import { isSameSpan, type TimeSpan, zoomAround } from './span.ts';
import { laneKey, type PanelState, shownSpan } from './state.ts';
import { laneSentence, pointWords } from './words.ts';

/** One monitor on one model: header, chart, and its data as a table on demand. */
export class LaneView {
  readonly element = h('section', { class: 'lane' });
  readonly #page: Page;
  readonly #header;
  readonly #plot = h('div', {
    class: 'plot',
    tabindex: 0,
    role: 'application',
    'aria-roledescription': 'chart',
  });
  readonly #table = dataTable();
  #chart: LaneChart | undefined;
  #state: PanelState | undefined;
  #lane: LaneSummary | undefined;
  #index = 0;
  #picture: Picture | undefined;
  #isVisible = false;

  constructor(page: Page) {
    this.#page = page;
    this.#header = laneHeader(page, () => this.#toggleTable());
    this.#table.element.hidden = true;
    setAttribute(this.#header.dataButton, 'aria-expanded', 'false');
    setAttribute(this.#plot, 'aria-describedby', 'chart-keys');
    this.#plot.addEventListener('keydown', (event) => this.#onKey(event));
    this.#plot.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false });
    this.element.append(this.#header.element, this.#plot, this.#table.element);
    this.#watchVisibility();
  }

  /** Draws `lane`, which is number `index` of the run, as the state has it. */
  update(state: PanelState, lane: LaneSummary, index: number): void {
    this.#state = state;
    this.#lane = lane;
    this.#index = index;
    this.#header.update(lane);
    setAttribute(this.#plot, 'aria-label', laneSentence(lane));
    setAttribute(this.element, 'aria-label', `${lane.id} on ${lane.model}`);
    setAttribute(this.element, 'data-status', lane.status);
    setAttribute(this.element, 'data-empty', lane.samples === 0);
    const answer = this.#answer();
    setAttribute(this.element, 'data-stale', state.status.state === 'computing' || !this.#isCurrent(answer));
    if (this.#isVisible) this.#ask();
    if (this.#isVisible && answer) this.#draw(answer);
    this.#drawCursor(answer);
    if (answer && !this.#table.element.hidden) this.#table.show(lane, answer);
  }

  /** Takes the colours of the theme as it is now. */
  repaint(): void {
    this.#chart?.repaint(this.#page.theme());
  }

  focus(): void {
    this.#plot.focus();
  }

  #answer(): RangeAnswer | undefined {
    return this.#lane && this.#state?.answers.get(laneKey(this.#lane));
  }

  #isCurrent(answer: RangeAnswer | undefined): boolean {
    return answer === undefined || answer.runId === this.#state?.summary?.runId;
  }

  #ask(): void {
    const span = this.#state && shownSpan(this.#state);
    const runId = this.#state?.summary?.runId;
    const width = this.element.clientWidth - plotInsets.left - plotInsets.right;
    if (!span || runId === undefined || width <= 0 || this.#lane?.samples === 0) return;
    this.#page.asker.want({ runId, lane: this.#index, from: span.from, to: span.to, width });
  }

  #draw(answer: RangeAnswer): void {
    const picture = this.#pictureOf(answer);
    if (!picture || !this.#lane) return;
    const width = this.element.clientWidth;
    if (!this.#chart) {
      const first = { picture, theme: this.#page.theme() };
      this.#chart = laneChart(this.#plot, width, first, this.#chartEvents());
    } else if (isNewPicture(picture, this.#picture)) {
      this.#chart.draw(picture);
    }
    this.#chart.resize(width);
    this.#picture = picture;
  }

  #pictureOf(answer: RangeAnswer): Picture | undefined {
    const span = this.#state && shownSpan(this.#state);
    const summary = this.#state?.summary;
    if (!span || !summary || !this.#lane) return undefined;
    const { model, unit } = this.#lane;
    const requests = summary.retraining.filter((request) => request.model === model);
    return { answer, span, unit, retraining: requests.map((request) => request.time) };
  }

  #chartEvents() {
    const { dispatch } = this.#page;
    return {
      cursor: (time: number | undefined) => {
        if (time === undefined) dispatch({ type: 'cursor' });
        else this.#point(time);
      },
      zoom: (span: TimeSpan) => dispatch({ type: 'zoom', span }),
      reset: () => dispatch({ type: 'zoom' }),
      pick: ({ event }: { event: number }) => this.#openEvent(event),
    };
  }

  #point(time: number): void {
    if (this.#lane) this.#page.dispatch({ type: 'cursor', cursor: { time, lane: laneKey(this.#lane) } });
    const answer = this.#answer();
    const point = answer && pointNear(answer, time);
    if (!point || !this.#lane) return;
    this.#page.say(`${formatInstant(point.time)}, ${pointWords(this.#lane, point).join(', ')}`);
  }

  #drawCursor(answer: RangeAnswer | undefined): void {
    const time = this.#state?.cursor?.time;
    this.#chart?.point(time);
    const point = answer && time !== undefined ? pointNear(answer, time) : undefined;
    const lane = this.#lane;
    this.#header.read(
      point && lane ? [formatInstant(point.time).slice(11), ...pointWords(lane, point)] : undefined,
    );
  }

  #openEvent(event: number | undefined): void {
    const runId = this.#state?.summary?.runId;
    if (event !== undefined && runId !== undefined) this.#page.source.openEvent?.({ runId, event });
  }

  #onKey(event: KeyboardEvent): void {
    const answer = this.#answer();
    const span = this.#state && shownSpan(this.#state);
    if (!answer || !span || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = laneMove(event, answer, span, this.#state?.cursor?.time);
    if (!move) return;
    event.preventDefault();
    this.#make(move, answer);
  }

  #make(move: LaneMove, answer: RangeAnswer): void {
    const { dispatch } = this.#page;
    const time = this.#state?.cursor?.time;
    if (move.type === 'cursor') this.#point(move.time);
    else if (move.type === 'zoom') dispatch(move);
    else if (move.type === 'reset') dispatch({ type: this.#state?.zoom ? 'zoom' : 'cursor' });
    else if (move.type === 'lane') this.#focusBeside(move.step);
    else if (time !== undefined) {
      const point = pointNear(answer, time);
      this.#openEvent(point?.alert?.event ?? point?.event);
    }
  }

  /** Passes over lanes without samples, which have no chart to focus. */
  #focusBeside(step: 1 | -1): void {
    const next = (from: Element) => (step === 1 ? from.nextElementSibling : from.previousElementSibling);
    let beside = next(this.element);
    while (beside?.hasAttribute('data-empty')) beside = next(beside);
    beside?.querySelector<HTMLElement>('.plot')?.focus();
  }

  /** Only with ctrl (which a pinch sends too), so that the page still scrolls. */
  #onWheel(event: WheelEvent): void {
    const span = this.#state && shownSpan(this.#state);
    if (!event.ctrlKey || !span) return;
    event.preventDefault();
    const left = this.element.getBoundingClientRect().left + plotInsets.left;
    const width = this.element.clientWidth - plotInsets.left - plotInsets.right;
    const time = span.from + ((event.clientX - left) / width) * (span.to - span.from);
    this.#page.dispatch({ type: 'zoom', span: zoomAround(span, time, event.deltaY > 0 ? 1.25 : 0.8) });
  }

  #toggleTable(): void {
    const { element } = this.#table;
    element.hidden = !element.hidden;
    setAttribute(this.#header.dataButton, 'aria-expanded', String(!element.hidden));
    const answer = this.#answer();
    if (answer && this.#lane && !element.hidden) this.#table.show(this.#lane, answer);
  }

  /** A chart is made when it first comes near the screen; many lanes then cost no more than those in view. */
  #watchVisibility(): void {
    const observer = new IntersectionObserver(
      (entries) => {
        this.#isVisible = entries.at(-1)?.isIntersecting ?? false;
        if (this.#isVisible && this.#state && this.#lane) this.update(this.#state, this.#lane, this.#index);
      },
      { rootMargin: this.#page.source.isLocal ? '1000000px' : '400px' },
    );
    observer.observe(this.element);
  }
}

function isNewPicture(picture: Picture, drawn: Picture | undefined): boolean {
  if (picture.answer !== drawn?.answer || !isSameSpan(picture.span, drawn.span)) return true;
  return picture.retraining.join() !== drawn.retraining.join();
}
