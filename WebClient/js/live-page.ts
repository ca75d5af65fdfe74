// What follows the hub: the boards shown, my own places, colleagues, tasks. Loaded when the page asks for it and has been painted.
import { BoardView } from "./board-view";
import { CellSurface } from "./cell-view";
import { now } from "./clock";
import { LiveConnection } from "./live";
import { followMoves, movingTopics } from "./moves";
import { pageEvents } from "./page-events";
import { PracticeSurface } from "./practice-view";
import { followPresence } from "./presence";
import { onRefreshed, refreshSoon } from "./refresh";
import { renderFreshness, showFreshness } from "./status-line";
import { followTasks } from "./tasks";
import { weeksOver } from "./week-ends";

const endsCheckedEvery = 60_000;

/** Many pages drop the same weeks at midnight. */
const endsSpreadOver = 30_000;

export function followLive(): void {
  const topics = new Set([...document.querySelectorAll<HTMLElement>("[data-topic]")].flatMap((section) => section.dataset["topic"] ?? []));
  const moving = movingTopics();
  const live = new LiveConnection(showFreshness);
  const events = pageEvents(() => live.join());
  const boards = new Map([...topics].map((topic) => [topic, new BoardView(topic, [new CellSurface(topic), new PracticeSurface(topic)], events)]));
  for (const board of boards.values()) live.follow(board);
  live.onDelta((delta) => boards.get(delta.board)?.delta(delta));
  if (moving.size > 0) followMoves(live, moving);
  onRefreshed(() => {
    for (const board of boards.values()) board.adopt();
    renderFreshness();
  });
  dropWeeksOver([...boards.values()]);
  followPresence(live);
  followTasks(live, new Set([...topics, ...moving]));
  live.start();
}

/** Each week that has ended is asked about once, for a page may show it on purpose. */
function dropWeeksOver(boards: readonly BoardView[]): void {
  const asked = new Set<string>();
  setInterval(() => {
    const over = boards.flatMap((board) => weeksOver(board.weeks(), now())).filter((week) => !asked.has(week));
    if (over.length === 0) return;
    for (const week of over) asked.add(week);
    setTimeout(refreshSoon, Math.random() * endsSpreadOver);
  }, endsCheckedEvery);
}
