// Drives `likhit preview` with a browser: what a translator sees and does at it.
//
// LIKHIT is the program, LIKHIT_BROWSER the folder with playwright-core, and CHROMIUM or FIREFOX the
// browser: one that a system's package has installed, which for Firefox speaks WebDriver BiDi. SCREENSHOTS is a folder
// for pictures of the page, if somebody wants to look at them.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { closeSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const { LIKHIT = "target/release/likhit", LIKHIT_BROWSER = "target/ci/browser" } = process.env;
const { CHROMIUM = "/usr/bin/chromium", FIREFOX, SCREENSHOTS } = process.env;
const { chromium, firefox } = createRequire(path.resolve(LIKHIT_BROWSER, "package.json"))("playwright-core");

/** How long anything may take at all; how long it did take is printed. */
const PATIENCE = 10_000;

const project = mkdtempSync(path.join(tmpdir(), "likhit-preview-"));
for (const folder of ["cases", "locales"]) cpSync(folder, path.join(project, folder), { recursive: true });
// Its letters are still to be sent.
const facts = path.join(project, "cases/kem-sokha.yaml");
writeFileSync(facts, readFileSync(facts, "utf8").replace("send_before: 2018-02-01", "send_before: 2098-02-01"));
const file = path.join(project, "locales/km/cases/kem-sokha.ftl");
const original = readFileSync(file, "utf8");
const save = (text) => writeFileSync(file, text);
const replaced = (from, to) => {
  assert(original.includes(from), from);
  return original.replace(from, to);
};

let written = "";
/** Starts a preview of the folder `cwd`, and waits for its address. */
async function start(cwd, ...options) {
  const program = spawn(path.resolve(LIKHIT), ["preview", "kem-sokha", "--port", "0", ...options], { cwd });
  program.stderr.on("data", (data) => { written += data; });
  const address = await new Promise((resolve, reject) => {
    program.once("exit", () => reject(new Error(written)));
    program.stdout.once("data", (data) => resolve(String(data).split("\n")[0]));
  });
  return { program, address };
}
const { program, address } = await start(project, "--project", project);

// Playwright takes a Firefox that is not its own by such a channel only.
const browser = await (FIREFOX ? firefox.launch({ channel: "moz-firefox", executablePath: FIREFOX }) : chromium.launch({
  executablePath: CHROMIUM,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
  ],
}));

const faults = [];
async function open(query = "", options = {}, at = address) {
  const page = await browser.newPage({ viewport: { width: 1300, height: 850 }, ...options });
  page.setDefaultTimeout(PATIENCE);
  // A browser reports a refusal, which is an answer, as a fault.
  page.on("console", (message) => { if (message.type() === "error" && !/409 \(Conflict\)/.test(message.text())) faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(at)) faults.push(`asked for ${request.url()}`); });
  await page.goto(at + query);
  await page.waitForSelector("svg .element");
  // Fonts that arrive later would change the height of what stands above the pages.
  await page.evaluate(() => document.fonts.ready);
  await settled(page);
  return page;
}

const of = (id) => `svg .element[data-message="${id}"]`;
const words = (page, id) => page.locator(of(id)).first().getAttribute("data-words");
const sees = (page, id, text) => page.waitForFunction(
  ([selector, text]) => document.querySelector(selector)?.dataset.words.includes(text), [of(id), text], { polling: 10 });
const top = (page, id) => page.locator(of(id)).first().evaluate((group) => group.getBoundingClientRect().top);
const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

const checked = (page) => page.waitForFunction(() => document.getElementById("checking").hidden);
const says = (page, state) => page.waitForFunction((state) => document.getElementById("state").textContent.startsWith(state), state, { polling: 10 });
const shot = (page, name) => SCREENSHOTS && page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
const inFile = () => readFileSync(file, "utf8");

/** Sends a request by hand, and gives its status. */
function status(target, headers = {}, method = "GET", body = "") {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const request = http.request({ hostname, port, path: target, method, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Opens the words of a message for editing, with the caret at their end. */
async function edit(page, id) {
  await page.click(of(id));
  await page.focus("#words");
  await page.keyboard.press("ControlOrMeta+End");
  return page.inputValue("#words");
}

const tests = {
  async "the pages are there, in Khmer, with their findings"() {
    const page = await open();
    assert.equal(await page.locator("#choices select[name=lang]").inputValue(), "km");
    assert.match(await words(page, "concern"), /កឹម សុខា/);
    assert.equal(await page.locator("#sheets svg").count(), 2);
    await checked(page);
    assert.match(await page.locator("#list").innerText(), /locales\/km\/locale\.yaml/);
    assert(await page.locator("#sheets svg use").count() > 500, "glyphs are drawn");
    await page.close();
  },

  async "a saved file is seen at once, and the place is kept"() {
    const page = await open();
    await page.click(of("reply"));
    await settled(page);
    const before = await top(page, "reply");
    const times = [];
    for (let n = 1; n <= 8; n += 1) {
      const began = performance.now();
      // A paragraph that grows by a line above the place.
      save(replaced("context = ", `context = ${"លិខិត ".repeat(8 * (n % 2) + 1)}${"១".repeat(n)} `));
      await sees(page, "context", ` ${"១".repeat(n)} `);
      times.push(Math.round(performance.now() - began));
    }
    await settled(page);
    console.log(`   from saved to seen: ${times.join(", ")} ms`);
    assert(Math.abs(await top(page, "reply") - before) < 2, "the chosen paragraph has moved");
    assert.equal(await page.locator(of("reply")).getAttribute("aria-pressed"), "true");
    assert.equal(await page.locator("#message-title").innerText(), "reply");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.message), "reply");
    await page.close();
  },

  async "the place outlives an editor that empties the file before it writes it"() {
    const page = await open();
    await page.click(of("reply"));
    await settled(page);
    const before = await top(page, "reply");
    save("");
    await page.waitForSelector("#banner.filled");
    await settled(page);
    save(original);
    await page.waitForFunction(() => document.getElementById("banner").hidden);
    await settled(page);
    assert(Math.abs(await top(page, "reply") - before) < 2, "the chosen paragraph has moved");
    await page.close();
  },

  async "a file that is being written is read when it is whole"() {
    const page = await open();
    const before = await words(page, "concern");
    const parts = openSync(file, "w");
    await new Promise((done) => setTimeout(done, 150));
    writeSync(parts, replaced("{ $arrested }", "{ $arested }"));
    closeSync(parts);
    await page.waitForSelector("#list .severity.error");
    assert.equal(await words(page, "concern"), before, "the last good pages are those of the emptied file");
    save(original);
    await page.waitForFunction(() => document.querySelectorAll("#list .severity.error").length === 0);
    await page.close();
  },

  async "a broken file leaves the last good pages, with the finding over them"() {
    const page = await open();
    const before = await words(page, "concern");
    await page.click(of("concern"));
    save(replaced("{ $arrested }", "{ $arested }"));
    await page.waitForSelector("#list .severity.error");
    const found = await page.locator("#list").innerText();
    assert.match(found, /\$arested/);
    assert.match(found, /locales\/km\/cases\/kem-sokha\.ftl:\d+/);
    assert.match(await page.locator("#banner").innerText(), /last pages/);
    assert.equal(await words(page, "concern"), before);
    assert.equal(await page.locator(`${of("concern")}.faulty`).count(), 1);
    await page.waitForFunction(() => document.getElementById("said").textContent.match(/\d errors?/));
    // The finding leads to its message.
    await page.keyboard.press("Escape");
    await page.locator("#list button", { hasText: "$arested" }).first().click();
    assert.equal(await page.locator("#message-title").innerText(), "concern");
    // Broken so that it cannot be read at all.
    save(`${original}\nx = { "\n`);
    await page.waitForFunction(() => document.getElementById("list").innerText.includes("broken-fluent"));
    assert.equal(await words(page, "concern"), before);
    save(original);
    await page.waitForFunction(() => document.querySelectorAll("#list .severity.error").length === 0);
    assert(await page.locator("#banner").isHidden());
    await page.close();
  },

  async "a message that is not translated yet is shown in the source language"() {
    const page = await open();
    save(replaced("concern = ", "concerns = "));
    await page.waitForSelector("#banner.filled");
    assert.match(await words(page, "concern"), /deep concern/);
    await checked(page);
    assert.match(await page.locator("#list").innerText(), /missing-message/);
    await page.click(of("concern"));
    assert.match(await page.locator("#message").innerText(), /not translated yet/);
    save(original);
    await sees(page, "concern", "កឹម សុខា");
    // A file that is taken away comes from the program.
    rmSync(file);
    await page.waitForFunction(() => document.getElementById("banner").hidden);
    await page.close();
  },

  async "a paragraph shows its message, where it stands and the source"() {
    const page = await open();
    await page.click(of("concern"));
    const message = await page.locator("#message").innerText();
    const line = original.split("\n").findIndex((line) => line.startsWith("concern =")) + 1;
    assert(message.includes(`locales/km/cases/kem-sokha.ftl:${line}`), message);
    assert(message.includes("{ $arrested }") && message.includes("deep concern"), message);
    assert.match(message, /\$years \(number\)/);
    await page.close();
  },

  async "everything is chosen, and survives loading again"() {
    const page = await open();
    await page.selectOption("select[name=lang]", "en");
    await sees(page, "concern", "deep concern");
    await page.selectOption("select[name=country]", "GB");
    await page.waitForSelector("select[name=to] option[value=embassy-gb]", { state: "attached" });
    await page.selectOption("select[name=to]", "embassy-gb");
    await page.waitForFunction(() => document.querySelector("#sheets").textContent.length && document.querySelector('[data-words="Royal Embassy of Cambodia"]'));
    await page.selectOption("select[name=layout]", "us_10_double");
    await page.waitForFunction(() => document.querySelector("#sheets svg").getAttribute("viewBox") === "0 0 612 792");
    await page.reload();
    await page.waitForSelector('[data-words="Royal Embassy of Cambodia"]');
    assert.equal(await page.locator("select[name=layout]").inputValue(), "us_10_double");
    await page.close();
  },

  async "the keyboard is enough"() {
    const page = await open();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const focus = () => page.evaluate(() => document.activeElement.dataset?.key);
    const first = await focus();
    assert(first, "the first paragraph has the focus");
    await page.keyboard.press("ArrowDown");
    const second = await focus();
    assert.notEqual(second, first);
    const stroke = await page.evaluate(() => getComputedStyle(document.activeElement.querySelector(".area")).stroke);
    assert.notEqual(stroke, "none", "the focus can be seen");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#message").isVisible(), true);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")), "true");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "words");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#message").isVisible(), false);
    assert.equal(await focus(), second);
    await page.keyboard.press("End");
    const inView = await page.evaluate(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    assert(inView, "what has the focus can be seen");
    for (const control of await page.locator("select, textarea:visible, button:visible, a").all()) {
      const name = await control.evaluate((it) => it.labels?.[0]?.innerText || it.getAttribute("aria-label") || it.innerText);
      assert(name.trim(), "a control has no name");
    }
    await page.close();
  },

  async "a narrow screen holds it"() {
    const page = await open("", { viewport: { width: 320, height: 640 } });
    const isWider = () => page.evaluate(() => document.scrollingElement.scrollWidth > innerWidth);
    assert.equal(await isWider(), false);
    await page.locator(of("reply")).scrollIntoViewIfNeeded();
    await page.click(of("reply"));
    assert.equal(await isWider(), false);
    await settled(page);
    const [paragraph, message] = await page.evaluate((selector) => [
      document.querySelector(selector).getBoundingClientRect().bottom,
      document.getElementById("message").getBoundingClientRect().top,
    ], of("reply"));
    assert(paragraph <= message, "the message lies over its paragraph");
    await page.focus("#words");
    assert.equal(await isWider(), false);
    await shot(page, "narrow");
    await page.close();
  },

  async "each kind of document is shown in its own size, and its PDF opens"() {
    const page = await open();
    for (const kind of ["sheet", "fax", "envelope", "proof", "letter"]) {
      await page.selectOption("select[name=document]", kind);
      await page.waitForFunction((kind) => document.getElementById("pdf").pathname === `/${kind}.pdf`, kind);
      await checked(page);
      const pages = await page.locator("#sheets svg").evaluateAll((all) => all.map((svg) => {
        const { width, height } = svg.getBoundingClientRect();
        const [, , boxWidth, boxHeight] = svg.getAttribute("viewBox").split(" ").map(Number);
        return { width, ratio: height / width / (boxHeight / boxWidth), shape: boxWidth / boxHeight };
      }));
      assert(pages.length > 0, `${kind} has pages`);
      for (const { ratio, width } of pages) assert(Math.abs(ratio - 1) < 0.01 && width > 100, `${kind}: ${JSON.stringify(pages)}`);
      assert.equal(pages[0].shape > 1, ["envelope", "proof"].includes(kind), `${kind} ${pages[0].shape}`);
      await shot(page, kind);
      assert.equal(await status(await page.locator("#pdf").getAttribute("href")), 200, kind);
    }
    const [opened] = await Promise.all([page.context().waitForEvent("page"), page.click("#pdf")]);
    await opened.close();
    await page.close();
  },

  async "a PDF that is refused leaves the page, and says why"() {
    const page = await open();
    save(replaced("{ $arrested }", "{ $arested }"));
    await page.waitForSelector("#list .severity.error");
    await page.click("#pdf");
    await page.waitForFunction(() => document.getElementById("banner").textContent.startsWith("The PDF was not made"));
    assert.match(await page.locator("#banner").innerText(), /\$arested/);
    assert.equal(await page.locator("#sheets svg").count(), 2);
    await shot(page, "refused");
    save(original);
    await page.waitForFunction(() => document.getElementById("banner").hidden);
    await page.close();
  },

  async "the place of a message and of a finding is copied"() {
    const page = await open();
    if (!FIREFOX) await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.click(of("concern"));
    const line = original.split("\n").findIndex((line) => line.startsWith("concern =")) + 1;
    const copied = async (button, expected) => {
      await button.click();
      await page.waitForFunction((button) => button.textContent === "Copied", await button.elementHandle());
      if (!FIREFOX) assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected);
    };
    await copied(page.locator("#editor-about .copy"), `locales/km/cases/kem-sokha.ftl:${line}`);
    await checked(page);
    const found = page.locator("#list .where").first();
    await copied(found.locator(".copy"), await found.locator("span").innerText());
    assert.equal(await page.locator("#said").innerText(), "Copied");
    await page.close();
  },

  async "words that are typed are saved, and every other byte stays"() {
    const page = await open();
    const was = await edit(page, "context");
    await page.keyboard.type(" លិខិត");
    await sees(page, "context", " លិខិត");
    await says(page, "Saved");
    assert.equal(inFile(), original.replace(was, `${was} លិខិត`));
    const caret = await page.evaluate(() => [document.activeElement.id, document.activeElement.selectionStart]);
    assert.deepEqual(caret, ["words", was.length + 6], "the caret stays");
    await checked(page);
    await shot(page, "editing");
    // What is not a message is not written, and stays in the field.
    await page.keyboard.type("{");
    await says(page, "Not saved");
    assert.equal(inFile(), original.replace(was, `${was} លិខិត`));
    await shot(page, "not-saved");
    await page.keyboard.press("Backspace");
    await says(page, "Saved");
    // The browser can undo it.
    for (let n = 0; n < 20 && await page.inputValue("#words") !== was; n += 1) await page.keyboard.press("ControlOrMeta+z");
    // "Saved" was already said of the words before.
    for (let n = 0; n < 100 && inFile() !== original; n += 1) await page.waitForTimeout(50);
    assert.equal(inFile(), original);
    await says(page, "Saved");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.message), "context");
    await page.close();
  },

  async "a page follows the keys"() {
    const page = await open();
    await edit(page, "context");
    await page.keyboard.type(" ");
    const times = [];
    for (let n = 0; n < 20; n += 1) {
      const digit = String.fromCodePoint(0x17e0 + (n % 10));
      const seen = (await words(page, "context")).split(digit).length;
      const began = performance.now();
      await page.keyboard.insertText(digit);
      await page.waitForFunction(([selector, digit, seen]) => document.querySelector(selector).dataset.words.split(digit).length > seen,
        [of("context"), digit, seen], { polling: 5 });
      times.push(Math.round(performance.now() - began));
    }
    const sorted = times.toSorted((a, b) => a - b);
    console.log(`   from key to page: ${times.join(", ")} ms; median ${(sorted[9] + sorted[10]) / 2} ms`);
    await page.close();
  },

  async "a missing message can be written"() {
    const page = await open();
    save(replaced("concern = ", "concerns = "));
    await page.waitForSelector("#banner.filled");
    await edit(page, "concern");
    assert.equal(await page.inputValue("#words"), "");
    await page.keyboard.type("លិខិត");
    await sees(page, "concern", "លិខិត");
    await says(page, "Saved");
    assert.match(inFile(), /^concern = លិខិត$/m);
    await page.close();
  },

  async "a message of the source language and a line of facts can be edited"() {
    const page = await open("?lang=en");
    await edit(page, "context");
    await page.keyboard.type(" Indeed.");
    await sees(page, "context", "Indeed.");
    const english = path.join(project, "locales/en/cases/kem-sokha.ftl");
    assert.match(readFileSync(english, "utf8"), /Indeed\./);
    cpSync("locales/en/cases/kem-sokha.ftl", english);
    const key = await page.evaluate(() => [...document.querySelectorAll("svg .element")].find((it) => it.dataset.message.startsWith("recipients"))?.dataset.key);
    assert(key, "the address is on the page");
    await page.click(`svg .element[data-key="${key}"]`);
    await page.waitForFunction(() => document.getElementById("editor-about").textContent.includes("cases/kem-sokha.yaml:"));
    await shot(page, "facts");
    await page.close();
  },

  async "two versions of a message are shown side by side, and neither is lost"() {
    const page = await open();
    const was = await edit(page, "context");
    // Somebody else saves the file before the words that are being typed are saved.
    const theirs = `ផ្សេង ${was}`;
    save(original.replace(was, theirs));
    await page.keyboard.type(" លិខិត");
    await page.waitForSelector("#theirs:visible");
    assert.equal(await page.locator("#their-words").textContent(), theirs);
    assert.equal(await page.inputValue("#words"), `${was} លិខិត`);
    assert.equal(inFile(), original.replace(was, theirs));
    await shot(page, "conflict");
    await page.click("#keep");
    await says(page, "Saved");
    assert.equal(inFile(), original.replace(was, `${was} លិខិត`));
    assert.equal(await page.locator("#theirs").isVisible(), false);
    // The other way round, without anything that is not saved.
    save(original.replace(was, theirs));
    await page.waitForSelector("#theirs:visible");
    await page.click("#take");
    assert.equal(await page.inputValue("#words"), theirs);
    await sees(page, "context", "ផ្សេង");
    assert.equal(inFile(), original.replace(was, theirs));
    await page.keyboard.press("ControlOrMeta+z");
    await says(page, "Saved");
    assert.equal(inFile(), original.replace(was, `${was} លិខិត`));
    // A change of another message is no conflict.
    save(inFile().replace("\nreply = ", "\nreply = ផ្សេង "));
    await page.focus("#words");
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(" ១២៣");
    await says(page, "Saved");
    await sees(page, "reply", "ផ្សេង");
    assert(inFile().includes("\nreply = ផ្សេង ") && inFile().includes(`${was} លិខិត ១២៣`), "both are there");
    await page.close();
  },

  async "what is not in a folder is not changed, and the page says so"() {
    const empty = mkdtempSync(path.join(tmpdir(), "likhit-empty-"));
    const other = await start(empty);
    const page = await open("", {}, other.address);
    await edit(page, "context");
    await page.keyboard.type("x");
    await says(page, "Not saved: these are the files of the program");
    assert.equal(existsSync(path.join(empty, "locales")), false);
    page.on("dialog", (dialog) => dialog.accept());
    await page.close();
    other.program.kill();
    rmSync(empty, { recursive: true });
  },

  async "the language of the project's own folder is first"() {
    const french = mkdtempSync(path.join(tmpdir(), "likhit-french-"));
    cpSync("locales/fr", path.join(french, "locales/fr"), { recursive: true });
    const other = await start(french);
    const page = await open("", {}, other.address);
    assert.equal(await page.inputValue("select[name=lang]"), "fr");
    assert.equal(await page.locator("select[name=lang] option").first().getAttribute("value"), "fr");
    await page.close();
    other.program.kill();
    rmSync(french, { recursive: true });
  },

  async "it is readable in the dark"() {
    const page = await open("", { colorScheme: "dark" });
    await edit(page, "concern");
    await checked(page);
    await shot(page, "dark");
    await page.close();
  },

  async "only its own page can change files"() {
    const page = await open();
    await page.click(of("context"));
    const was = await page.inputValue("#words");
    const token = await page.getAttribute("meta[name=likhit-token]", "content");
    assert.match(token, /^[0-9a-f]{64}$/);
    const body = JSON.stringify({ was, words: "ពាក្យ" });
    const own = { Origin: address.replace(/\/$/, ""), "X-Likhit-Token": token, "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
    const target = "/message?file=locales/km/cases/kem-sokha.ftl&id=context";
    const post = ({ to = target, without, ...headers } = {}) => {
      const all = { ...own, ...headers };
      if (without) delete all[without];
      return status(to, all, "POST", body);
    };
    for (const without of ["Origin", "X-Likhit-Token"]) assert.equal(await post({ without }), 403, without);
    assert.equal(await post({ without: "Content-Type" }), 415);
    assert.equal(await post({ without: "Content-Length", "Transfer-Encoding": "chunked" }), 400, "in pieces");
    assert.equal(await post({ Origin: "http://evil.example" }), 403);
    assert.equal(await post({ Origin: "null" }), 403);
    assert.equal(await post({ Host: "evil.example" }), 403);
    assert.equal(await post({ "Sec-Fetch-Site": "cross-site" }), 403);
    assert.equal(await post({ "X-Likhit-Token": token.replace(/./g, "0") }), 403);
    assert.equal(await post({ "X-Likhit-Token": token.slice(1) }), 403);
    assert.equal(await post({ "Content-Type": "text/plain" }), 415);
    for (const to of ["../x.ftl", "/etc/passwd", "locales/../../x.ftl", "locales/fr/letter.ftl", "Cargo.toml"]) {
      assert.equal(await post({ to: `/message?id=context&file=${encodeURIComponent(to)}` }), 409, to);
    }
    for (const to of ["/", "/view", "/events", "/files/locales/km/letter.ftl", "/list"]) assert.equal(await post({ to }), 405, to);
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) assert.equal(await status(target, own, method), 405, method);
    assert.equal(await status("/", { "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin" }), 403);
    assert.equal(inFile(), original, "nothing was written");
    assert.equal(await post(), 200);
    assert.equal(inFile(), original.replace(was, "ពាក្យ"));
    await page.close();
  },

  async "only its own page is answered"() {
    const { port } = new URL(address);
    assert.equal(await status("/"), 200);
    assert.equal(await status("/", { Host: `localhost:${port}` }), 200);
    assert.equal(await status("/view", { Host: "evil.example" }), 403);
    assert.equal(await status("/view", { Host: `evil.example:${port}` }), 403);
    assert.equal(await status("/view", { Origin: "http://evil.example" }), 403);
    assert.equal(await status("/view", { "Sec-Fetch-Site": "cross-site" }), 403);
    assert.equal(await status("/view", {}, "POST"), 405);
    assert.equal(await status("/../../../etc/passwd"), 404);
    assert.equal(await status("/cases/kem-sokha.yaml"), 404);
    assert.equal(await status(`/${"x".repeat(20_000)}`), 431);
    assert.equal(await status("/view?case=../x&lang=%00&to=;&layout=/&country=zz"), 200);
  },
};

let failed = 0;
if (SCREENSHOTS) mkdirSync(SCREENSHOTS, { recursive: true });
for (const [name, test] of Object.entries(tests)) {
  try {
    save(original);
    await test();
    assert.deepEqual(faults.splice(0), []);
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
}
await browser.close();
program.kill();
rmSync(project, { recursive: true });
if (written) {
  failed += 1;
  console.log(`FAILED something was written to the standard error: ${written}`);
}
process.exit(failed ? 1 : 0);
