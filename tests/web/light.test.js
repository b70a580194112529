import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { load } from "./page.js";

const LIGHT = "serving/template/static/light";
const { packed, unpacked } = await load(`${LIGHT}/wire.js`);
const { Models } = await load(`${LIGHT}/models.js`);
const { UnknownWidget, view } = await load(`${LIGHT}/views.js`);
const { Line } = await load(`${LIGHT}/line.js`);

const settled = () => new Promise((done) => setImmediate(done));
const header = { msg_id: "1", msg_type: "comm_msg" };
const spoken = (content, buffers = []) => ({
  ...{ channel: "iopub", header, parent_header: {}, metadata: {}, content, buffers },
});
const numbers = (part) => [...new Uint8Array(part.buffer, part.byteOffset, part.byteLength)];

// --- the wire ---

test("a message is read as it was written, whatever is in it", () => {
  for (let size = 0; size < 50; size++) {
    const buffers = Array.from({ length: size % 4 }, (_, place) =>
      Uint8Array.from({ length: size * place }, (_, each) => (each * 31 + size) % 256),
    );
    const content = { text: "æøå 🙂 \0 ".repeat(size), list: [null, size, { deep: [] }] };
    const whole = packed(spoken(content, buffers));
    const read = unpacked(whole.buffer);
    assert.deepEqual(read.content, content);
    assert.deepEqual(read.header, header);
    assert.equal(read.channel, "iopub");
    assert.deepEqual(read.buffers.map(numbers), buffers.map(numbers));
  }
});

test("of a view only its own part is sent, and what is read begins at nought", () => {
  const part = new Uint8Array([9, 1, 2, 9]).subarray(1, 3);
  const [read] = unpacked(packed(spoken({}, [part])).buffer).buffers;
  assert.deepEqual(numbers(read), [1, 2]);
  assert.equal(read.byteOffset, 0);
});

// --- the models ---

/** Widgets, and what was said of them. */
function widgets() {
  const said = [];
  const models = new Models({ send: (kind, content, more) => said.push([kind, content, more]) });
  const make = (id, state) => {
    models.hear({
      ...spoken({ comm_id: id, target_name: "jupyter.widget", data: { state, buffer_paths: [] } }),
      header: { msg_type: "comm_open" },
    });
    return models.all.get(id);
  };
  const tell = (id, data, buffers) => models.hear(spoken({ comm_id: id, data }, buffers));
  return { said, models, make, tell };
}

test("who listens hears once of each trait that has changed, when all are there", async () => {
  const { make, tell } = widgets();
  const model = make("w", { a: 1, b: [1, { c: 2 }], d: 0 });
  const heard = [];
  model.on("change:a change:b", (_, value) => heard.push([value, model.get("d")]));
  model.on("change", () => heard.push("change"));
  tell("w", { method: "update", state: { a: 2, b: [1, { c: 2 }], d: 5 } });
  await settled();
  assert.deepEqual(heard, [[2, 5], "change"]);
});

test("binary values are put where they belong, and taken out again", async () => {
  const { said, make, tell } = widgets();
  const model = make("w", { data: null, deep: { list: [] } });
  const data = new DataView(new Uint8Array([1, 2]).buffer);
  const paths = [["data"], ["deep", "list", 1]];
  const state = { deep: { list: ["x", null] } };
  tell("w", { method: "update", state, buffer_paths: paths }, [data, data]);
  await settled();
  assert.deepEqual(numbers(model.get("data")), [1, 2]);
  assert.deepEqual(numbers(model.get("deep").list[1]), [1, 2]);
  model.set({ data: new Uint8Array([3]), deep: { list: ["x", new Uint8Array([4])] } });
  model.save_changes();
  const [, content, { buffers }] = said.at(-1);
  assert.deepEqual(content.data, {
    method: "update",
    state: { deep: { list: ["x", null] } },
    buffer_paths: [["data"], ["deep", "list", 1]],
  });
  assert.deepEqual(buffers.map(numbers), [[3], [4]]);
  assert.deepEqual(numbers(model.get("data")), [3]);
});

test("only what was set is saved, and only once", () => {
  const { said, make } = widgets();
  const model = make("w", { a: 1, b: 1 });
  model.set("a", 2);
  model.set("b", 1);
  model.save_changes();
  model.save_changes();
  assert.equal(said.length, 1);
  assert.deepEqual(said[0][1].data.state, { a: 2 });
});

test("a listener is taken away by name, by act, by owner", () => {
  const { make } = widgets();
  const model = make("w", { a: 1 });
  const heard = [];
  const one = () => heard.push("one");
  const other = () => heard.push("other");
  const owner = {};
  model.on("x y", one);
  model.on("x", other, owner);
  model.off("x", one);
  model.happen("x");
  model.happen("y");
  model.off(null, null, owner);
  model.happen("x");
  assert.deepEqual(heard, ["other", "one"]);
});

test("what is told before a widget is ready waits, in order", async () => {
  const { models, make, tell } = widgets();
  let ready;
  models.made = (model) => (model.ready = new Promise((done) => (ready = done)));
  const model = make("w", { a: 1 });
  const heard = [];
  model.on("msg:custom", (said) => heard.push([said, model.get("a")]));
  tell("w", { method: "update", state: { a: 2 } });
  tell("w", { method: "custom", content: "first" });
  tell("w", { method: "update", state: { a: 3 } });
  await settled();
  assert.equal(model.get("a"), 1);
  ready();
  await settled();
  assert.deepEqual(heard, [["first", 2]]);
  assert.equal(model.get("a"), 3);
});

test("the states are asked for, and widgets that are gone are closed", async () => {
  const { said, models, make, tell } = widgets();
  const gone = make("gone", {});
  let closed = 0;
  gone.on("destroy", () => closed++);
  const asked = models.ask(1000);
  assert.deepEqual(
    said.map(([kind]) => kind),
    ["comm_open", "comm_msg"],
  );
  const states = { here: { model_name: "X", state: { a: null } } };
  const paths = [["here", "state", "a"]];
  const data = new DataView(new Uint8Array([5]).buffer);
  tell(models.control, { method: "update_states", states, buffer_paths: paths }, [data]);
  await asked;
  assert.deepEqual(numbers(models.all.get("here").get("a")), [5]);
  assert.equal(closed, 1);
});

test("who came too late for a widget asks for all, once", async () => {
  const { said, models, tell } = widgets();
  const both = [models.get_model("IPY_MODEL_here"), models.get_model("other")];
  assert.equal(said.length, 2);
  const states = { here: { state: { a: 1 } } };
  tell(models.control, { method: "update_states", states, buffer_paths: [] });
  assert.equal((await both[0]).get("a"), 1);
  await assert.rejects(both[1], /no widget/);
  await models.get_model("here");
  assert.equal(said.length, 2);
});

test("a kernel that closes the question or says nothing is a fault", async () => {
  const { models } = widgets();
  const closed = models.ask(1000);
  models.hear({ ...spoken({ comm_id: models.control }), header: { msg_type: "comm_close" } });
  await assert.rejects(closed, /no widgets/);
  await assert.rejects(models.ask(1), /no widgets/);
});

test("a numbered message is named, so that its repetition is known", () => {
  const { said, make } = widgets();
  const model = make("w", {});
  model.send({ kind: "save", id: "7" });
  model.send({ kind: "add" });
  assert.deepEqual(
    said.map(([, , { once }]) => once),
    ["w 7", ""],
  );
});

// --- the views ---

test("what nobody here can draw is said so", () => {
  const { make } = widgets();
  const model = make("w", { _model_name: "IntSliderModel" });
  assert.throws(() => view(model, new AbortController().signal, () => {}), UnknownWidget);
});

test("a box shows its widgets in order and touches none that stays", async () => {
  const { models, make, tell } = widgets();
  for (const id of ["a", "b", "c"]) {
    make(id, { _model_name: "HTMLModel", value: `<p>${id}</p>`, description: "" });
  }
  const box = make("box", { _model_name: "VBoxModel", children: ["IPY_MODEL_a", "IPY_MODEL_b"] });
  const end = new AbortController();
  const node = view(box, end.signal, assert.fail);
  await settled();
  const said = () => [...node.children].map((child) => child.textContent);
  assert.deepEqual(said(), ["a", "b"]);
  const kept = node.children[1];
  const children = ["IPY_MODEL_c", "IPY_MODEL_b", "IPY_MODEL_a"];
  tell("box", { method: "update", state: { children } });
  await settled();
  assert.deepEqual(said(), ["c", "b", "a"]);
  assert.equal(node.children[1], kept);
  tell("box", { method: "update", state: { children: ["IPY_MODEL_b"] } });
  await settled();
  assert.deepEqual(said(), ["b"]);
  end.abort();
  assert.equal(box.listeners.length, 0);
  assert.ok([...models.all.values()].every((model) => model.listeners.length === 0));
});

// --- the line ---

/** A line whose socket, server and clock are in our hand. */
function onTheLine(t) {
  const sockets = [];
  class Socket extends window.EventTarget {
    constructor() {
      super();
      this.sent = [];
      sockets.push(this);
    }
    send(whole) {
      this.sent.push(unpacked(whole.buffer));
    }
    close() {}
    happens(kind, more) {
      this.dispatchEvent(Object.assign(new window.Event(kind), more));
    }
    answers(message, state = "idle") {
      const parent_header = { msg_id: message.header.msg_id };
      const status = {
        ...spoken({ execution_state: state }),
        ...{ header: { msg_type: "status" }, parent_header },
      };
      this.happens("message", { data: packed(status).buffer });
    }
    /** It is open again, and the kernel has answered what was asked first. */
    opensAgain() {
      this.happens("open");
      this.answers(this.sent[0], "busy");
    }
    get numbers() {
      return this.sent.filter(({ content }) => content.n).map(({ content }) => content.n);
    }
  }
  const server = { status: 200 };
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  globalThis.WebSocket = Socket;
  globalThis.fetch = async () => {
    if (!server.status) throw new TypeError("no network");
    return { status: server.status, ok: server.status < 300 };
  };
  t.after(() => mock.timers.reset());
  const states = [];
  const line = new Line(
    "k",
    () => {},
    (state) => states.push(state),
  );
  const pass = async (milliseconds) => {
    for (let gone = 0; gone < milliseconds; gone += 250) {
      mock.timers.tick(250);
      await settled();
    }
  };
  return { line, server, sockets, states, pass };
}

test("what is said before there is a line is said when there is one", (t) => {
  const { line, sockets } = onTheLine(t);
  line.send("comm_msg", { n: 1 });
  assert.deepEqual(sockets[0].sent, []);
  sockets[0].happens("open");
  line.send("comm_msg", { n: 2 });
  assert.deepEqual(sockets[0].numbers, [1, 2]);
});

test("after a loss only what the kernel has not begun with is said again", async (t) => {
  const { line, sockets, states, pass } = onTheLine(t);
  sockets[0].happens("open");
  for (const n of [1, 2, 3]) line.send("comm_msg", { n });
  sockets[0].answers(sockets[0].sent[0], "busy");
  sockets[0].happens("close", { code: 1006 });
  line.send("comm_msg", { n: 4 });
  await pass(1000);
  assert.equal(sockets.length, 2);
  sockets[1].happens("open");
  // The server tells of what the kernel did meanwhile, before it answers.
  sockets[1].answers(sockets[0].sent[1]);
  sockets[1].answers(sockets[1].sent[0], "busy");
  assert.deepEqual(sockets[1].numbers, [3, 4]);
  assert.deepEqual(states, ["open", "lost", "open"]);
});

test("what is repeated while it waits is said once", async (t) => {
  const { line, sockets } = onTheLine(t);
  line.send("comm_msg", { n: 1 }, { once: "save 1" });
  line.send("comm_msg", { n: 1 }, { once: "save 1" });
  sockets[0].happens("open");
  line.send("comm_msg", { n: 1 }, { once: "save 1" });
  assert.deepEqual(sockets[0].numbers, [1]);
  sockets[0].answers(sockets[0].sent[0]);
  line.send("comm_msg", { n: 1 }, { once: "save 1" });
  assert.deepEqual(sockets[0].numbers, [1, 1]);
});

test("without a network it calls again, later and later, and at once when it is back", async (t) => {
  const { server, sockets, states, pass } = onTheLine(t);
  sockets[0].happens("open");
  server.status = 0;
  sockets[0].happens("close", { code: 1006 });
  await pass(120_000);
  assert.equal(sockets.length, 1);
  assert.deepEqual(new Set(states.slice(1)), new Set(["lost"]));
  assert.ok(states.length < 15, String(states.length));
  server.status = 502;
  await pass(30_000);
  assert.equal(sockets.length, 1);
  server.status = 200;
  window.dispatchEvent(new window.Event("online"));
  await settled();
  assert.equal(sockets.length, 2);
});

for (const [status, state] of [
  [404, "gone"],
  [403, "ended"],
]) {
  test(`a server that answers ${status} is not called again`, async (t) => {
    const { server, sockets, states, pass } = onTheLine(t);
    sockets[0].happens("open");
    server.status = status;
    sockets[0].happens("close", { code: 1006 });
    await pass(60_000);
    assert.deepEqual(states, ["open", state]);
    assert.equal(sockets.length, 1);
  });
}

test("a line that nothing comes over is called again, and a busy kernel is left in peace", async (t) => {
  const { line, sockets, pass } = onTheLine(t);
  sockets[0].happens("open");
  await pass(60_000);
  assert.equal(sockets.length, 1);
  line.send("comm_msg", { n: 1 });
  sockets[0].answers(sockets[0].sent[0], "busy");
  line.send("comm_msg", { n: 2 });
  await pass(40_000);
  assert.equal(sockets.length, 1);
  sockets[0].answers(sockets[0].sent[0]);
  await pass(12_000);
  assert.equal(sockets.length, 2);
});

test("a message that is too large is given up, and those behind it are not", async (t) => {
  const { line, sockets, pass } = onTheLine(t);
  sockets[0].happens("open");
  line.send("comm_msg", { n: 1 }, { buffers: [new Uint8Array(1000)] });
  line.send("comm_msg", { n: 2 });
  sockets[0].happens("close", { code: 1009 });
  await pass(1000);
  sockets[1].opensAgain();
  assert.deepEqual(sockets[1].numbers, [2]);
});

test("a page that is left does not call again", async (t) => {
  const { line, sockets, pass } = onTheLine(t);
  sockets[0].happens("open");
  line.leave();
  sockets[0].happens("close", { code: 1000 });
  await pass(10_000);
  assert.equal(sockets.length, 1);
});
