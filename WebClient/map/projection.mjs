// From degrees to the map's units: Mercator, 1,000 units to a degree of longitude. The server places its marks by the same sum (MapProjection.cs).

export const west = -7;
export const north = 56;
export const unitsPerDegree = 1000;

/** Units right of 7° W. */
export const x = (longitude) => (longitude - west) * unitsPerDegree;

/** Units below 56° N. */
export const y = (latitude) => (stretched(north) - stretched(latitude)) * unitsPerDegree;

const stretched = (latitude) => (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;
