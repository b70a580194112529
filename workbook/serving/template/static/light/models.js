// @ts-check
/** The widgets as the kernel tells of them: their traits, and messages both ways. */

const REFERENCE = "IPY_MODEL_";
const CONTROL = "jupyter.widget.control";
const TARGET = "jupyter.widget";
const SECONDS_FOR_A_COMMAND = 3;
const SECONDS_TO_TELL = 40;

/** @typedef {(...given: any[]) => void} Act */

/** A widget: what anywidget hands to its module, and the views draw from. */
export class Model {
  /** @param {Models} models @param {string} id @param {Record<string, any>} state */
  constructor(models, id, state) {
    this.models = models;
    this.id = id;
    this.state = state;
    /** @type {Set<string>} */
    this.changed = new Set();
    /** @type {{ event: string, act: Act, owner: unknown }[]} */
    this.listeners = [];
    /** What must be done before it hears of anything. @type {Promise<unknown>} */
    this.ready = Promise.resolve();
    this.widget_manager = models;
  }

  /** @param {string} name */
  get(name) {
    return this.state[name];
  }

  /** @param {string | Record<string, any>} name @param {any} [value] */
  set(name, value) {
    const given = typeof name === "string" ? { [name]: value } : name;
    for (const key of this.take(given)) this.changed.add(key);
  }

  /** Tell the kernel what was set. */
  save_changes() {
    const told = Object.fromEntries([...this.changed].map((key) => [key, this.state[key]]));
    this.changed.clear();
    if (!Object.keys(told).length) return;
    const { state, paths, buffers } = withoutBuffers(told);
    this.models.tell(this.id, { method: "update", state, buffer_paths: paths }, buffers);
  }

  /** @param {any} content @param {unknown} [_callbacks] @param {ArrayBuffer[]} [buffers] */
  send(content, _callbacks, buffers = []) {
    this.models.tell(this.id, { method: "custom", content }, buffers);
  }

  /** @param {string} events @param {Act} act @param {unknown} [owner] */
  on(events, act, owner) {
    for (const event of events.split(/\s+/)) this.listeners.push({ event, act, owner });
  }

  /** @param {string | null} [events] @param {Act | null} [act] @param {unknown} [owner] */
  off(events, act, owner) {
    const names = events?.split(/\s+/);
    this.listeners = this.listeners.filter(
      (each) =>
        (names && !names.includes(each.event)) ||
        (act && act !== each.act) ||
        (owner && owner !== each.owner),
    );
  }

  /** @param {string} event @param {...any} given */
  happen(event, ...given) {
    for (const each of [...this.listeners]) if (each.event === event) each.act(...given);
  }

  /** Take values on; tell who listens, and return what has changed.
   * @param {Record<string, any>} given */
  take(given) {
    const changed = Object.keys(given).filter((key) => !same(this.state[key], given[key]));
    for (const key of changed) this.state[key] = given[key];
    for (const key of changed) this.happen(`change:${key}`, this, this.state[key]);
    if (changed.length) this.happen("change", this);
    return changed;
  }

  /** Ask Python for something, as anywidget's `experimental.invoke` does.
   * @param {string} name @param {any} [msg]
   * @param {{ buffers?: ArrayBuffer[], signal?: AbortSignal }} [more] */
  invoke(name, msg, { buffers = [], signal } = {}) {
    const id = crypto.randomUUID?.() ?? String(Math.random());
    const end = signal ?? AbortSignal.timeout(1000 * SECONDS_FOR_A_COMMAND);
    return new Promise((resolve, reject) => {
      const heard = (/** @type {any} */ said, /** @type {DataView[]} */ back) => {
        if (said.id !== id) return;
        this.off("msg:custom", heard);
        resolve([said.response, back]);
      };
      const late = () => {
        this.off("msg:custom", heard);
        reject(end.reason);
      };
      if (end.aborted) return late();
      end.addEventListener("abort", late);
      this.on("msg:custom", heard);
      this.send({ id, kind: "anywidget-command", name, msg }, undefined, buffers);
    });
  }
}

/** All widgets of the page, by id. */
export class Models {
  /** @param {Speaking} line */
  constructor(line) {
    this.line = line;
    /** @type {Map<string, Model>} */
    this.all = new Map();
    this.control = "";
    /** Called with each widget that is new. @type {(model: Model) => void} */
    this.made = () => {};
    /** Called with what goes wrong later. @type {(fault: unknown) => void} */
    this.failed = () => {};
    /** @type {{ resolve: () => void, reject: (fault: Error) => void } | undefined} */
    this.asked = undefined;
    /** @type {Promise<void> | undefined} */
    this.asking = undefined;
  }

  /** Ask what widgets there are; ends when they are here, in vain when nobody knows.
   * @param {number} patience milliseconds */
  async ask(patience) {
    this.control = `control-${Date.now()}-${Math.random()}`;
    const metadata = { version: "1.0.0" };
    const opening = { comm_id: this.control, target_name: CONTROL, data: {} };
    const answered = new Promise((resolve, reject) => {
      this.asked = { resolve: () => resolve(undefined), reject };
      setTimeout(() => reject(new Error("The kernel tells of no widgets.")), patience);
    });
    this.line.send("comm_open", opening, { metadata });
    this.tell(this.control, { method: "request_states" }, []);
    await answered;
  }

  /** Return a widget; whoever came too late to hear of it asks what there is.
   * @param {string} id */
  async get_model(id) {
    const own = id.replace(REFERENCE, "");
    if (!this.all.has(own)) await this.refresh();
    const model = this.all.get(own);
    if (!model) throw new Error(`There is no widget ${id}.`);
    return model;
  }

  /** Ask anew, once for all who want to know. */
  refresh() {
    this.asking ??= this.ask(1000 * SECONDS_TO_TELL).finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** @param {string} id @param {Record<string, any>} data
   * @param {Binary[]} buffers */
  tell(id, data, buffers) {
    // A message with a number is one that its sender repeats until it is answered.
    const counted = data.content?.id;
    const once = counted === undefined ? "" : `${id} ${counted}`;
    this.line.send("comm_msg", { comm_id: id, data }, { buffers, once });
  }

  /** Take in what the kernel says. @param {Spoken} message */
  hear({ header, content, buffers }) {
    const { comm_id: id, data } = content;
    if (header.msg_type === "comm_open" && content.target_name === TARGET)
      this.make(id, withBuffers(data.state, data.buffer_paths, buffers));
    else if (header.msg_type === "comm_close") this.close(id);
    else if (header.msg_type === "comm_msg")
      if (id === this.control) this.answered(data, buffers);
      else this.told(id, data, buffers);
  }

  /** @param {string} id @param {Record<string, any>} data @param {Binary[]} buffers */
  told(id, data, buffers) {
    const model = this.all.get(id);
    if (data.method === "update") {
      const state = withBuffers(data.state, data.buffer_paths, buffers);
      model?.ready.then(() => model.take(state));
    } else if (data.method === "custom") {
      model?.ready.then(() => model.happen("msg:custom", data.content, buffers));
    }
  }

  /** @param {Record<string, any>} data @param {Binary[]} buffers */
  answered(data, buffers) {
    if (data.method !== "update_states") return;
    /** @type {Record<string, { state: Record<string, any> }>} */
    const states = withBuffers(data.states, data.buffer_paths, buffers);
    for (const [id, { state }] of Object.entries(states)) {
      const model = this.all.get(id);
      if (model) model.ready.then(() => model.take(state));
      else this.make(id, state);
    }
    for (const id of this.all.keys()) if (!(id in states)) this.close(id);
    this.asked?.resolve();
  }

  /** @param {string} id @param {Record<string, any>} state */
  make(id, state) {
    if (this.all.has(id)) return;
    const model = new Model(this, id, state);
    this.all.set(id, model);
    this.made(model);
  }

  /** @param {string} id */
  close(id) {
    if (id === this.control) this.asked?.reject(new Error("The kernel knows no widgets."));
    const model = this.all.get(id);
    this.all.delete(id);
    model?.happen("destroy", model);
    model?.off();
  }
}

/** @param {any} one @param {any} other @returns {boolean} */
function same(one, other) {
  if (Object.is(one, other)) return true;
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && same(one[key], other[key]))
  );
}

/** @param {any} value */
const isPlain = (value) =>
  Array.isArray(value) || (value !== null && Object.getPrototypeOf(value) === Object.prototype);

/** Put what is binary back where it belongs.
 * @param {any} state @param {(string | number)[][] | undefined} paths
 * @param {Binary[]} buffers */
function withBuffers(state, paths, buffers) {
  (paths ?? []).forEach((path, place) => {
    const last = path[path.length - 1];
    path.slice(0, -1).reduce((within, key) => within[key], state)[last] = buffers[place];
  });
  return state;
}

/** Take what is binary out: JSON cannot carry it.
 * @param {any} value
 * @param {(string | number)[]} [path]
 * @param {(string | number)[][]} [paths]
 * @param {Binary[]} [buffers] */
function withoutBuffers(value, path = [], paths = [], buffers = []) {
  const state = Array.isArray(value) ? [...value] : { ...value };
  for (const [key, each] of Object.entries(state)) {
    const here = [...path, Array.isArray(state) ? Number(key) : key];
    if (each instanceof ArrayBuffer || ArrayBuffer.isView(each)) {
      paths.push(here);
      buffers.push(/** @type {Binary} */ (each));
      if (Array.isArray(state)) state[Number(key)] = null;
      else delete state[key];
    } else if (isPlain(each)) state[key] = withoutBuffers(each, here, paths, buffers).state;
  }
  return { state, paths, buffers };
}
