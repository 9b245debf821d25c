// Drives `likhit preview` with a browser: what a translator sees and does at it.
//
// LIKHIT is the program, LIKHIT_BROWSER the folder with playwright-core, and CHROMIUM or FIREFOX the
// browser: one that a system's package has installed, which for Firefox speaks WebDriver BiDi.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const { LIKHIT = "target/release/likhit", LIKHIT_BROWSER = "target/ci/browser" } = process.env;
const { CHROMIUM = "/usr/bin/chromium", FIREFOX } = process.env;
const { chromium, firefox } = createRequire(path.resolve(LIKHIT_BROWSER, "package.json"))("playwright-core");

/** How long anything may take at all; how long it did take is printed. */
const PATIENCE = 10_000;

const project = mkdtempSync(path.join(tmpdir(), "likhit-preview-"));
for (const folder of ["cases", "locales"]) cpSync(folder, path.join(project, folder), { recursive: true });
const file = path.join(project, "locales/km/cases/kem-sokha.ftl");
const original = readFileSync(file, "utf8");
const save = (text) => writeFileSync(file, text);
const replaced = (from, to) => {
  assert(original.includes(from), from);
  return original.replace(from, to);
};

const program = spawn(path.resolve(LIKHIT), ["preview", "kem-sokha", "--port", "0", "--project", project], { cwd: project });
let written = "";
program.stderr.on("data", (data) => { written += data; });
const address = await new Promise((resolve, reject) => {
  program.once("exit", () => reject(new Error(written)));
  program.stdout.once("data", (data) => resolve(String(data).split("\n")[0]));
});

// Playwright takes a Firefox that is not its own by such a channel only.
const browser = await (FIREFOX ? firefox.launch({ channel: "moz-firefox", executablePath: FIREFOX }) : chromium.launch({
  executablePath: CHROMIUM,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
  ],
}));

const faults = [];
async function open(query = "", options = {}) {
  const page = await browser.newPage({ viewport: { width: 1300, height: 850 }, ...options });
  page.setDefaultTimeout(PATIENCE);
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(address)) faults.push(`asked for ${request.url()}`); });
  await page.goto(address + query);
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

/** Sends a request by hand, and gives its status. */
function status(target, headers = {}, method = "GET") {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const request = http.request({ hostname, port, path: target, method, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    });
    request.on("error", reject);
    request.end();
  });
}

const tests = {
  async "the pages are there, in Khmer, with their findings"() {
    const page = await open();
    assert.equal(await page.locator("#choices select[name=lang]").inputValue(), "km");
    assert.match(await words(page, "concern"), /កឹម សុខា/);
    assert.equal(await page.locator("#sheets svg").count(), 2);
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
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#message").isVisible(), false);
    assert.equal(await focus(), second);
    await page.keyboard.press("End");
    const inView = await page.evaluate(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    assert(inView, "what has the focus can be seen");
    for (const control of await page.locator("select, button:visible, a").all()) {
      const name = await control.evaluate((it) => it.labels?.[0]?.innerText || it.getAttribute("aria-label") || it.innerText);
      assert(name.trim(), "a control has no name");
    }
    await page.close();
  },

  async "a narrow screen holds it"() {
    const page = await open("", { viewport: { width: 360, height: 640 } });
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
