// Small parts that the page is made of.

const said = document.getElementById("said");

/** Tells screen readers. */
export function say(words) {
  const isSame = said.textContent === words;
  said.textContent = isSame ? "" : words;
  // Screen readers repeat the same words only if they are removed and set again.
  if (isSame) requestAnimationFrame(() => { said.textContent = words; });
}

export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** Text with the parts in backticks as code. */
export function rich(text) {
  return text.split("`").map((part, at) => (at % 2 ? element("code", "", part) : part));
}

/** How long a button says what it has done, in milliseconds. */
const DONE = 1500;

/** A place in a file, with a button that copies it. */
export function place({ file, line, column }) {
  const where = [file, line, column].filter((part) => part != null).join(":");
  const button = element("button", "copy", "Copy");
  button.type = "button";
  button.setAttribute("aria-label", `Copy ${where}`);
  button.addEventListener("click", async () => {
    const isCopied = await navigator.clipboard.writeText(where).then(() => true, () => false);
    button.textContent = isCopied ? "Copied" : "Not copied";
    say(button.textContent);
    setTimeout(() => { button.textContent = "Copy"; }, DONE);
  });
  return element("p", "where", element("span", "", where), " ", button);
}

/** Replaces what is inside, and leaves the focus where it was. */
export function replaceInside(parent, nodes) {
  const stops = () => [...parent.querySelectorAll("button")];
  const at = stops().indexOf(document.activeElement);
  parent.replaceChildren(...nodes);
  if (at < 0) return;
  const left = stops();
  (left[Math.min(at, left.length - 1)] ?? document.getElementById("pages")).focus({ preventScroll: true });
}
