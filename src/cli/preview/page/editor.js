// Editing: the words of a message, or a line of facts, are saved as they are typed.

import { element, rich, say } from "./parts.js";

/** How long no key is pressed before the words are saved, in milliseconds. While they are being saved, more are typed. */
const PAUSE = 20;

const token = document.querySelector("meta[name=likhit-token]").content;
const editor = document.getElementById("editor");
const field = document.getElementById("words");
const state = document.getElementById("state");
const theirs = document.getElementById("theirs");
const decision = document.getElementById("decision");

/**
 * What was edited, by the address that it is saved to. Words that could not be saved stay here when something else is
 * chosen. `was` are the words of the file that they were made from, and `typed` the words that were saved as these.
 * `other` are the words of a file that has changed meanwhile.
 */
const drafts = new Map();
let draft = null;
let reload = () => {};

/** Calls this when the page must be loaded again, because it was loaded while words were being saved. */
export function onStale(load) {
  reload = load;
}

/**
 * Shows the words that are saved to `target.url`, as they were in the file when the page was asked for at the time
 * `asked`; without a target, nothing.
 */
export function edit(target, asked) {
  const isNew = draft?.url !== target?.url;
  if (isNew && draft) save(draft);
  editor.hidden = !target;
  draft = null;
  if (!target) return;
  draft = drafts.get(target.url);
  if (!draft) {
    draft = { url: target.url, was: target.words, words: target.words ?? "", state: "", saved: 0 };
    drafts.set(draft.url, draft);
  }
  if (isNew) {
    field.lang = target.language;
    field.dir = new Intl.Locale(target.language).getTextInfo?.().direction ?? "auto";
    field.value = draft.words;
  }
  compare(draft, target.words, asked);
  show();
}

function isUnsaved(it) {
  return it.words !== (it.was ?? "") && it.words !== it.typed;
}

/** From now on the words are made from these words of the file. */
function base(it, was, typed) {
  Object.assign(it, { was, typed, other: undefined, refused: undefined });
}

/** Compares a draft with the words of its file. */
function compare(it, words, asked) {
  if (it.isSaving || it.timer) {
    it.isStale ||= words !== it.was && words !== it.sent;
  } else if (asked < it.saved) {
    if (words !== it.was) reload();
  } else if (words === it.was) {
    if (it.other !== undefined) base(it, words, it.typed);
    save(it);
  } else if (!isUnsaved(it) && (it !== draft || document.activeElement !== field)) {
    base(it, words);
    it.words = words ?? "";
    if (it === draft) field.value = it.words;
  } else {
    conflict(it, words);
  }
}

/** The file has other words than those that were edited: a person decides. */
function conflict(it, words) {
  if (words === it.words) {
    base(it, words);
    return tell(it, "Saved");
  }
  it.other = words;
  tell(it, "Not saved: the file has changed. Keep your words, or take those of the file.");
}

async function save(it) {
  clearTimeout(it.timer);
  it.timer = undefined;
  if (it.isSaving || it.other !== undefined) return;
  if (!isUnsaved(it)) return it.state && tell(it, "Saved");
  if (it.refused === it.words) return;
  it.isSaving = true;
  it.isStale = false;
  const { words } = it;
  const typed = { was: it.was, words };
  it.sent = words;
  try {
    const headers = { "Content-Type": "application/json", "X-Likhit-Token": token };
    const response = await fetch(it.url, { method: "POST", headers, body: JSON.stringify(typed) });
    if (response.status === 403) {
      tell(it, "Not saved: the program was started again. Copy your words, then load this page again.");
    } else {
      answered(it, typed, response.ok, await response.json());
    }
  } catch {
    tell(it, "Not saved: the program does not answer.");
  }
  it.isSaving = false;
  it.saved = performance.now();
  // The newest words win.
  if (it.words !== words) save(it);
  else if (it.isStale) reload();
}

function answered(it, typed, isKept, { words, now, findings }) {
  if (isKept) {
    // They may differ from what was typed: spaces at the ends of lines are not written.
    base(it, words, typed.words);
    tell(it, "Saved");
  } else if (findings) {
    it.refused = typed.words;
    tell(it, `Not saved: ${findings[0].message}${findings[0].help ? `; ${findings[0].help}` : ""}`);
  } else {
    conflict(it, now ?? null);
  }
}

function tell(it, words) {
  if (words.startsWith("Not") && words !== it.state) say(words);
  it.state = words;
  if (it === draft) show();
}

function show() {
  const isOpen = draft.other !== undefined;
  state.replaceChildren(...rich(draft.state));
  state.classList.toggle("refused", draft.state.startsWith("Not"));
  theirs.hidden = decision.hidden = !isOpen;
  const other = isOpen && draft.other === null ? element("em", "", "deleted") : draft.other ?? "";
  document.getElementById("their-words").replaceChildren(other);
  document.getElementById("their-words").lang = field.lang;
}

/** Saves everything that is not saved yet. */
export function saveAll() {
  for (const it of drafts.values()) save(it);
}

field.addEventListener("input", () => {
  const it = draft;
  it.words = field.value;
  it.refused = undefined;
  if (it.other === undefined) tell(it, "Saving …");
  clearTimeout(it.timer);
  it.timer = setTimeout(() => save(it), PAUSE);
});

document.getElementById("keep").addEventListener("click", () => {
  base(draft, draft.other);
  field.focus();
  save(draft);
  show();
});

document.getElementById("take").addEventListener("click", () => {
  base(draft, draft.other);
  draft.state = "";
  field.focus();
  field.select();
  // Unlike a new value, this can be undone.
  document.execCommand(draft.was ? "insertText" : "delete", false, draft.was ?? "");
  show();
});

addEventListener("beforeunload", (event) => {
  saveAll();
  if ([...drafts.values()].some(isUnsaved)) event.preventDefault();
});
