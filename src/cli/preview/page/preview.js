// The preview: gets the pages from the program, shows them, and keeps the scroll position.

import { edit, onStale, saveAll } from "./editor.js";
import { begin, errors, found, put, summary } from "./findings.js";
import { element, place, replaceInside, rich, say } from "./parts.js";

const choices = document.getElementById("choices");
const pages = document.getElementById("pages");
const sheets = document.getElementById("sheets");
const banner = document.getElementById("banner");
const message = document.getElementById("message");
const list = document.getElementById("list");
const pdf = document.getElementById("pdf");

/** What can be chosen, in the address of the page and of the program. */
const CHOICES = ["document", "case", "lang", "to", "country", "layout"];

/** What does not matter to a document. */
const UNUSED = { sheet: ["to", "layout"], proof: ["to", "country", "layout"] };

/** How long nothing changes before the letters to all recipients are checked, in milliseconds. */
const PAUSE = 400;

/** Points in which a page is measured, as CSS pixels at 100 %. */
const PIXELS_PER_POINT = 96 / 72;

/** The last answer of the program, and the chosen paragraph by its `key`. */
let view = null;
let chosen = null;
let loading = 0;
let asked = 0;
let checking;
/** Why the PDF of this document was not made. */
let refused = [];

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
  const began = performance.now();
  clearTimeout(checking);
  let answer;
  try {
    answer = await get(`/view?${wanted()}`);
  } catch {
    return lost();
  }
  // Ignore an answer if another choice was made in the meantime.
  if (turn !== loading) return;
  asked = began;
  refused = [];
  show(answer);
  check(turn, "files");
  checkPagesLater();
}

/** Checking all letters keeps the program busy, so it waits for a pause. */
function checkPagesLater() {
  clearTimeout(checking);
  const turn = loading;
  checking = setTimeout(() => check(turn, "pages"), PAUSE);
}

async function get(target) {
  const response = await fetch(target);
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

/** Gets the findings of the files, or those of the letters to all recipients too. */
async function check(turn, of) {
  const { case: id, lang } = view.chosen;
  if (!id || !lang) return;
  const answer = await get(`/findings?${new URLSearchParams({ case: id, lang, of })}`).catch(() => null);
  // Those of the files may come late.
  if (!answer || turn !== loading || found.isComplete) return;
  Object.assign(view.messages, answer.messages);
  put(answer.findings, of === "pages");
  if (chosen && !paragraph(chosen) && !view.messages[idOf(chosen)]) chosen = null;
  showFindings();
  showMessage();
  mark();
  if (of === "pages") tell();
}

function lost() {
  banner.hidden = false;
  banner.className = "nothing";
  banner.textContent = "The program does not answer. Is it still running? This page continues automatically when the program is back.";
}

onStale(load);
const events = new EventSource("/events");
events.onmessage = load;
events.onopen = saveAll;
events.onerror = lost;

// --- showing

function show(answer) {
  const before = view;
  view = answer;
  begin(view.findings, isSameDocument(before));
  fillChoices();
  const seen = placeOf();
  const held = heldKey();
  showBanner();
  showPages(before);
  showFindings();
  // A message that is not on the pages comes with the findings.
  if (chosen && !paragraph(chosen) && !isSameDocument(before)) chosen = null;
  showMessage();
  mark();
  // After everything has its height.
  restore(seen);
  if (held) paragraph(held)?.focus({ preventScroll: true });
}

function isSameDocument(before) {
  return before !== null && JSON.stringify(before.chosen) === JSON.stringify(view.chosen);
}

function fillChoices() {
  const open = { country: "none", layout: "usual for the country" };
  for (const name of CHOICES) {
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
    select.disabled = UNUSED[view.chosen.document]?.includes(name) ?? false;
  }
  const { document: kind, case: id, lang } = view.chosen;
  const used = Object.entries(view.chosen).filter(([name, value]) => value && name !== "document" && !choices.elements[name].disabled);
  pdf.href = `/${kind}.pdf?${new URLSearchParams(used)}`;
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
  if (isSameDocument(before) && old.size) {
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
  const zoom = choices.elements.zoom.value;
  const room = pages.clientWidth - 2 * parseFloat(getComputedStyle(pages).paddingLeft);
  for (const [at, [width, height]] of view.set.sheets.entries()) {
    const svg = sheets.children[at].querySelector("svg");
    const pixels = zoom === "fit" ? Math.min(room, width * PIXELS_PER_POINT * 1.4) : width * PIXELS_PER_POINT * zoom;
    svg.setAttribute("width", pixels);
    svg.setAttribute("height", pixels * (height / width));
  }
}

function showBanner() {
  const count = errors().length;
  const toCorrect = count === 1 ? "the error" : "the errors";
  const reason = refused.find((it) => it.severity === "error");
  const words = reason ? `The PDF was not made: ${reason.message}.` : {
    current: "",
    filled: "Some messages are not translated yet: their paragraphs are shown in the source language. This document cannot be printed.",
    last: `These are the last pages without errors. Correct ${toCorrect} to see the new pages.`,
    nothing: `No pages yet. Correct ${toCorrect} first.`,
  }[view.standing];
  banner.hidden = !words;
  banner.className = reason ? "nothing" : view.standing;
  banner.replaceChildren(...rich(words));
  if (count > 0 || reason) {
    // On a narrow screen the list is below all pages.
    const link = element("a", "", "Show the list");
    link.href = "#findings";
    banner.append(" ", link);
  }
  pages.classList.toggle("last", view.standing === "last");
}

/** Opens the document as it is printed, or shows why it is not printed. */
async function print(event) {
  event.preventDefault();
  const response = await fetch(pdf.href).catch(() => null);
  if (!response) return lost();
  if (response.ok) return open(pdf.href);
  refused = (await response.json()).findings;
  showBanner();
  showFindings();
  say(banner.textContent);
}

// --- findings

function messageOf(finding) {
  return finding.place?.split(".")[0];
}

/** A finding in the list. `state` says that it is of earlier files, or why the PDF was not made. */
function finding(it, state) {
  const parts = [
    element("span", `severity ${it.severity}`, it.severity),
    element("span", "rule", it.place ? `${it.place} · ${it.rule}` : it.rule),
    element("span", "what", ...rich(it.message)),
  ];
  if (it.help) parts.push(element("span", "help", ...rich(it.help)));
  const item = element("li", state);
  const id = messageOf(it);
  if (view.messages[id] || groups().some((group) => group.dataset.message === id)) {
    const button = element("button", "go", ...parts);
    button.type = "button";
    button.addEventListener("click", () => choose(groups().find((group) => group.dataset.message === id)?.dataset.key ?? `${id}#0`));
    item.append(button);
  } else {
    item.append(...parts);
  }
  if (it.file) item.append(place(it));
  return item;
}

function showFindings() {
  document.getElementById("findings-title").textContent = summary();
  document.getElementById("checking").hidden = found.isComplete;
  const known = JSON.stringify([refused, found.now, found.earlier, found.isComplete]);
  if (list.dataset.known === known) return;
  list.dataset.known = known;
  const isListed = (it) => found.now.some((other) => it.rule === other.rule && it.message === other.message);
  const reasons = refused.filter((it) => it.severity === "error" && !isListed(it));
  const items = [...reasons.map((it) => finding(it, "reason")), ...found.now.map((it) => finding(it, "")), ...found.earlier.map((it) => finding(it, "earlier"))];
  if (items.length === 0 && found.isComplete) items.push(element("li", "none", "No findings."));
  replaceInside(list, items);
}

/** Tells screen readers what changed. */
function tell() {
  const words = { current: "The pages are up to date", filled: "Some messages are missing", last: "The last good pages are shown", nothing: "No pages" };
  say(`${words[view.standing]}. ${summary()}.`);
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
  const faulty = new Set(errors().map(messageOf));
  for (const group of groups()) {
    const isChosen = group.dataset.key === chosen;
    group.classList.toggle("chosen", isChosen);
    group.classList.toggle("faulty", faulty.has(group.dataset.message));
    group.setAttribute("aria-pressed", String(isChosen));
  }
}

/** The message of a key that a paragraph has or had. */
function idOf(key) {
  return key.split("#")[0];
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
  if (chosen === null) return edit(null);
  const group = paragraph(chosen);
  const id = group?.dataset.message ?? idOf(chosen);
  const origin = group && view.set.elements[group.dataset.element];
  const written = view.messages[id];
  if (!group && !written) return;
  document.getElementById("message-title").textContent = id || "No message";
  if (written) editMessage(id, written);
  else if (origin?.written != null) editLine(origin);
  else edit(null);
  const body = [];
  if (written?.source && view.chosen.lang !== view.source) {
    const { comment, words: text } = written.source;
    body.push(element("h3", "", `${nameOf(view.source)} (source)`), place(written.source));
    if (comment) body.push(element("p", "comment", comment));
    body.push(words(text, view.source));
  }
  if (!written && group) {
    if (origin?.file && origin.written == null) body.push(place(origin));
    const printed = element("div", "words", group.dataset.words);
    printed.lang = group.getAttribute("lang");
    body.push(printed);
  }
  const own = found.now.filter((it) => messageOf(it) === id);
  if (own.length) body.push(element("h3", "", "Findings"), ...own.map((it) => element("p", "", element("span", `severity ${it.severity}`, it.severity), ...rich(it.message))));
  replaceInside(document.getElementById("message-body"), body);
}

/** Lets a person edit a message in the language that is looked at. */
function editMessage(id, written) {
  const { lang } = view.chosen;
  const own = lang === view.source ? written.source : written.translation;
  const about = own ? [place(own)] : [element("p", "help", "not translated yet")];
  if (own?.comment) about.push(element("p", "comment", own.comment));
  showEditor(nameOf(lang), about, `/message?${new URLSearchParams({ file: written.file, id })}`, own?.words ?? null, lang);
}

/** Lets a person edit a line of facts. */
function editLine({ file, line, column, written }) {
  showEditor("Facts", [place({ file, line, column })], `/line?${new URLSearchParams({ file, line })}`, written, "en");
}

function showEditor(title, about, url, words, language) {
  document.getElementById("editor-title").textContent = title;
  replaceInside(document.getElementById("editor-about"), about);
  edit({ url, words, language }, asked);
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
  for (const name of CHOICES) {
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
    if (chosen === group.dataset.key) document.getElementById("words").focus();
    else choose(group.dataset.key);
  }
});

/** Closes the message, and returns to its paragraph. */
function close() {
  const group = paragraph(chosen);
  const isInside = message.contains(document.activeElement);
  choose(null);
  if (isInside) (group ?? pages).focus({ preventScroll: true });
}

document.addEventListener("keydown", ({ key, isComposing }) => {
  // Escape also ends what is typed with an input method.
  if (key === "Escape" && !isComposing && chosen !== null) close();
});
document.getElementById("close").addEventListener("click", close);
pdf.addEventListener("click", print);
document.getElementById("words").addEventListener("input", checkPagesLater);

new ResizeObserver(resize).observe(pages);
