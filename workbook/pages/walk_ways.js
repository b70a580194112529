// What can be done next on the memory walk: each way its words, its act, its look.

/** The key of how many names there are. @param {number} total @param {number} goal */
export function counted(total, goal) {
  if (!total) return "count_none";
  if (total >= goal) return "count_enough";
  return total === 1 ? "count_one" : "count";
}

/** @param {WalkState} state @returns {WalkWays} */
export function ways(state) {
  const { total, offered } = state;
  /** @type {WalkWay[]} */
  const make = total && offered ? [[total === 1 ? "make_one" : "make", "make", "wb-go"]] : [];
  return state.walking ? onTheWay(state, make) : atRest(state, make);
}

/** @param {WalkState} state @param {WalkWay[]} make @returns {WalkWays} */
function onTheWay({ first, last, any, enough }, make) {
  const key = last ? "last" : any ? "next" : "skip";
  const making = enough ? make : [];
  /** @type {WalkWay[]} */
  const does = [...making, [key, "on", any && !making.length ? "wb-go" : ""]];
  if (!first) does.push(["back", "back", "wb-quiet"]);
  if (!last) does.push(["stop", "leave", "wb-quiet"]);
  return { says: enough ? ["enough", "and_more"] : [], does };
}

/** @param {WalkState} state @param {WalkWay[]} make @returns {WalkWays} */
function atRest({ total, enough, made }, make) {
  if (!total)
    return {
      says: [],
      does: [
        ["start", "begin", "wb-go"],
        ["untimed", "untimed", "wb-quiet"],
      ],
    };
  const said = made ? "made" : enough ? "enough" : "some";
  return {
    says: [said],
    does: enough
      ? [...make, ["more", "begin", ""]]
      : [["carry_on", "begin", "wb-go"], ...make.map(([key, act]) => quiet(key, act))],
  };
}

/** A way that is not the first. @param {string} key @param {WalkWay[1]} act
 * @returns {WalkWay} */
function quiet(key, act) {
  return [key, act, ""];
}
