// My own things, and those of a scheme or a mentor: the hub only says that something moved; what moved is asked of the server, which knows who I am.
import { madeAt } from "./clock";
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
    live.follow({
      topic,
      known: () => ({ epoch: null, version: madeAt() }),
      joined: (answer) => {
        // What moved before the page followed, or while the connection was away, was told to nobody.
        if ((answer as { readonly moved: boolean }).moved) refreshSoon();
      },
    });
  }
}
