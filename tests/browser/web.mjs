// Runs the engine for browsers, in Node and in Chromium: its documents have the same bytes as those of the program.
// It prints how long a letter takes and how large the first load is.
//
// LIKHIT is the program, LIKHIT_WEB the folder that `web/build` makes, LIKHIT_BROWSER the folder with playwright-core, and
// CHROMIUM the browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const { LIKHIT = "target/release/likhit", LIKHIT_WEB = "web/dist", LIKHIT_BROWSER = "target/ci/browser" } = process.env;
const { CHROMIUM = "/usr/bin/chromium" } = process.env;
const { chromium } = createRequire(path.resolve(LIKHIT_BROWSER, "package.json"))("playwright-core");
const { Engine } = await import(pathToFileURL(path.resolve(LIKHIT_WEB, "engine.js")));

const CASE = "kem-sokha";
const DATE = "2018-01-15";
const TO = "prime-minister";
const SENDER = "name: Chantou Eriksen-Sok\naddress: [Flat 3, 14 Harbour Street, Tromsø 9008]\ncountry: \"NO\"\nplace: Tromsø\n";

const scratch = mkdtempSync(path.join(tmpdir(), "likhit-web-"));
const senderFile = path.join(scratch, "sender.yaml");
writeFileSync(senderFile, SENDER);

const filesOf = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort();
/** With the licences: the identifier of a mailing depends on all files of the project. */
const fonts = filesOf(path.join(LIKHIT_WEB, "fonts")).filter((file) => !file.endsWith(".json"));
const fontPath = (file) => path.relative(LIKHIT_WEB, file).split(path.sep).join("/");
const languages = readdirSync("locales").filter((name) => existsSync(`locales/${name}/cases/${CASE}.ftl`));

const module = await WebAssembly.compile(readFileSync(path.join(LIKHIT_WEB, "engine.wasm")));

const allLanguages = readFileSync(path.join(LIKHIT_WEB, "languages.bin"));

/** An engine with all fonts, and with the data of all languages if `languages` are given. */
async function ready(languages = allLanguages) {
  const engine = await Engine.of(module, DATE);
  if (languages) engine.complete(languages);
  for (const file of fonts) engine.ask("POST", `/files/${fontPath(file)}`, readFileSync(file));
  return engine;
}

const kept = new Map();
/** The PDFs that the program writes, by their names. It runs once for each command. */
function written(...command) {
  const key = command.join(" ");
  if (!kept.has(key)) {
    const out = path.join(scratch, `out-${kept.size}`);
    execFileSync(LIKHIT, [...command, "--date", DATE, "--out", out], { stdio: ["ignore", "ignore", "pipe"] });
    kept.set(key, filesOf(out).filter((file) => file.endsWith(".pdf")).map((file) => readFileSync(file)));
  }
  return kept.get(key);
}

/** Requests, each with the command that writes the same document. */
const documents = [];
for (const lang of languages) {
  const query = `case=${CASE}&to=${TO}&lang=${lang}&country=GB`;
  const options = [CASE, "--to", TO, "--lang", lang, "--country", "GB"];
  documents.push({ target: `/letter.pdf?${query}`, command: ["letters", ...options] });
  documents.push({
    target: `/letter.pdf?case=${CASE}&to=${TO}&lang=${lang}`,
    body: SENDER,
    command: ["letters", CASE, "--to", TO, "--lang", lang, "--sender", senderFile],
  });
  documents.push({
    target: `/sheet.pdf?case=${CASE}&lang=${lang}&country=GB`,
    command: ["sheet", CASE, "--lang", lang, "--country", "GB"],
  });
  documents.push({ target: `/fax.pdf?${query}`, command: ["fax", ...options] });
}
documents.push({
  target: `/letter.pdf?case=${CASE}&to=${TO}&country=GB`,
  command: ["letters", CASE, "--to", TO, "--country", "GB"],
});
documents.push({
  target: `/envelope.pdf?case=${CASE}&to=${TO}`,
  body: SENDER,
  command: ["envelopes", CASE, "--to", TO, "--sender", senderFile],
});

/** Asks for every document, and compares it with the program's. `ask` may be of another thread. */
async function compareAll(ask, compared = documents) {
  for (const { target, body = "", command } of compared) {
    const { status, kind, body: bytes } = await ask(body ? "POST" : "GET", target, body);
    const shown = () => `${target}: ${status} ${new TextDecoder().decode(bytes.slice(0, 2000))}`;
    assert.equal(status, 200, shown());
    assert.equal(kind, "application/pdf");
    const [expected] = written(...command);
    assert(Buffer.from(bytes).equals(expected), `${target}: not what the program writes`);
  }
  console.log(`   ${compared.length} documents are the same, byte for byte`);
}

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A list of so many senders in several countries; each tenth row has no address. */
function members(count) {
  const countries = [["GB", "London", "SW1A 1AA"], ["NO", "Tromsø", "9008"], ["DE", "Köln", "50667"], ["FR", "Lyon", "69001"]];
  const rows = Array.from({ length: count }, (_, n) => {
    const [country, town, postcode] = countries[n % countries.length];
    const street = n % 10 === 9 ? "" : `${n + 1} High Street`;
    return `m${n},Ada Lang ${String.fromCharCode(65 + n % 26)},${street},${postcode},${town},${country}`;
  });
  return ["id,name,address1,postcode,town,country", ...rows, ""].join("\n");
}

/** Asks for all files of a mailing: their names and bytes. */
async function mailing(ask, list) {
  const text = ({ body }) => new TextDecoder().decode(body);
  const opened = await ask("POST", "/list?name=members.csv", list);
  assert.equal(opened.status, 200, text(opened));
  const planned = await ask("GET", `/mailing?case=${CASE}&date=${DATE}`);
  assert.equal(planned.status, 200, text(planned));
  const files = new Map();
  const names = [...JSON.parse(text(planned)).files.map(([name]) => name), "manifest.csv", "rejected.csv", "reasons.csv"];
  for (const name of names) {
    const { status, body } = await ask("GET", `/mailing/${name}`);
    assert.equal(status, 200, name);
    files.set(name, Buffer.from(body));
  }
  return files;
}

/** Compares a mailing with that of the program, file by file. */
async function compareMailing(ask) {
  const list = path.join(scratch, "members.csv");
  writeFileSync(list, members(50));
  const out = mkdtempSync(path.join(scratch, "mailing-"));
  try {
    execFileSync(LIKHIT, ["mailing", CASE, "--senders", list, "--date", DATE, "--out", out], { stdio: "ignore" });
  } catch ({ status }) {
    assert.equal(status, 1, "rows are rejected, and all others printed");
  }
  const files = await mailing(ask, readFileSync(list, "utf8"));
  for (const [name, bytes] of files) {
    assert(bytes.equals(readFileSync(path.join(out, CASE, name))), `${name}: not what the program writes`);
  }
  console.log(`   the ${files.size} files of a mailing of 50 are the same, byte for byte`);
}

/** A serving of the folder for the browser, with what a page may do at all. */
function serve() {
  const kinds = { ".bin": "application/octet-stream", ".wasm": "application/wasm", ".js": "text/javascript", ".ttf": "font/ttf", ".txt": "text/plain" };
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    response.setHeader("Content-Security-Policy", policy);
    if (pathname === "/") return response.setHeader("Content-Type", "text/html").end("<!doctype html><title>engine</title>");
    const file = path.join(LIKHIT_WEB, path.normalize(pathname));
    const kind = kinds[path.extname(file)];
    if (!kind) return response.writeHead(404).end();
    return response.setHeader("Content-Type", kind).end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const tests = {
  async "the first load is small"() {
    const files = filesOf(LIKHIT_WEB).filter((file) => !file.endsWith(".txt"));
    const compressions = { gzip: (bytes) => gzipSync(bytes, { level: 9 }), Brotli: brotliCompressSync };
    for (const [name, compress] of Object.entries(compressions)) {
      const sizes = files.map((file) => [file, compress(readFileSync(file)).length]);
      for (const [file, size] of sizes) console.log(`   ${path.relative(LIKHIT_WEB, file)}: ${size} bytes in ${name}`);
      const first = sizes.filter(([file]) => path.basename(file) !== "languages.bin");
      console.log(`   the first load, with all fonts: ${first.reduce((sum, [, size]) => sum + size, 0)} bytes in ${name}`);
    }
  },

  async "in Node"() {
    const engine = await ready();
    await compareAll(async (...request) => engine.ask(...request));
    await compareMailing(async (...request) => engine.ask(...request));
  },

  async "1,000 letters"() {
    const engine = await ready();
    const began = performance.now();
    const files = await mailing(async (...request) => engine.ask(...request), members(170));
    const letters = String(files.get("manifest.csv")).split("\n").length - 2;
    console.log(`   ${letters} letters: ${((performance.now() - began) / 1000).toFixed(1)} s, ` +
      `${(engine.memory / 2 ** 20).toFixed(1)} MiB`);
  },

  // What is answered before the data of all languages is there.
  async "in Node, with the first load alone"() {
    const engine = await ready(null);
    await compareAll(async (...request) => engine.ask(...request), documents.filter(({ body }) => !body));
  },

  async "a request that is not understood"() {
    const engine = await ready();
    assert.equal(engine.ask("GET", "/nothing").status, 404);
    assert.equal(engine.ask("GET", "/letter.pdf?case=unknown-case").status, 409);
    assert.equal(engine.ask("POST", "/letter.pdf?case=%zz", new Uint8Array([255, 10, 0])).status, 409);
  },

  async "a keystroke"() {
    const engine = await ready();
    const view = () => JSON.parse(new TextDecoder().decode(engine.ask("GET", `/view?${shown}`).body));
    const shown = `case=${CASE}&lang=km&to=${TO}`;
    const { file, translation } = view().messages.context;
    let words = translation.words;
    const times = { clock: [], processor: [], files: [], pages: [] };
    let warm;
    for (let n = 0; n < 1000; n += 1) {
      // A word that grows and shrinks again, as of somebody who types.
      const typed = translation.words + "ពាក្យ".slice(0, n % 6);
      const [clock, processor] = [performance.now(), process.cpuUsage()];
      const edit = engine.ask("POST", `/message?file=${file}&id=context`, JSON.stringify({ was: words, words: typed }));
      const { status, body } = engine.ask("GET", `/view?${shown}`);
      assert.equal(edit.status, 200);
      words = typed;
      times.clock.push(performance.now() - clock);
      const { user, system } = process.cpuUsage(processor);
      times.processor.push((user + system) / 1000);
      assert.equal(status, 200);
      if (n === 0) assert.match(new TextDecoder().decode(body), /<svg/);
      if (n % 50 === 0) {
        for (const of of ["files", "pages"]) {
          const began = performance.now();
          assert.equal(engine.ask("GET", `/findings?${shown}&of=${of}`).status, 200);
          times[of].push(performance.now() - began);
        }
      }
      if (n === 199) warm = engine.memory;
    }
    console.log(`   the first: ${times.clock[0].toFixed()} ms; then ${middle(times.clock).toFixed(1)} ms, and ` +
      `${middle(times.processor).toFixed(1)} ms of processor`);
    console.log(`   findings: ${middle(times.files).toFixed()} ms in the files, ${middle(times.pages).toFixed()} ms with all letters`);
    console.log(`   memory: ${(warm / 2 ** 20).toFixed(1)} MiB after 200 keystrokes, ` +
      `${(engine.memory / 2 ** 20).toFixed(1)} MiB after 1,000`);
    assert(engine.memory <= warm * 1.05, "the memory grows");
  },

  async "in Chromium, in a worker"() {
    const server = await serve();
    const address = `http://127.0.0.1:${server.address().port}/`;
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run",
      ],
    });
    try {
      const page = await browser.newPage();
      const faults = [];
      page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
      page.on("request", (request) => { if (!request.url().startsWith(address)) faults.push(`asked for ${request.url()}`); });
      await page.goto(address);
      const took = await page.evaluate(async ([today, fonts]) => {
        const began = performance.now();
        const worker = new Worker("worker.js", { type: "module" });
        const waiting = new Map();
        worker.onmessage = ({ data }) => { waiting.get(data.id)?.(data); waiting.delete(data.id); };
        let last = 0;
        window.ask = (method, target, body) => new Promise((resolve) => {
          waiting.set(last += 1, resolve);
          worker.postMessage({ id: last, method, target, body });
        });
        worker.postMessage({ folder: new URL("./", location).href, today });
        await Promise.all(fonts.map(async (font) => {
          await ask("POST", `/files/${font}`, await (await fetch(font)).arrayBuffer());
        }));
        return performance.now() - began;
      }, [DATE, fonts.map(fontPath)]);
      console.log(`   from nothing to an engine with its fonts: ${took.toFixed()} ms`);
      const inPage = async (...request) => {
        const { failure, body, ...answer } = await page.evaluate(async (request) => {
          const { body, ...answer } = await ask(...request);
          return { ...answer, body: Array.from(new Uint8Array(body ?? [])) };
        }, request);
        assert.equal(failure, undefined);
        return { ...answer, body: Uint8Array.from(body) };
      };
      await compareAll(inPage);
      await compareMailing(inPage);
      const keystrokes = await page.evaluate(async (target) => {
        const read = ({ body }) => JSON.parse(new TextDecoder().decode(body));
        const { file, translation } = read(await ask("GET", target)).messages.context;
        let words = translation.words;
        const times = [];
        for (let n = 0; n < 60; n += 1) {
          const typed = translation.words + "ពាក្យ".slice(0, n % 6);
          const began = performance.now();
          await ask("POST", `/message?file=${file}&id=context`, JSON.stringify({ was: words, words: typed }));
          await ask("GET", target);
          times.push(performance.now() - began);
          words = typed;
        }
        return times;
      }, `/view?case=${CASE}&lang=km&to=${TO}`);
      console.log(`   a keystroke: ${middle(keystrokes).toFixed(1)} ms`);
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
      server.close();
    }
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  console.log(name);
  const began = performance.now();
  try {
    await test();
    console.log(`ok ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
}
rmSync(scratch, { recursive: true });
process.exit(failed ? 1 : 0);
