import { describe, expect, it } from "vitest";
import { isNewer } from "../topic-version";

describe("A page fetches itself", () => {
  const shown = { epoch: "a", version: 7 };

  it("when a topic moved to a later version", () => expect(isNewer({ epoch: "a", version: 8 }, shown)).toBe(true));
  it("not when it was made after the move", () => expect(isNewer({ epoch: "a", version: 7 }, shown)).toBe(false));
  it("when the versions began anew", () => expect(isNewer({ epoch: "b", version: 1 }, shown)).toBe(true));
});
