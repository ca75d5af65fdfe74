// My own things, and those of a practice, a scheme or a mentor: the hub says which topic moved to which version, and the page fetches itself when it shows an older one.
import type { LiveConnection } from "./live";
import { refreshSoon } from "./refresh";
import { isNewer, shownVersion } from "./topic-version";

/** What elements name in data-follow, a space between two. */
export function movingTopics(): Set<string> {
  return new Set([...document.querySelectorAll<HTMLElement>("[data-follow]")].flatMap((element) => (element.dataset["follow"] ?? "").split(" ").filter(Boolean)));
}

export function followMoves(live: LiveConnection, topics: ReadonlySet<string>): void {
  live.onMoved((moved) => {
    if ((moved.topic === null || topics.has(moved.topic)) && isNewer(moved, shownVersion())) refreshSoon(50);
  });
  live.onSignedOut(() => location.reload());
  for (const topic of topics) {
    live.follow({
      topic,
      known: shownVersion,
      joined: (answer) => {
        // What moved before the page followed, or while the connection was away, was told to nobody.
        if ((answer as { readonly moved: boolean }).moved) refreshSoon();
      },
    });
  }
}
