// A board on a wall: some practices at a time, a clock, and a picture that moves a little each minute so that nothing burns in.
import { now, timeOfDay } from "./clock";
import { onRefreshed } from "./refresh";
import { linesOfTurn, placeOfMinute } from "./wall-turns";

const turnMilliseconds = 12_000;
const minute = 60_000;

/** A display that stands for months takes the newest page and script now and then. */
const reloadAfter = 6 * 60 * minute;

export function startWall(wall: HTMLElement, isLive: () => boolean): void {
  const perTurn = Number(wall.dataset["wall"]);
  const opened = performance.now();
  let turn = 0;

  const show = (): void => {
    const lines = [...wall.querySelectorAll<HTMLElement>("[data-weeks]")];
    const { from, to } = linesOfTurn(lines.length, perTurn, turn);
    lines.forEach((line, at) => (line.hidden = at < from || at >= to));
    const where = wall.querySelector("[data-wall-where]");
    if (where !== null) where.textContent = lines.length > perTurn ? `${from + 1} to ${to} of ${lines.length}` : "";
  };
  const tick = (): void => {
    for (const clock of wall.querySelectorAll("[data-clock]")) {
      const time = timeOfDay(now());
      if (clock.textContent !== time) clock.textContent = time;
    }
    wall.dataset["place"] = String(placeOfMinute(Math.floor(now() / minute)));
    if (isLive() && performance.now() - opened > reloadAfter) location.reload();
  };

  setInterval(() => {
    turn++;
    show();
  }, turnMilliseconds);
  setInterval(tick, 1_000);
  onRefreshed(show);
  show();
  tick();
}
