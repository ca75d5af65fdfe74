// What a wall display shows when. Pure.

/** The lines of one turn: `perTurn` of them, going round; the last turn of a round may be shorter. */
export function linesOfTurn(lines: number, perTurn: number, turn: number): { from: number; to: number } {
  const turns = Math.max(1, Math.ceil(lines / perTurn));
  const from = (turn % turns) * perTurn;
  return { from, to: Math.min(lines, from + perTurn) };
}

export const places = 9;

/** Where the picture stands in a minute, 0 to 8: never the same pixels for long, and each place as often as the others. */
export const placeOfMinute = (minutes: number): number => (minutes * 4) % places;
