// How far the server knew all topics before it made what the page shows. Versions compare only within one epoch.

export interface TopicVersion {
  readonly epoch: string;
  readonly version: number;
}

let shown: TopicVersion = { epoch: "", version: 0 };

export const shownVersion = (): TopicVersion => shown;

/** Takes it from the head of a page that the server made. */
export function takeVersion(page: Document): void {
  const [epoch = "", version = "0"] = (page.querySelector<HTMLMetaElement>('meta[name="live-version"]')?.content ?? "").split(" ");
  shown = { epoch, version: Number(version) };
}

/** Whether something that moved then may be missing from what is shown. */
export const isNewer = (moved: TopicVersion, than: TopicVersion): boolean => moved.epoch !== than.epoch || moved.version > than.version;
