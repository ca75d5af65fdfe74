// Brings a rendered page to life. Every page works without this file. What a page does not need at once is loaded once it has been painted, and what
// it does not need at all is not loaded.
import { ErrorSummary, Header, SkipLink, createAll } from "nhsuk-frontend";
import { pageReceivedAt, setFromPage } from "./clock";
import { startCountdowns } from "./countdown";
import { guardForms } from "./forms";
import { afterPaint } from "./after-paint";
import { offerPasskeys } from "./passkeys";
import { onRefreshed, refreshSoon } from "./refresh";
import { isLive, showFreshness } from "./status-line";
import { takeVersion } from "./topic-version";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
setFromPage(document, pageReceivedAt());
takeVersion(document);
createAll(Header);
createAll(SkipLink);
createAll(ErrorSummary);
guardForms();
offerPasskeys();
startCountdowns(() => refreshSoon(500));
refreshPending();
onRefreshed(refreshPending);

if (document.querySelector("[data-topic], [data-follow], [data-task-count]") !== null) {
  showFreshness("connecting");
  afterPaint(() =>
    import("./live-page").then(
      ({ followLive }) => followLive(),
      () => showFreshness("stale"),
    ),
  );
}

const rush = document.querySelector<HTMLElement>("[data-rush]");
if (rush !== null) afterPaint(async () => (await import("./rush")).followRush(rush));

const wall = document.querySelector<HTMLElement>("[data-wall]");
if (wall !== null) void import("./wall").then(({ startWall }) => startWall(wall, isLive));

/** A place whose answer is not known yet: ask again shortly. */
function refreshPending(): void {
  const pending = document.querySelector<HTMLElement>("[data-refresh-seconds]");
  if (pending !== null) refreshSoon(Number(pending.dataset["refreshSeconds"]) * 1000);
}
