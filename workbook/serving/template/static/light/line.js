// @ts-check
/**
 * The line to the kernel. What is said goes once: while the line is lost it waits, and
 * when it is back, what the kernel did not get is said again, in order.
 */

import { PROTOCOL, packed, unpacked } from "./wire.js";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** After so long without an answer the line is taken for dead, though nobody said so. */
const PATIENCE = 8_000;
const PATIENCE_WITH_BUSY = 60_000;
const BEAT = 2_000;
/** What the kernel tells everybody may come a little later than what it tells us. */
const LATER = 500;
const VAIN_TRIES = 4;
const TOO_BIG = 1009;

/** @returns {string} */
const number = () =>
  [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(16)).join("");

export class Line {
  /**
   * @param {string} kernel the kernel's id
   * @param {(message: Spoken) => void} hear
   * @param {(state: LineState) => void} tell what became of the line
   */
  constructor(kernel, hear, tell) {
    this.kernel = kernel;
    this.hear = hear;
    this.tell = tell;
    this.session = number();
    /** @type {Map<string, Pending>} what the kernel has not begun with, in order */
    this.pending = new Map();
    /** @type {WebSocket | null} */
    this.socket = null;
    this.open = false;
    /** Whether there was a line before, and what was said into it may not have arrived. */
    this.lost = false;
    this.left = false;
    this.fence = "";
    this.vain = 0;
    this.wait = FIRST_WAIT;
    this.patience = PATIENCE;
    this.heardAt = Date.now();
    this.busy = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.retry = undefined;
    setInterval(() => this.beat(), BEAT);
    window.addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
    this.connect();
  }

  /**
   * Say something to the kernel, now or as soon as there is a line.
   * @param {string} kind
   * @param {Record<string, any>} content
   * @param {{ buffers?: Binary[], metadata?: object, once?: string }}
   *   [more] what is under way by the same name `once` is not said a second time
   */
  send(kind, content, { buffers = [], metadata = {}, once = "" } = {}) {
    if (once && [...this.pending.values()].some((waits) => waits.once === once)) return;
    const header = this.header(kind);
    const message = { channel: "shell", header, parent_header: {}, metadata, content, buffers };
    const waits = { whole: packed(message), once, at: Date.now() };
    this.pending.set(header.msg_id, waits);
    if (this.open) this.socket?.send(waits.whole);
  }

  /** Hang up for good: the page is being left. */
  leave() {
    this.left = true;
    clearTimeout(this.retry);
    this.socket?.close();
  }

  /** @param {string} kind */
  header(kind) {
    const date = new Date().toISOString();
    const told = { msg_type: kind, session: this.session, username: "", version: "5.4", date };
    return { ...told, msg_id: number() };
  }

  connect() {
    const where = new URL(`/api/kernels/${this.kernel}/channels`, location.href);
    where.protocol = where.protocol.replace("http", "ws");
    where.searchParams.set("session_id", this.session);
    const socket = new WebSocket(where, PROTOCOL);
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => this.opened(socket));
    socket.addEventListener("message", (event) => this.took(socket, event.data));
    socket.addEventListener("close", (event) => this.closed(socket, event.code));
    this.socket = socket;
  }

  /** @param {WebSocket} socket */
  opened(socket) {
    if (socket !== this.socket) return;
    this.heardAt = Date.now();
    if (!this.lost) return this.isBack();
    // The server tells first what the kernel said meanwhile. Once the answer to this is
    // here, the kernel has begun with all that reached it: the rest got lost.
    const header = this.header("kernel_info_request");
    this.fence = header.msg_id;
    const asked = { channel: "shell", header, parent_header: {}, metadata: {} };
    socket.send(packed({ ...asked, content: {}, buffers: [] }));
  }

  /** @param {WebSocket} socket @param {ArrayBuffer} whole */
  took(socket, whole) {
    if (socket !== this.socket) return;
    const message = unpacked(whole);
    this.heardAt = Date.now();
    this.patience = PATIENCE;
    const cause = message.parent_header.msg_id;
    if (message.header.msg_type === "status") {
      this.busy = message.content.execution_state === "busy";
      this.pending.delete(cause);
      if (cause === this.fence) this.isBack();
    } else if (message.header.msg_type === "kernel_info_reply") {
      setTimeout(() => cause === this.fence && this.isBack(), LATER);
    } else this.hear(message);
  }

  isBack() {
    this.fence = "";
    [this.open, this.vain, this.wait] = [true, 0, FIRST_WAIT];
    for (const waits of this.pending.values()) {
      waits.at = Date.now();
      this.socket?.send(waits.whole);
    }
    this.tell("open");
  }

  /** @param {WebSocket} socket @param {number} [code] */
  closed(socket, code) {
    if (socket !== this.socket || this.left) return;
    if (code === TOO_BIG) this.dropLargest();
    this.socket = null;
    this.lost = this.lost || this.open;
    this.open = false;
    this.later();
  }

  /** Look again after a while, each time a longer one, and not all phones at once. */
  later() {
    this.retry = setTimeout(() => this.look(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  /** It would be refused for ever, and all behind it with it. */
  dropLargest() {
    const all = [...this.pending].sort(([, a], [, b]) => b.whole.length - a.whole.length);
    if (all.length) this.pending.delete(all[0][0]);
  }

  /** Ask the server what became of the kernel; call it again where there is one. */
  async look() {
    this.retry = undefined;
    const answer = await fetch(`/api/kernels/${this.kernel}`, { cache: "no-store" }).catch(
      () => null,
    );
    if (this.left) return;
    // While the server starts anew, whatever stands in front of it answers so.
    const there = answer && answer.status < 500;
    if (there && !answer.ok) {
      this.tell(answer.status === 403 ? "ended" : "gone");
      return;
    }
    this.vain = there ? this.vain + 1 : 0;
    this.tell(this.vain > VAIN_TRIES ? "gone" : "lost");
    if (there) this.connect();
    else this.later();
  }

  /** Call at once: the network is back, or the page is looked at again. */
  hurry() {
    if (this.left || this.retry === undefined) return;
    clearTimeout(this.retry);
    this.wait = FIRST_WAIT;
    this.look();
  }

  /** A line may die without a word: a phone in a lift. */
  beat() {
    const [first] = this.pending.values();
    if (!this.socket || (this.open && !first)) return;
    const since = Math.max(this.heardAt, first?.at ?? 0);
    const patience = this.busy ? PATIENCE_WITH_BUSY : this.patience;
    if (Date.now() - since < patience) return;
    this.patience *= 2;
    const dead = this.socket;
    this.closed(dead);
    dead.close();
  }
}
