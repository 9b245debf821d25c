// The preview: gets the pages from the program, shows them, and keeps the scroll position.

const choices = document.getElementById("choices");
const pages = document.getElementById("pages");
const sheets = document.getElementById("sheets");
const banner = document.getElementById("banner");
const message = document.getElementById("message");
const list = document.getElementById("list");
const said = document.getElementById("said");

/** Points in which a page is measured, as CSS pixels at 100 %. */
const PIXELS_PER_POINT = 96 / 72;

/** The last answer of the program, and the chosen paragraph by its `key`. */
let view = null;
let chosen = null;
let loading = 0;
let told = "";

/** The scroll position that could not be restored because the pages became shorter: they may grow again. */
let owed = null;

// --- asking

/** The choices from the page's address, so that they are kept when the page is loaded again. */
function wanted() {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  return query;
}

async function load() {
  const turn = ++loading;
  let answer;
  try {
    const response = await fetch(`/view?${wanted()}`);
    if (!response.ok) throw new Error(response.statusText);
    answer = await response.json();
  } catch {
    return lost();
  }
  // Ignore an answer if another choice was made in the meantime.
  if (turn === loading) show(answer);
}

function lost() {
  banner.hidden = false;
  banner.className = "nothing";
  banner.textContent = "The program does not answer. Is it still running? This page continues automatically when the program is back.";
}

const events = new EventSource("/events");
events.onmessage = load;
events.onerror = lost;

// --- showing

function show(answer) {
  const before = view;
  view = answer;
  fillChoices();
  const place = placeOf();
  const held = heldKey();
  showBanner();
  showPages(before);
  showFindings();
  if (chosen && !paragraph(chosen)) chosen = null;
  showMessage();
  mark();
  // After everything has its height.
  restore(place);
  if (held) paragraph(held)?.focus({ preventScroll: true });
  tell();
}

function fillChoices() {
  const open = { country: "none", layout: "usual for the country" };
  for (const name of ["case", "lang", "to", "country", "layout"]) {
    const select = choices.elements[name];
    const options = view.choices[name].map(({ id, name }) => [id, name]);
    if (open[name]) options.unshift(["", open[name]]);
    const value = view.chosen[name] ?? "";
    // A chosen value that no longer exists stays in the list.
    if (value && !options.some(([id]) => id === value)) options.push([value, value]);
    const known = JSON.stringify(options);
    if (select.dataset.known !== known) {
      select.replaceChildren(...options.map(([id, name]) => new Option(name, id)));
      select.dataset.known = known;
    }
    select.value = value;
  }
  const { case: id, lang, to, country, layout } = view.chosen;
  const query = new URLSearchParams(Object.entries({ case: id, lang, to, country, layout }).filter(([, value]) => value));
  document.getElementById("pdf").href = `/letter.pdf?${query}`;
  document.title = [id, lang, "likhit preview"].filter(Boolean).join(" · ");
}

/** Shows the pages, and replaces only those that changed. */
function showPages(before) {
  const set = view.set;
  const count = set?.pages.length ?? 0;
  while (sheets.children.length > count) sheets.lastChild.remove();
  while (sheets.children.length < count) {
    const figure = document.createElement("figure");
    figure.append(document.createElement("figcaption"));
    sheets.append(figure);
  }
  const sameLetter = before && JSON.stringify(before.chosen) === JSON.stringify(view.chosen);
  const old = new Map([...sheets.querySelectorAll(".element")].map((group) => [group.dataset.key, group.dataset.words]));
  const seen = new Map();
  for (let at = 0; at < count; at += 1) {
    const figure = sheets.children[at];
    figure.lastChild.textContent = `Page ${at + 1} of ${count}`;
    if (figure.dataset.svg !== set.pages[at]) {
      const svg = new DOMParser().parseFromString(set.pages[at], "image/svg+xml").documentElement;
      svg.setAttribute("role", "group");
      svg.setAttribute("aria-label", `Page ${at + 1}`);
      figure.querySelector("svg")?.remove();
      figure.prepend(document.importNode(svg, true));
      figure.dataset.svg = set.pages[at];
    }
    for (const group of figure.querySelectorAll(".element")) name(group, set, seen);
  }
  if (sameLetter && old.size) {
    for (const group of sheets.querySelectorAll(".element")) {
      group.classList.toggle("changed", old.get(group.dataset.key) !== group.dataset.words);
    }
  }
  resize();
  rove();
}

/** Gives a paragraph a key to find it again after a change: its message, and a number within the message. */
function name(group, set, seen) {
  group.dataset.words ??= group.getAttribute("aria-label");
  const origin = set.elements[group.dataset.element];
  const id = origin?.name ?? "";
  const count = (seen.get(id) ?? 0) + 1;
  seen.set(id, count);
  group.dataset.key = `${id}#${count}`;
  group.dataset.message = id;
  group.setAttribute("role", "button");
  group.setAttribute("aria-label", id ? `${id}: ${group.dataset.words}` : group.dataset.words);
}

function resize() {
  if (!view?.set) return;
  const [width] = view.set.sheet;
  const zoom = choices.elements.zoom.value;
  const room = pages.clientWidth - 2 * parseFloat(getComputedStyle(pages).paddingLeft);
  const pixels = zoom === "fit" ? Math.min(room, width * PIXELS_PER_POINT * 1.4) : width * PIXELS_PER_POINT * zoom;
  const height = pixels * (view.set.sheet[1] / width);
  for (const svg of sheets.querySelectorAll("svg")) {
    svg.setAttribute("width", pixels);
    svg.setAttribute("height", height);
  }
}

function showBanner() {
  const errors = view.findings.filter((finding) => finding.severity === "error").length;
  const toCorrect = errors === 1 ? "the error" : "the errors";
  const words = {
    current: "",
    filled: "Some messages are not translated yet: their paragraphs are shown in the source language. This letter cannot be printed.",
    last: `These are the last pages without errors. Correct ${toCorrect} to see the new pages.`,
    nothing: `No pages yet. Correct ${toCorrect} first.`,
  }[view.standing];
  banner.hidden = !words;
  banner.className = view.standing;
  banner.textContent = words;
  if (errors > 0) {
    // On a narrow screen the list is below all pages.
    const link = document.createElement("a");
    link.href = "#findings";
    link.textContent = "Show the list";
    banner.append(" ", link);
  }
  pages.classList.toggle("last", view.standing === "last");
}

// --- findings

/** Text with the parts in backticks as code. */
function rich(text) {
  return text.split("`").map((part, at) => {
    if (at % 2 === 0) return part;
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}

function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

function whereOf({ file, line, column }) {
  return [file, line, column].filter((part) => part != null).join(":");
}

function messageOf(finding) {
  return finding.place?.split(".")[0];
}

function finding(it) {
  const parts = [
    element("span", `severity ${it.severity}`, it.severity),
    element("span", "rule", it.place ? `${it.place} · ${it.rule}` : it.rule),
    element("span", "what", ...rich(it.message)),
  ];
  if (it.help) parts.push(element("span", "help", ...rich(it.help)));
  if (it.file) parts.push(element("span", "where", whereOf(it)));
  const id = messageOf(it);
  if (!view.messages[id] && !groups().some((group) => group.dataset.message === id)) return element("li", "", ...parts);
  const button = element("button", "", ...parts);
  button.type = "button";
  button.addEventListener("click", () => choose(groups().find((group) => group.dataset.message === id)?.dataset.key ?? `${id}#0`));
  return element("li", "", button);
}

function showFindings() {
  const known = JSON.stringify(view.findings);
  document.getElementById("findings-title").textContent = summary();
  if (list.dataset.known === known) return;
  const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
  list.replaceChildren(...view.findings.map(finding));
  if (view.findings.length === 0) list.append(element("li", "none", "No findings."));
  if (at >= 0) (list.children[Math.min(at, list.children.length - 1)].querySelector("button") ?? pages).focus({ preventScroll: true });
  list.dataset.known = known;
}

function summary() {
  const counts = ["error", "warning", "note"].map((severity) => {
    const count = view.findings.filter((finding) => finding.severity === severity).length;
    return count ? `${count} ${severity}${count === 1 ? "" : "s"}` : "";
  });
  return counts.filter(Boolean).join(", ") || "No findings";
}

/** Tells screen readers what changed. */
function tell() {
  const words = { current: "The pages are up to date", filled: "Some messages are missing", last: "The last good pages are shown", nothing: "No pages" };
  const now = `${words[view.standing]}. ${summary()}.`;
  said.textContent = now === told ? "" : now;
  // Screen readers repeat the same words only if they are removed and set again.
  if (now === told) requestAnimationFrame(() => { said.textContent = now; });
  told = now;
}

// --- paragraphs

function groups() {
  return [...sheets.querySelectorAll(".element")];
}

function paragraph(key) {
  return groups().find((group) => group.dataset.key === key);
}

/** Tab reaches one paragraph, the arrow keys the others. */
function rove(to) {
  const all = groups();
  const at = to ?? paragraph(chosen) ?? all[0];
  for (const group of all) group.setAttribute("tabindex", group === at ? "0" : "-1");
}

function mark() {
  const faulty = new Set(view.findings.filter((it) => it.severity === "error").map(messageOf));
  for (const group of groups()) {
    const isChosen = group.dataset.key === chosen;
    group.classList.toggle("chosen", isChosen);
    group.classList.toggle("faulty", faulty.has(group.dataset.message));
    group.setAttribute("aria-pressed", String(isChosen));
  }
}

function choose(key) {
  chosen = key;
  mark();
  rove();
  showMessage();
  // Also if it was visible already: the message may now cover it.
  uncover(paragraph(key));
}

/** Letters of scripts without spaces between words. */
const UNSPACED = /[\p{Script=Khmer}\p{Script=Lao}\p{Script=Thai}\p{Script=Myanmar}]/u;

/** What a single line break in the file becomes in print; a break that is printed stays. */
function joint(before, after) {
  if (!before || !after || /[\n\s]/u.test(before) || /[\n\s.]/u.test(after)) return "\n";
  return UNSPACED.test(before) && UNSPACED.test(after) ? "" : " ";
}

/** Words of a Fluent file, with filled-in parts marked. */
function words(text, language) {
  const block = element("div", "words");
  block.lang = language;
  let depth = 0;
  let part = "";
  const end = (isPlaceable) => {
    if (part) block.append(isPlaceable ? element("span", part.length < 40 ? "placeable short" : "placeable", part) : part);
    part = "";
  };
  const characters = [...text];
  for (const [at, character] of characters.entries()) {
    if (character === "{") {
      if (depth === 0) end(false);
      depth += 1;
    }
    part += character === "\n" && depth === 0 ? joint(characters[at - 1], characters[at + 1]) : character;
    if (character === "}" && depth > 0) {
      depth -= 1;
      if (depth === 0) end(true);
    }
  }
  end(depth > 0);
  return block;
}

function showMessage() {
  message.hidden = chosen === null;
  document.body.classList.toggle("open", chosen !== null);
  if (chosen === null) return;
  const group = paragraph(chosen);
  const id = group?.dataset.message ?? chosen.split("#")[0];
  const origin = group && view.set.elements[group.dataset.element];
  const written = view.messages[id];
  const body = [];
  const part = (title, language, { file, line, comment, words: text }) => {
    body.push(element("h3", "", title), element("p", "where", whereOf({ file, line })));
    if (comment) body.push(element("p", "comment", comment));
    body.push(words(text, language));
  };
  if (written?.translation) part(nameOf(view.chosen.lang), view.chosen.lang, written.translation);
  else if (written?.source && view.chosen.lang !== view.source) body.push(element("h3", "", nameOf(view.chosen.lang)), element("p", "help", "not translated yet"));
  if (written?.source) part(`${nameOf(view.source)} (source)`, view.source, written.source);
  if (!written && group) {
    if (origin) body.push(element("p", "where", whereOf(origin)));
    const printed = element("div", "words", group.dataset.words);
    printed.lang = group.getAttribute("lang");
    body.push(printed);
  }
  const own = view.findings.filter((it) => messageOf(it) === id);
  if (own.length) body.push(element("h3", "", "Findings"), ...own.map((it) => element("p", "", element("span", `severity ${it.severity}`, it.severity), ...rich(it.message))));
  document.getElementById("message-title").textContent = id || "No message";
  document.getElementById("message-body").replaceChildren(...body);
}

function nameOf(language) {
  return view.choices.lang.find(({ id }) => id === language)?.name ?? language;
}

// --- keeping the place

/** Margin around a paragraph after scrolling to it, in pixels. */
const ROOM = 8;

/** The element that scrolls: the column of pages, or on a narrow screen the whole document. */
function scroller() {
  return getComputedStyle(pages).overflowY !== "visible" && pages.scrollHeight > pages.clientHeight ? pages : document.scrollingElement;
}

/** Scrolls only as far as needed to show a paragraph. Firefox ignores elements that cover the pages. */
function uncover(group) {
  if (!group) return;
  group.scrollIntoView({ block: "nearest" });
  const there = scroller();
  const frame = there === pages ? pages.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  const isBelow = getComputedStyle(message).position === "fixed" && !message.hidden;
  const highest = frame.top + (banner.hidden ? 0 : banner.offsetHeight) + ROOM;
  const lowest = Math.min(frame.bottom, isBelow ? message.getBoundingClientRect().top : Infinity) - ROOM;
  const { top, bottom } = group.getBoundingClientRect();
  // If a paragraph is longer than the frame, show its beginning.
  if (top < highest || bottom - top > lowest - highest) there.scrollTop += top - highest;
  else if (bottom > lowest) there.scrollTop += bottom - lowest;
}

/** The chosen paragraph if it is visible, or the first visible one, with its position. */
function placeOf() {
  const { scrollTop } = scroller();
  // An editor may empty a file before it writes it: keep the earlier position, unless the user scrolled.
  if (owed?.scrollTop === scrollTop) return owed.place;
  const { top, bottom } = pages.getBoundingClientRect();
  const [from, to] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  const isSeen = (group) => {
    const box = group.getBoundingClientRect();
    return box.bottom > from && box.top < to;
  };
  const seen = groups().filter(isSeen);
  const group = seen.find((it) => it.dataset.key === chosen) ?? seen[0];
  return { key: group?.dataset.key, top: group?.getBoundingClientRect().top, scroll: scrollTop };
}

function restore(place) {
  const there = scroller();
  const group = place.key && paragraph(place.key);
  const away = group && place.scroll !== 0 ? group.getBoundingClientRect().top - place.top : place.scroll - there.scrollTop;
  const wanted = there.scrollTop + away;
  there.scrollTop = wanted;
  const isReached = (group || !place.key) && Math.abs(there.scrollTop - wanted) < 1;
  owed = isReached ? null : { place, scrollTop: there.scrollTop };
}

function heldKey() {
  return document.activeElement?.closest?.("#sheets .element")?.dataset.key;
}

// --- hands

choices.addEventListener("change", ({ target }) => {
  if (target.name === "zoom") return resize();
  const query = wanted();
  for (const name of ["case", "lang", "to", "country", "layout"]) {
    const value = choices.elements[name].value;
    if (value) query.set(name, value);
    else query.delete(name);
  }
  // Another case has other recipients.
  if (target.name === "case") query.delete("to");
  history.replaceState(null, "", `?${query}`);
  load();
});
choices.addEventListener("submit", (event) => event.preventDefault());

sheets.addEventListener("click", ({ target }) => {
  const group = target.closest(".element");
  if (!group) return;
  choose(group.dataset.key);
  group.focus({ preventScroll: true });
});

sheets.addEventListener("keydown", (event) => {
  const group = event.target.closest(".element");
  if (!group || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = groups();
  const at = all.indexOf(group);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    const next = all[Math.max(0, Math.min(to, all.length - 1))];
    rove(next);
    next.focus({ preventScroll: true });
    uncover(next);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    choose(group.dataset.key);
  }
});

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && chosen !== null) choose(null);
});
document.getElementById("close").addEventListener("click", () => {
  const group = paragraph(chosen);
  choose(null);
  (group ?? pages).focus({ preventScroll: true });
});

new ResizeObserver(resize).observe(pages);
