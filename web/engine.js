// The engine in WebAssembly: the library of likhit, which answers requests as the preview on this machine does.
//
// A request is a line such as `GET /view?case=kem-sokha`, and a body. The bytes on both sides of the border are in
// `engine.rs`.

/** Some crates name functions of wasm-bindgen that nothing calls. */
const unused = () => { throw new Error("a function of wasm-bindgen was called"); };

/** What a module imports, with a function that throws for each. */
function importsOf(module) {
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = unused;
  return imports;
}

/** One module with its memory. After a panic it answers no more: make another one. */
export class Engine {
  #exports;

  /** Takes a compiled `WebAssembly.Module` and today's date, such as `2018-01-15`. */
  static async of(module, today) {
    const engine = new Engine();
    engine.#exports = (await WebAssembly.instantiate(module, importsOf(module))).exports;
    engine.setToday(today);
    return engine;
  }

  /** Changes the day of today; call it again after midnight. */
  setToday(today) {
    const [year, month, day] = today.split("-").map(Number);
    this.#exports.set_today(year, month, day);
  }

  /**
   * Writes the data of `languages.bin` to its places. Before that only requests may be answered that contain no text of a
   * person and are about languages of the bundled cases: the others would be set with wrong line ends.
   */
  complete(languages) {
    const data = new DataView(languages.buffer, languages.byteOffset, languages.byteLength);
    for (let at = 0; at < languages.length;) {
      const [address, length] = [data.getUint32(at, true), data.getUint32(at + 4, true)];
      at += 8;
      new Uint8Array(this.#exports.memory.buffer, address, length).set(languages.subarray(at, at + length));
      at += length;
    }
  }

  /** The bytes of memory that the module has. It never gives any back. */
  get memory() {
    return this.#exports.memory.buffer.byteLength;
  }

  /**
   * Answers a request. `body` is text or bytes. The answer has a status, a content type (`kind`), the bytes of its
   * body, and the files of the project that it has changed (`changes`, each with `path` and `bytes`), to be kept.
   */
  ask(method, target, body = "") {
    const { memory, alloc, answer, free } = this.#exports;
    const head = new TextEncoder().encode(`${method} ${target}\n`);
    const content = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body);
    const start = alloc(head.length + content.length);
    const request = new Uint8Array(memory.buffer, start, head.length + content.length);
    request.set(head);
    request.set(content, head.length);
    const place = answer(start, request.length);
    // The memory may have grown, and with it its buffer is another one.
    const [from, length] = new Uint32Array(memory.buffer, place, 2);
    const response = new Uint8Array(memory.buffer, from, length).slice();
    free(place);
    return read(response);
  }
}

/** Reads the bytes of an answer. */
function read(bytes) {
  let at = 0;
  const line = () => {
    const end = bytes.indexOf(10, at);
    const text = new TextDecoder().decode(bytes.subarray(at, end));
    at = end + 1;
    return text;
  };
  const take = (length) => bytes.subarray(at, at += length);
  const [, status, length, kind] = /^(\d+) (\d+) (.*)$/.exec(line());
  const body = take(Number(length));
  const changes = [];
  while (at < bytes.length) {
    const [, length, path] = /^(\d+) (.*)$/.exec(line());
    changes.push({ path, bytes: take(Number(length)) });
  }
  return { status: Number(status), kind, body, changes };
}
