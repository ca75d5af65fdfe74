export const west: number;
export const north: number;
export const unitsPerDegree: number;
export function x(longitude: number): number;
export function y(latitude: number): number;
