// What follows the hub: the boards shown, my own places, colleagues, tasks. Loaded when the page asks for it and has been painted.
import { BoardView } from "./board-view";
import { CellSurface } from "./cell-view";
import { LiveConnection } from "./live";
import { followMoves, movingTopics } from "./moves";
import { pageEvents } from "./page-events";
import { PracticeSurface } from "./practice-view";
import { followPresence } from "./presence";
import { onRefreshed, refreshSoon } from "./refresh";
import { renderFreshness, showFreshness } from "./status-line";
import { followTasks } from "./tasks";
import { watchWeekEnds } from "./week-ends";

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
  watchWeekEnds(() => [...boards.values()].flatMap((board) => [...board.weeks()]), refreshSoon);
  followPresence(live);
  followTasks(live, new Set([...topics, ...moving]));
  live.start();
}
