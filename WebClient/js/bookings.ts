// My own places: the hub only says that something moved; what moved is asked of the server, which knows who I am.
import type { LiveConnection } from "./live";
import { refreshSoon } from "./refresh";

export function followBookings(live: LiveConnection): void {
  let first = true;
  live.onMoved(() => refreshSoon(50));
  live.onSignedOut(() => location.reload());
  live.follow({
    topic: "me",
    known: () => undefined,
    joined: () => {
      // What moved while the connection was away was told to nobody.
      if (!first) refreshSoon();
      first = false;
    },
  });
}
