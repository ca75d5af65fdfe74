import { expect, test } from "vitest";
import { outlines } from "../../map/outlines.mjs";
import { x, y } from "../../map/projection.mjs";

// The same points as MapFrameTests.cs: marks and outlines fit each other.
test.each([
  [-7, 56, 0, 0],
  [0.12, 52.2, 7120, 6486.2544],
  [2.6, 52.8, 9600, 5500.6268],
])("%d° E, %d° N", (longitude, latitude, right, down) => {
  expect(x(longitude)).toBeCloseTo(right, 3);
  expect(y(latitude)).toBeCloseTo(down, 3);
});

test("the regions of one code are one path, in whole units, each point relative to the one before", () => {
  const square = (longitude: number): number[][] => [[longitude, 56], [longitude, 55.999], [longitude + 0.001, 55.999], [longitude + 0.001, 56], [longitude, 56]];
  const feature = (region: string, coordinates: number[][][]): object => ({ properties: { region }, geometry: { type: "Polygon", coordinates } });
  const svg = outlines([{ features: [feature("Y60", [square(-7)]), feature("Y61", [square(-6)]), feature("Y60", [square(-5)])] }]);
  expect(svg).toContain('<path id="Y60" vector-effect="non-scaling-stroke" d="M0 0l0 2 1 0 0-2zM2000 0l0 2 1 0 0-2z"/>');
  expect(svg).toContain('<path id="Y61"');
});
