// The module in a worker of its own: questions go in, answers come out. A trap, or a
// question that takes too long, throws the worker away; the next question has a new one.
"use strict";
self.descentLab = {};
(() => {
  const source = `
    let engine;
    onmessage = async ({ data }) => {
      if (data.module) { engine = (await WebAssembly.instantiate(data.module, {})).exports; postMessage({ ready: true }); return; }
      try {
        // More room than there is: what a mistake in the module would look like.
        if (data.question === "trap") engine.question(-1);
        const bytes = new TextEncoder().encode(data.question);
        // Each call may move the memory: first the place, then the view of it.
        const at = engine.question(bytes.length) >>> 0;
        new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
        const length = engine.answer() >>> 0, from = engine.result() >>> 0;
        const answer = new TextDecoder().decode(new Uint8Array(engine.memory.buffer, from, length));
        postMessage({ answer });
      } catch (error) { postMessage({ trap: String(error) }); }
    };`;

  // Seven bits a letter; letters that cannot stand in a string are behind them.
  const unpacked = (letters) => {
    const away = [0, 10, 13, 34, 92];
    const bytes = new Uint8Array(Math.floor(letters.length * 7 / 8));
    let held = 0, bits = 0, at = 0;
    for (let i = 0; i < letters.length; i++) {
      let seven = letters.charCodeAt(i);
      if (seven > 127) seven = away[seven - 0xa1];
      held = (held << 7 | seven) & 0x7fff;
      bits += 7;
      if (bits >= 8) { bits -= 8; bytes[at++] = held >> bits; }
    }
    return bytes;
  };

  let module, worker, busy;
  const waiting = [];
  const fresh = () => new Promise((done, failed) => {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    worker = new Worker(address);
    worker.onerror = (event) => failed(new Error(event.message || "no worker"));
    worker.onmessage = () => { URL.revokeObjectURL(address); done(); };
    worker.postMessage({ module });
  });
  const give = async () => {
    if (busy || waiting.length === 0) return;
    busy = waiting.shift();
    if (!worker) await fresh();
    const over = (what, value) => {
      const { done, failed } = busy;
      busy = undefined;
      if (what === "answer") done(JSON.parse(value));
      else { worker.terminate(); worker = undefined; failed(new Error(value)); }
      give();
    };
    worker.onmessage = ({ data }) => ("trap" in data ? over("trap", data.trap) : over("answer", data.answer));
    worker.onerror = (event) => over("trap", event.message);
    worker.postMessage({ question: busy.question });
  };

  // The answer to a question; rejected when the module has failed at it.
  const send = (question) => new Promise((done, failed) => { waiting.push({ question, done, failed }); give(); });
  descentLab.ask = (question) => send(JSON.stringify(question));

  // A trap on purpose, for the tests.
  descentLab.trap = () => send("trap");

  // Decodes and compiles the module.
  descentLab.load = async () => {
    const packed = new Blob([unpacked(self.descentModule)]);
    self.descentModule = undefined;
    const bytes = await new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    module = await WebAssembly.compile(bytes);
    await fresh();
  };
})();
