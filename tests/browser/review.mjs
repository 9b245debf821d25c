// Drives the review form with a browser that is cut off from the network: what a reader sees and does, and that the
// program takes the file that the form saves.
//
// LIKHIT is the program, LIKHIT_BROWSER the folder with playwright-core and axe-core, CHROMIUM the browser.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const { LIKHIT = "target/release/likhit", LIKHIT_BROWSER = "target/ci/browser", CHROMIUM = "/usr/bin/chromium" } = process.env;
const required = createRequire(path.resolve(LIKHIT_BROWSER, "package.json"));
const { chromium } = required("playwright-core");
const axe = readFileSync(required.resolve("axe-core/axe.min.js"), "utf8");

/** How long anything may take at all. */
const PATIENCE = 10_000;

const project = mkdtempSync(path.join(tmpdir(), "likhit-review-"));
for (const folder of ["cases", "locales"]) cpSync(folder, path.join(project, folder), { recursive: true });
const words = path.join(project, "locales/km/cases/kem-sokha.ftl");
const program = path.resolve(LIKHIT);
const likhit = (...args) => {
  const done = spawnSync(program, args, { cwd: project, encoding: "utf8" });
  return `${done.stdout}${done.stderr}exit code ${done.status}\n`;
};

// The closing sentence has a second wording to choose from; any other comment stays.
const reply = /^reply = (.*)$/m.exec(readFileSync(words, "utf8"))[1];
const other = reply.replace("យ៉ាងជ្រាលជ្រៅ", "ជាខ្លាំង");
assert.notEqual(other, reply);
writeFileSync(words, readFileSync(words, "utf8").replace(/^((?:# [B-D][.:].*\n|#  .*\n)*)reply = /m, `# B: ${other}\nreply = `));
const original = readFileSync(words, "utf8");

/** Makes a form, and gives its address. */
function made(language, name, ...args) {
  console.log(likhit("review", language, "--date", "2018-01-15", "--out", name, ...args));
  return pathToFileURL(path.join(project, name)).href;
}
const form = made("km", "form.html", "--case", "kem-sokha");

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
  ],
});

const faults = [];
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1300, height: 850 }, acceptDownloads: true, ...options });
  await context.setOffline(true);
  return window(context);
}

/** Opens a form beside those that a browser has open. */
async function window(context, address = form) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && request.url() !== address) faults.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  await page.waitForSelector("#finish");
  return page;
}

const row = (page, id, at = 0) => page.locator(`article[aria-label$=": ${id}"] .row`).nth(at);
const answer = async (page, id, value, at = 0) => row(page, id, at).locator(`input[value="${value}"]`).check();
const progress = (page) => page.locator("#bar p").innerText();

async function save(page, name) {
  await page.fill("#name", name);
  await page.fill("#date", "2018-01-20");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  const file = path.join(project, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

const tests = {
  async "the letter is read from top to bottom, with Khmer in the page's own font"() {
    const page = await open();
    const ids = await page.locator("article").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label").split(": ")[1]));
    const order = ["person", "recipient-prime-minister", "subject", "salutation-samdech", "concern", "demands", "demand-access", "reply", "closing", "sheet-headline", "sheet-video", "fax-note"];
    const places = order.map((id) => ids.indexOf(id));
    assert.deepEqual(places, [...places].sort((a, b) => a - b), String(places));
    assert(places.every((place) => place >= 0), String(places));
    assert.equal(new Set(ids).size, ids.length, "each message is there once");
    assert(await page.evaluate(() => document.fonts.ready.then(() => document.fonts.check("16px Form", "ខ"))));
    const concern = row(page, "concern", 1);
    assert.match(await concern.locator(".words").first().innerText(), /ថ្ងៃទី៣\sខែកញ្ញា ឆ្នាំ២០១៧/);
    assert.match(await concern.innerText(), /3\sSeptember 2017/);
    assert.match(await page.locator("h2").first().innerText(), /Names and parts of sentences · ឈ្មោះ/);
    await page.context().close();
  },

  async "nothing is in the way of a reader, in light and dark, small and large"() {
    for (const [width, colorScheme] of [[320, "light"], [320, "dark"], [1300, "light"], [1300, "dark"]]) {
      const page = await open({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      await answer(page, "concern", "better");
      assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px are not enough`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run());
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].html}`), [], `${width} px, ${colorScheme}`);
      await page.context().close();
    }
  },

  async "the keyboard alone is enough"() {
    const page = await open();
    assert.match(await progress(page), /^0 of \d+ sentences · ០ /);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    assert.match(await progress(page), /^1 of /);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    assert.match(await progress(page), /^1 of /, "better words have to be written");
    await page.keyboard.type("ក");
    assert.match(await progress(page), /^2 of /);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "TEXTAREA", "the better words are typed at once");
    await page.context().close();
  },

  async "the answers outlive the page, and are gone when they are deleted"() {
    const page = await open();
    await answer(page, "concern", "unknown");
    await row(page, "concern").locator("input[type=text]").fill("សំណួរ");
    await page.reload();
    assert(await row(page, "concern").locator("input[value=unknown]").isChecked());
    assert.equal(await row(page, "concern").locator("input[type=text]").inputValue(), "សំណួរ");
    const erase = page.getByRole("button", { name: /^Delete all answers/ });
    const question = page.locator("#erasing .question");
    await erase.press("Enter");
    assert.match(await question.innerText(), /This deletes your answers: 1 on this page, and 0 to other words/);
    await page.keyboard.press("Escape");
    assert.equal(await question.count(), 0);
    await erase.press("Enter");
    await page.keyboard.press("Enter");
    await page.reload();
    assert.match(await progress(page), /^1 of /, "the first button deletes nothing");
    const distance = await page.evaluate(() => {
      const top = (name) => document.querySelector(name).getBoundingClientRect();
      return top("#erase button").top - top("#open").bottom;
    });
    assert(distance > 60, `${distance} px to the field that opens a file`);
    await erase.click();
    await question.getByRole("button", { name: /^Delete them/ }).press("Enter");
    assert.match(await page.locator("#erase").innerText(), /All answers were deleted/);
    assert.match(await progress(page), /^0 of /);
    await page.reload();
    assert.match(await progress(page), /^0 of /);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    await page.context().close();
  },

  async "windows and forms of one language keep the answers of each other"() {
    const page = await open();
    const same = await window(page.context());
    const more = await window(page.context(), made("km", "more.html"));
    await answer(page, "health", "good");
    await answer(page, "demands", "better");
    await row(page, "demands").locator("textarea").fill("ក { $you }");
    await answer(same, "context", "unknown");
    await answer(more, "salutation-family", "good");
    await answer(more, "health", "unknown", 1);
    await page.waitForFunction(() => /^4 of /.test(document.querySelector("#bar p").innerText));
    for (const [one, count] of [[page, 4], [same, 4], [more, 5]]) {
      await one.reload();
      assert.match(await progress(one), new RegExp(`^${count} of `));
      assert.equal(await one.locator(`article[aria-label$="kem-sokha.ftl: demands"] textarea`).first().inputValue(), "ក { $you }");
    }

    // Both windows change one sentence before they know of each other.
    await page.evaluate(() => {
      const name = Object.keys(localStorage).find((one) => one.includes('"demands"'));
      localStorage[name] = localStorage[name].replace("ក {", "ខ {");
    });
    await row(page, "demands").locator("textarea").fill("គ { $you }");
    for (const one of [page, same]) {
      const other = one.locator(".other");
      await other.waitFor();
      assert.match(await other.innerText(), /You also gave this answer[^]*ខ \{ \$you \}/);
      assert.equal(await row(one, "demands").locator("textarea").inputValue(), "គ { $you }");
    }
    await page.getByRole("button", { name: /^Use this answer/ }).press("Enter");
    assert.equal(await row(page, "demands").locator("textarea").inputValue(), "ខ { $you }");
    assert.match(await page.locator(".other").innerText(), /គ \{ \$you \}/, "the other one is not lost");
    await page.getByRole("button", { name: /^Do not use it/ }).press("Enter");
    assert.equal(await page.locator(".other").count(), 0);
    await page.context().close();
  },

  async "an answer to words that have changed since can be taken over"() {
    const page = await open();
    await answer(page, "context", "better");
    await row(page, "context").locator("textarea").fill("ប្រយោគដ៏វែងមួយ។");
    await answer(page, "health", "good");
    writeFileSync(words, original.replace(/^context = /m, "context = ក"));
    const later = await window(page.context(), made("km", "later.html", "--case", "kem-sokha"));
    writeFileSync(words, original);
    assert.match(await progress(later), /^1 of /, "health has not changed");
    assert.match(await later.locator(".other").innerText(), /Better[^]*ប្រយោគដ៏វែងមួយ។/);
    await answer(later, "reply", "B");
    assert.equal(await row(page, "context").locator("textarea").inputValue(), "ប្រយោគដ៏វែងមួយ។");
    await later.getByRole("button", { name: /^Use this answer/ }).click();
    assert(await row(later, "context").locator("input[value=better]").isChecked());
    assert.equal(await row(later, "context").locator("textarea").inputValue(), "ប្រយោគដ៏វែងមួយ។");
    await later.reload();
    assert.equal(await later.locator(".other").count(), 0);
    assert.match(await progress(later), /^3 of /);
    await page.reload();
    assert.equal(await row(page, "context").locator("textarea").inputValue(), "ប្រយោគដ៏វែងមួយ។");

    // The same words can be divided in another way.
    await page.evaluate(() => {
      const name = Object.keys(localStorage).find((one) => one.includes('"health"'));
      const kept = JSON.parse(localStorage[name]);
      localStorage[name] = JSON.stringify({ ...kept, sentences: [{ answer: "better", text: "ទាំងអស់", remark: "" }] });
    });
    await page.reload();
    await answer(page, "health", "good");
    await page.reload();
    assert.match(await page.locator('article[aria-label$=": health"] .other').innerText(), /ទាំងអស់/);
    await page.context().close();
  },

  async "a name and a date are asked for"() {
    const page = await open();
    for (const [name, fault] of [
      [" ", /pseudonym/], ["១២៣", /at least one letter/], ["—", /at least one letter/],
      ["សុខ ដារា អ្នកបកប្រែនៃអង្គការលើកលែងទោសអន្តរជាតិ ផ្នែកប្រទេសកម្ពុជា រាជធានីភ្នំពេញ", /too long/], ["Sok\u202eDara", /U\+202E/],
    ]) {
      await page.fill("#name", name);
      await page.locator("#name").blur();
      assert.match(await page.locator("#name-fault").innerText(), fault, "at the field, before saving");
      await page.click("#save");
      assert.match(await page.locator("#name-fault").innerText(), fault);
      assert.equal(await page.evaluate(() => document.activeElement.id), "name");
      assert.equal(await page.locator("#saved").innerText(), "");
    }
    await save(page, "សុខ ដារា");
    assert.equal(await page.locator("#name-fault").innerText(), "");
    await page.context().close();
  },

  async "better words that the program would refuse have a fault at the field"() {
    const page = await open();
    await answer(page, "context", "better");
    for (const [text, fault] of [
      ["[sic] { $election }", /cannot begin with this sign: \[/], ["* { $election }", /: \*/], ["ក\n .{ $election }", /: \./],
      ["}{ $election }", /Each opening brace/], ["{ $election }}", /Each opening brace/], ["{ $election", /Each opening brace/],
      ["ក { $election } [ខ] * ។", /^$/], ["ក".repeat(7000) + "{ $election }", /too long/],
    ]) {
      await row(page, "context").locator("textarea").fill(text);
      assert.match(await row(page, "context").locator(".fault").innerText(), fault, text.slice(0, 30));
    }
    await row(page, "context").locator("textarea").fill("ក { $election }");
    await row(page, "context").locator("input[type=text]").fill("ក".repeat(7000));
    assert.match(await row(page, "context").locator(".remark-fault").innerText(), /too long/);
    await page.context().close();
  },

  async "a choice has a field for each of its variants"() {
    const page = await open();
    await page.close();
    const more = await window(page.context(), made("km", "more.html", "--all"));
    await answer(more, "pack-note", "better");
    const note = row(more, "pack-note");
    const field = note.getByLabel(/\(\$letters: other\)/);
    assert.equal(await note.locator("textarea").count(), 2);
    const before = await field.inputValue();
    assert.match(before, /^[^{[]*\{ \$letters \}[^{[]*$/);
    await field.fill(before.replace("សូម", "សូមមេត្តា"));
    assert.deepEqual(await note.locator(".fault").allInnerTexts(), ["", ""]);
    await field.fill("សូមអាន");
    assert.match((await note.locator(".fault").allInnerTexts())[1], /^Missing in your wording: \{ \$letters \} · /);
    await note.getByRole("button").click();
    assert.equal(await field.inputValue(), "សូមអាន{ $letters }");
    const { messages: [message] } = JSON.parse(readFileSync(await save(more, "Sok"), "utf8"));
    assert.match(message.texts[0].text, /^\{ \$letters ->\n +\[1\] [^{]+\n +\*\[other\] សូមអាន\{ \$letters \}\n\}$/);
    assert.match(likhit("accept", "km", "--review", "--take-better", "review-km-2018-01-20.json"), /1 better \(1 taken\)/);
    cpSync("locales/km", path.join(project, "locales/km"), { recursive: true });
    writeFileSync(words, original);
    await more.reload();
    assert.equal(await field.inputValue(), "សូមអាន{ $letters }");
    await more.context().close();
  },

  async "better words are not lost if another sentence of the message has no answer"() {
    const page = await open();
    const text = "ប្រយោគទីពីរ ដ៏ល្អជាង។";
    const partly = page.locator('article[aria-label$=": concern"] > .fault');
    await answer(page, "concern", "better", 1);
    await row(page, "concern", 1).locator("textarea").fill(text);
    await answer(page, "concern", "good", 0);
    assert.match(await partly.innerText(), /only a remark until .* Sentences still to answer: 1\n/);
    const concern = async () => JSON.parse(readFileSync(await save(page, "Sok"), "utf8")).messages.find((one) => one.id === "concern");
    assert.deepEqual([(await concern()).verdict, (await concern()).remark], [null, `Better, sentence 2 of 3: ${text}`]);
    await answer(page, "concern", "unknown", 2);
    await row(page, "concern", 2).locator("input[type=text]").fill("?");
    assert.match(await partly.innerText(), /Sentences still to answer: 1\n/);
    assert.deepEqual([(await concern()).verdict, (await concern()).remark], ["unknown", `Better, sentence 2 of 3: ${text} / ?`]);
    await answer(page, "concern", "good", 2);
    assert.equal(await partly.innerText(), "");
    assert.equal((await concern()).verdict, "better");
    assert((await concern()).texts[0].text.includes(text));
    await page.context().close();
  },

  async "an older file does not overwrite what was answered since, unless the reader wants it"() {
    const page = await open();
    const concern = row(page, "concern", 1);
    await answer(page, "concern", "good", 0);
    await answer(page, "concern", "unknown", 1);
    const file = await save(page, "សុខ ដារា");
    await answer(page, "concern", "better", 1);
    await concern.locator("textarea").fill("ពាក្យថ្មី");
    await answer(page, "concern", "good", 2);
    await page.setInputFiles("#open", file);
    const question = page.locator("#differing .question");
    await question.waitFor();
    assert.match(await page.locator(".file").innerText(), /Answers read from the file: 2[^]*different in the file: 1\./);
    assert.match(await progress(page), /^3 of /);
    assert.equal(await concern.locator("textarea").inputValue(), "ពាក្យថ្មី");
    await page.keyboard.press("Escape");
    assert.equal(await question.count(), 0);
    assert(await concern.locator("input[value=better]").isChecked());

    await page.setInputFiles("#open", file);
    await question.getByRole("button", { name: /Take those of the file/ }).press("Enter");
    assert(await concern.locator("input[value=unknown]").isChecked());
    assert.match(await progress(page), /^3 of /, "what the file has no answer to stays");
    await page.context().close();

    // The file has an answer to words that are not on the page, and one to words that have changed.
    const answers = JSON.parse(readFileSync(file, "utf8"));
    const [concerned] = answers.messages;
    concerned.words = "000000000000";
    concerned.sentences[0] = { answer: "better", text: "ពាក្យចាស់", remark: "" };
    answers.messages.push({ ...concerned, id: "not-here" });
    writeFileSync(file, JSON.stringify(answers));
    const another = await open();
    await another.setInputFiles("#open", file);
    await another.locator(".other").waitFor();
    assert.match(await another.locator(".file").innerText(), /words that are not on this page: 4\./);
    assert.match(await another.locator(".other").innerText(), /ពាក្យចាស់/);
    await another.context().close();
  },

  async "a file is saved, continued and taken by the program"() {
    let page = await open();
    await answer(page, "concern", "good", 0);
    await answer(page, "concern", "good", 1);
    await answer(page, "concern", "good", 2);
    await answer(page, "reply", "B");
    await answer(page, "demands", "better");
    const text = row(page, "demands").locator("textarea");
    assert.match(await text.inputValue(), /\{ \$you \}/);
    await text.fill("ខ្ញុំសូមអំពាវនាវដោយគោរពចំពោះ និងអាជ្ញាធរកម្ពុជាទាំងអស់៖");
    assert.match(await row(page, "demands").locator(".fault").innerText(), /Missing in your wording: \{ \$you \}/);
    await text.evaluate((area) => { area.selectionStart = area.selectionEnd = "ខ្ញុំសូមអំពាវនាវដោយគោរពចំពោះ".length; });
    await row(page, "demands").getByRole("button").click();
    assert.equal(await row(page, "demands").locator(".fault").innerText(), "");
    await answer(page, "context", "unknown");
    await row(page, "context").locator("input[type=text]").fill("តើបោះឆ្នោតអ្វី?");
    const file = await save(page, "សុខ ដារា");
    assert.equal(path.basename(file), "review-km-2018-01-20.json");
    const saved = JSON.parse(readFileSync(file, "utf8"));
    assert.deepEqual(Object.keys(saved), ["likhit_review", "language", "reader", "date", "messages"]);
    assert.deepEqual(saved.messages.map((message) => [message.id, message.verdict]),
      [["concern", "good"], ["context", "unknown"], ["demands", "better"], ["reply", "better"]]);
    assert.equal(saved.messages[3].texts[0].wording, "B");
    await page.context().close();

    // Another machine: nothing is kept there.
    page = await open();
    assert.match(await progress(page), /^0 of /);
    await page.setInputFiles("#open", file);
    await page.waitForFunction(() => /^6 of /.test(document.querySelector("#bar p").innerText));
    assert.equal(await page.inputValue("#name"), "សុខ ដារា");
    assert(await row(page, "reply").locator("input[value=B]").isChecked());
    const again = await save(page, "សុខ ដារា");
    assert.deepEqual(JSON.parse(readFileSync(again, "utf8")), saved);
    await page.context().close();

    const said = likhit("accept", "km", "--review", "review-km-2018-01-20.json");
    console.log(said.replace(/^/gm, "   "));
    assert.match(said, /1 good, 2 better, 1 not known, 0 without an answer/);
    assert.match(said, /exit code 0/);
    assert.equal(readFileSync(words, "utf8"), original, "no words change unasked");
    const record = readFileSync(path.join(project, "locales/.reviewed/km/cases/kem-sokha.ftl"), "utf8");
    assert.match(record, /# reviewed by សុខ ដារា on 2018-01-20\nconcern = /);
    assert(!/^(context|demands|reply) = /m.test(record));

    const taken = likhit("accept", "km", "--review", "--take-better", "review-km-2018-01-20.json");
    console.log(taken.replace(/^/gm, "   "));
    assert.match(taken, /2 better \(2 taken\)/);
    const now = readFileSync(words, "utf8");
    const demands = /^demands = .*$/m.exec(original)[0];
    const expected = original.replace(demands, "demands = ខ្ញុំសូមអំពាវនាវដោយគោរពចំពោះ{ $you } និងអាជ្ញាធរកម្ពុជាទាំងអស់៖")
      .replace(`# B: ${other}\nreply = ${reply}`, `# B: ${reply}\nreply = ${other}`);
    assert.equal(now, expected, "only what was proposed is changed");
    assert.match(likhit("languages"), /km Khmer +kem-sokha .* 5 of 32 by សុខ ដារា, last on 2018-01-20/);

    // The next reader has only what is left, and the words as they are now.
    likhit("review", "km", "--case", "kem-sokha", "--out", "form.html");
    page = await open();
    assert.equal(await page.locator("article", { hasText: "· concern" }).count(), 0);
    assert.equal(await row(page, "context").count(), 1);
    await page.setInputFiles("#open", file);
    await page.waitForFunction(() => /^1 of /.test(document.querySelector("#bar p").innerText));
    await page.context().close();
  },

  async "the page prints without its controls"() {
    const page = await open();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#bar").isVisible(), false);
    assert.equal(await page.locator("article").first().isVisible(), true);
    await page.context().close();
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    assert.deepEqual(faults.splice(0), []);
    console.log(`ok: ${name}`);
  } catch (error) {
    failed += 1;
    console.error(`FAILED: ${name}\n${error.stack}`);
  }
}
await browser.close();
rmSync(project, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
