// Shows colleagues who have the same pages open, and is seen by them, while this page is looked at. Working on a week of a longer page counts
// as being at that week.
import type { Follower, LiveConnection } from "./live";
import { presenceText, type Present } from "./presence-text";

export interface PresenceFrame {
  readonly practice: string;
  readonly people: readonly Present[];
}

export function followPresence(live: LiveConnection): void {
  const line = document.querySelector<HTMLElement>("[data-presence]");
  const practice = line?.dataset["presence"];
  if (line === null || practice === undefined) return;
  const page = line.dataset["presenceWeek"];
  let place: Follower | undefined;

  const beAt = (week: string | undefined): void => {
    const topic = week === undefined ? `presence/${practice}` : `presence/${practice}/${week}`;
    if (place?.topic === topic) return;
    if (place !== undefined) live.leave(place);
    place = { topic, optional: true, known: () => undefined, joined: () => undefined };
    live.follow(place);
  };

  live.onPresent((frame) => {
    if (frame.practice !== practice) return;
    const text = presenceText(frame.people, line.dataset["presenceMe"] ?? "", page);
    if (line.textContent !== text) line.textContent = text;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") beAt(page);
    else if (place !== undefined) {
      live.leave(place);
      place = undefined;
    }
  });
  document.addEventListener("focusin", ({ target }) => {
    const week = target instanceof Element ? target.closest<HTMLElement>("[data-presence-at]")?.dataset["presenceAt"] : undefined;
    beAt(week ?? page);
  });
  if (document.visibilityState === "visible") beAt(page);
}
