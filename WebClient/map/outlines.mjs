// Turns GeoJSON regions into one SVG file: a group for each region code, inside a group of all of them. Colours are the page's.
import { x, y } from "./projection.mjs";

/** The text of the SVG file. `collections` are GeoJSON feature collections of polygons with a `region` property. */
export function outlines(collections) {
  const regions = new Map();
  for (const { features } of collections) {
    for (const { properties, geometry } of features) {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      regions.set(properties.region, (regions.get(properties.region) ?? "") + polygons.flat().map(ring).join(""));
    }
  }
  const groups = [...regions].map(([region, path]) => `<path id="${region}" vector-effect="non-scaling-stroke" d="${path}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg"><g id="regions">${groups.join("")}</g></svg>\n`;
}

/** A closed ring in whole units, each point relative to the one before; points that fall together are left out. */
function ring(points) {
  let [left, top] = at(points[0]);
  let path = `M${left} ${top}l`;
  for (const point of points.slice(1, -1)) {
    const [right, bottom] = at(point);
    if (right === left && bottom === top) continue;
    path += `${gap(right - left, path)}${gap(bottom - top, "0")}`;
    [left, top] = [right, bottom];
  }
  return `${path}z`;
}

const at = ([longitude, latitude]) => [Math.round(x(longitude)), Math.round(y(latitude))];

/** A minus sign parts two numbers as well as a space does. */
const gap = (value, before) => (value < 0 || before.endsWith("l") ? `${value}` : ` ${value}`);
