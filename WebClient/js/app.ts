// Brings a rendered page to life. Every page works without this file.
import { initAll } from "nhsuk-frontend";
import { BoardView } from "./board-view";
import { CellSurface } from "./cell-view";
import { PracticeSurface } from "./practice-view";
import { followBookings } from "./bookings";
import { pageReceivedAt, setFromPage } from "./clock";
import { startCountdowns } from "./countdown";
import { guardForms } from "./forms";
import { LiveConnection } from "./live";
import { followPresence } from "./presence";
import { offerPasskeys } from "./passkeys";
import { onRefreshed, refreshSoon } from "./refresh";
import { followRush } from "./rush";
import { isLive, renderFreshness, showFreshness } from "./status-line";
import { pageEvents } from "./page-events";
import { followTasks } from "./tasks";
import { startWall } from "./wall";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
setFromPage(document, pageReceivedAt());
initAll();
guardForms();
offerPasskeys();
followRush();
startCountdowns(() => refreshSoon(500));

const topics = new Set([...document.querySelectorAll<HTMLElement>("[data-topic]")].flatMap((section) => section.dataset["topic"] ?? []));
const hasTasks = document.querySelector("[data-task-count]") !== null;
const followsMe = document.querySelector("[data-me]") !== null;

if (topics.size > 0 || followsMe || hasTasks) {
  const live = new LiveConnection(showFreshness);
  const events = pageEvents(() => live.join());
  const boards = new Map([...topics].map((topic) => [topic, new BoardView(topic, [new CellSurface(topic), new PracticeSurface(topic)], events)]));
  for (const board of boards.values()) live.follow(board);
  live.onDelta((delta) => boards.get(delta.board)?.delta(delta));
  if (followsMe) followBookings(live);
  onRefreshed(() => {
    for (const board of boards.values()) board.adopt();
    renderFreshness();
  });
  followPresence(live);
  followTasks(live, new Set([...topics, ...(followsMe ? ["me"] : [])]));
  live.start();
}

startWall(isLive);
refreshPending();
onRefreshed(refreshPending);

/** A place whose answer is not known yet: ask again shortly. */
function refreshPending(): void {
  const pending = document.querySelector<HTMLElement>("[data-refresh-seconds]");
  if (pending !== null) refreshSoon(Number(pending.dataset["refreshSeconds"]) * 1000);
}
