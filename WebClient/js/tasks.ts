// How many tasks wait for the reader, in the header of every page. The server knows; whatever moves makes the page ask again.
import type { LiveConnection } from "./live";
import type { TopicVersion } from "./topic-version";
import type { WireSnapshot } from "./wire";

interface Waiting {
  readonly tasks: readonly unknown[];
  /** What to follow to hear of a change, and from where on. */
  readonly topics: readonly (TopicVersion & { readonly topic: string })[];
}

const pause = 3_000;
const shownMax = 99;

export function followTasks(live: LiveConnection, alreadyFollowed: ReadonlySet<string>): void {
  const badge = document.querySelector<HTMLElement>("[data-task-count]");
  if (badge === null) return;
  const followed = new Set(alreadyFollowed);
  const versions = new Map<string, TopicVersion>();
  let timer = 0;

  const askSoon = (): void => {
    if (timer !== 0) return;
    timer = window.setTimeout(() => {
      timer = 0;
      void ask();
    }, pause * (0.5 + Math.random()));
  };
  const ask = async (): Promise<void> => {
    const waiting = await load();
    if (waiting === undefined) return;
    show(badge, waiting.tasks.length);
    for (const { topic, epoch, version } of waiting.topics) {
      versions.set(topic, { epoch, version });
      if (followed.has(topic)) continue;
      followed.add(topic);
      live.follow({
        topic,
        optional: true,
        known: () => versions.get(topic),
        // What was missed since the number was made: a board answers with rows, any other topic whether it moved.
        joined: (answer) => {
          const missed = answer as Partial<WireSnapshot> & { readonly moved?: boolean };
          if (missed.moved ?? (missed.rows ?? []).length > 0) askSoon();
        },
      });
    }
  };

  // What the reader did elsewhere moves nothing here; it is asked for when they come back.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") askSoon();
  });
  live.onDelta(askSoon);
  live.onMoved(askSoon);
  void ask();
}

function show(badge: HTMLElement, count: number): void {
  const text = count === 0 ? "" : count > shownMax ? `${shownMax}+` : String(count);
  if (badge.textContent !== text) badge.textContent = text;
  badge.dataset["taskCount"] = String(count);
  badge.classList.toggle("is-none", count === 0);
}

/** Undefined when the service cannot be reached: the number stays as it was. */
async function load(): Promise<Waiting | undefined> {
  try {
    const response = await fetch("/api/v1/me/tasks", { headers: { Accept: "application/json" }, cache: "no-store" });
    return response.ok && !response.redirected ? ((await response.json()) as Waiting) : undefined;
  } catch {
    return undefined;
  }
}
