// Runs the engine in a thread of its own, so that the page stays responsive.
//
// The first message is `{ folder, today }`: the address of the folder that `web/build` makes, which ends in `/`. Each later
// message is a request, `{ id, method, target, body }`; its answer has the same `id`. A message `{ today }` changes the
// day. If the engine has failed, the answer has a `failure`, and the page starts a new worker.

import { Engine } from "./engine.js";

/** The engine, and the same engine with the data of all languages. */
let engine;
let complete;

function begin({ folder, today }) {
  engine = WebAssembly.compileStreaming(fetch(`${folder}engine.wasm`)).then((module) => Engine.of(module, today));
  // After the module, so that the first page does not wait for it.
  complete = engine.then(async (engine) => {
    const response = await fetch(`${folder}languages.bin`);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    engine.complete(new Uint8Array(await response.arrayBuffer()));
    return engine;
  });
  // Reported by the request that needs it.
  complete.catch(() => {});
}

/** Whether a request is answered without the data of all languages: nothing but fonts is sent with it. */
const isOfBundled = ({ method, target }) => method === "GET" || target.startsWith("/files/fonts/");

async function reply({ data }) {
  if (data.folder !== undefined) return begin(data);
  if (data.id === undefined) return (await engine).setToday(data.today);
  const answer = (await (isOfBundled(data) ? engine : complete)).ask(data.method, data.target, data.body);
  const bytes = answer.body.slice().buffer;
  postMessage({ ...answer, id: data.id, body: bytes }, [bytes]);
}

// One after the other, in the order of the messages.
let last = Promise.resolve();
addEventListener("message", (message) => {
  last = last.then(() => reply(message)).catch((error) => {
    postMessage({ id: message.data.id, failure: String(error?.stack ?? error) });
  });
});
