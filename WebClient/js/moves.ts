// My own things, and those of a scheme or a mentor: the hub only says that something moved; what moved is asked of the server, which knows who I am.
import type { LiveConnection } from "./live";
import { refreshSoon } from "./refresh";

/** "me" where the page is about the reader, and what elements name in data-follow. */
export function movingTopics(): Set<string> {
  const topics = new Set([...document.querySelectorAll<HTMLElement>("[data-follow]")].flatMap((element) => element.dataset["follow"] ?? []));
  if (document.querySelector("[data-me]") !== null) topics.add("me");
  return topics;
}

export function followMoves(live: LiveConnection, topics: ReadonlySet<string>): void {
  live.onMoved(() => refreshSoon(50));
  live.onSignedOut(() => location.reload());
  for (const topic of topics) {
    let first = true;
    live.follow({
      topic,
      known: () => undefined,
      joined: () => {
        // What moved while the connection was away was told to nobody.
        if (!first) refreshSoon();
        first = false;
      },
    });
  }
}
