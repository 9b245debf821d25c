// Findings come in steps: those of the shown pages first, then those of the files, then those of all letters.

/** The findings of the current files so far, and those of earlier files that may still be true. */
export const found = { now: [], earlier: [], isComplete: false };

const SEVERITIES = ["error", "warning", "note"];

/** The same findings once, the worst first. */
function sorted(findings) {
  const all = [...new Map(findings.map((it) => [JSON.stringify(it), it])).values()];
  return SEVERITIES.flatMap((severity) => all.filter((it) => it.severity === severity));
}

let ofPages = [];

/** Begins with the findings of the shown pages. The earlier ones stay if they are of the same document. */
export function begin(findings, isSame) {
  found.earlier = isSame ? sorted([...found.now, ...found.earlier]) : [];
  ofPages = findings;
  put([], false);
}

/** Puts the findings of the next step in the place of those of the step before. */
export function put(findings, isLast) {
  found.now = sorted([...ofPages, ...findings]);
  const known = new Set(found.now.map((it) => JSON.stringify(it)));
  found.earlier = isLast ? [] : found.earlier.filter((it) => !known.has(JSON.stringify(it)));
  found.isComplete = isLast;
}

export function errors() {
  return found.now.filter((it) => it.severity === "error");
}

/** How many there are, in words. */
export function summary() {
  const counts = SEVERITIES.map((severity) => {
    const count = found.now.filter((it) => it.severity === severity).length;
    return count ? `${count} ${severity}${count === 1 ? "" : "s"}` : "";
  }).filter(Boolean).join(", ");
  return counts || (found.isComplete ? "No findings" : "Findings");
}
