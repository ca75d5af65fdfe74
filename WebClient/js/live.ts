// The page's one connection to the hub: joins topics, joins again after every gap, and says how fresh the page is.
import { HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import type { PresenceFrame } from "./presence";
import type { WireDelta, WireMoved } from "./wire";

export type Freshness = "connecting" | "live" | "reconnecting" | "stale";

/** Something on the page that follows one topic. */
export interface Follower {
  readonly topic: string;
  /** The page is whole without it: a refusal does not make the page stale. */
  readonly optional?: boolean;
  /** What the page already shows; empty when it needs everything. */
  known(): { readonly epoch: string | null; readonly version: number } | undefined;
  joined(answer: unknown): void;
}

const staleAfter = 10_000;
const longestPause = 15_000;

export class LiveConnection {
  private readonly hub: HubConnection;
  private readonly followers: Follower[] = [];
  private staleTimer = 0;
  private joining = false;
  private joinAgain = false;
  private signedOut = (): void => undefined;

  constructor(private readonly onFreshness: (freshness: Freshness) => void) {
    this.hub = new HubConnectionBuilder()
      .withUrl("/hubs/live")
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => pause(previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    this.hub.onreconnecting(() => this.lost());
    this.hub.onreconnected(() => this.join());
    this.hub.onclose(() => {
      this.lost();
      this.connect(1);
    });
  }

  onDelta(handler: (delta: WireDelta) => void): void {
    this.hub.on("delta", handler);
  }

  onMoved(handler: (moved: WireMoved) => void): void {
    this.hub.on("moved", handler);
  }

  onPresent(handler: (frame: PresenceFrame) => void): void {
    this.hub.on("present", handler);
  }

  /** The person's own topic is refused: they were signed out, here or from elsewhere. */
  onSignedOut(handler: () => void): void {
    this.signedOut = handler;
  }

  /** Joins at once when the connection stands, otherwise when it does. */
  follow(follower: Follower): void {
    this.followers.push(follower);
    if (this.hub.state === HubConnectionState.Connected) this.join();
  }

  leave(follower: Follower): void {
    const at = this.followers.indexOf(follower);
    if (at < 0) return;
    this.followers.splice(at, 1);
    // A connection that has just gone has left all its topics.
    if (this.hub.state === HubConnectionState.Connected) void this.hub.invoke("Leave", follower.topic).catch(() => undefined);
  }

  start(): void {
    this.connect(0);
  }

  /** Asks for what was missed on every topic. Calls while one is under way are folded into one more. */
  join(): void {
    if (this.joining) {
      this.joinAgain = true;
      return;
    }
    this.joining = true;
    void this.joinAll().finally(() => {
      this.joining = false;
      if (!this.joinAgain) return;
      this.joinAgain = false;
      this.join();
    });
  }

  private async joinAll(): Promise<void> {
    try {
      for (const follower of [...this.followers]) {
        if (this.followers.includes(follower)) await this.joinOne(follower);
      }
      clearTimeout(this.staleTimer);
      this.staleTimer = 0;
      this.onFreshness("live");
    } catch (error) {
      if (error instanceof Error && error.message.includes("NotSignedIn")) this.signedOut();
      this.lost();
      if (this.hub.state === HubConnectionState.Connected) setTimeout(() => this.join(), pause(3));
    }
  }

  private async joinOne(follower: Follower): Promise<void> {
    const known = follower.known();
    try {
      follower.joined(await this.hub.invoke("Join", follower.topic, known?.epoch ?? null, known?.version ?? null));
    } catch (error) {
      if (follower.optional !== true || this.hub.state !== HubConnectionState.Connected) throw error;
    }
  }

  private connect(attempt: number): void {
    setTimeout(
      () => {
        this.hub.start().then(
          () => this.join(),
          () => {
            this.lost();
            this.connect(attempt + 1);
          },
        );
      },
      attempt === 0 ? 0 : pause(attempt),
    );
  }

  private lost(): void {
    if (this.staleTimer !== 0) return;
    this.onFreshness("reconnecting");
    this.staleTimer = window.setTimeout(() => this.onFreshness("stale"), staleAfter);
  }
}

/** Doubling pauses with full jitter, so that pages dropped together do not come back together. */
function pause(attempt: number): number {
  return 200 + Math.random() * Math.min(longestPause, 500 * 2 ** Math.min(attempt, 8));
}
