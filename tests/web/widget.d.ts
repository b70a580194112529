// What anywidget hands to the modules of the workbook, and what they share.

/** The widget's model: traits by name, messages both ways. */
interface WidgetModel {
  get(name: string): any;
  send(content: Message, callbacks?: undefined, buffers?: ArrayBuffer[]): void;
  on(event: string, act: (...given: any[]) => void): void;
  off(event: string, act: (...given: any[]) => void): void;
}

interface Widget {
  model: WidgetModel;
  el: HTMLElement;
}

/** A message from or to Python; `kind` says which. */
interface Message {
  kind: string;
  [key: string]: any;
}

/** A question as `workbook/forms/fields.py` describes it to the page. */
interface Field {
  name: string;
  type: string;
  label: string;
  hint?: string;
  example?: string;
  guidance?: string;
  none?: string;
  autocomplete?: string;
  required?: boolean;
  short?: boolean;
  /** Where its answer stands, when that is not the form's own record. */
  place?: string;
  lookup?: Entry[];
  lookup_source?: string;
  /** The endings and media types that a file may have. */
  accept?: string;
  /** Whether what is chosen stands in his own order. */
  ordered?: boolean;
  choices: Choice[];
}

interface Choice {
  name: string;
  label: string;
}

/** Lines to tick as `workbook/forms/fields.py` describes them; `gone` are no longer said. */
interface Lines {
  label: string;
  lines: string[];
  gone?: boolean;
}

/** Choices below a heading, if it has one. */
interface Group {
  label: string;
  choices: Choice[];
  gone?: boolean;
}

/** The chosen ones of a group in order. */
interface Ranking {
  node: HTMLElement;
  draw(chosen: string[]): void;
}

/** An entry to look up: its label, its everyday words, its code. */
type Entry = [string, string, string];

/** An answer as `workbook/forms/fields.py` describes it to the page. */
interface Answer {
  value?: any;
  error?: string;
  earlier?: string;
  suggestions?: Suggestion[];
  origins?: Origin[];
  groups?: Lines[];
}

interface Suggestion {
  source: string;
  label: string;
  text: string;
}

interface Origin {
  source: string;
  label: string;
  changed?: string | null;
}

/** An earlier answer. */
interface Version {
  place: string;
  version: number;
  label: string;
  at: string;
  text: string;
}

/** What the participant answers one question with. */
interface Control {
  node: HTMLElement;
  /** The element that the label names, where it is one. */
  named?: HTMLElement;
  /** Whether it is a group that a legend names. */
  group?: boolean;
  get(): any;
  set(value: any): void;
  /** Bring what can be chosen up to date, where that hangs on other answers. */
  offer?(answer: Answer): void;
}

/** Makes the control of a field. */
type Maker = (field: Field, id: string, form: Speaker) => Control;

/** Whoever shows a field: has words for it, and sends what it holds. */
interface Speaker {
  say(key: string, details?: Record<string, any>): string;
  send(field: Field, raw: any, buffers?: ArrayBuffer[]): void;
}

/** Whoever shows an answer: has words for it, and asks the workbook about it. */
interface Asker extends Speaker {
  model: WidgetModel;
  ask(row: Row, message: Message): void;
}

/** A question on the page. */
interface Row {
  field: Field;
  place: string;
  control: Control;
  node: HTMLElement;
  error: HTMLElement;
  below: HTMLElement;
  touched: boolean;
}

/** An answer on its way; late when nobody acknowledged it in time. */
interface Sent {
  place: string;
  raw: any;
  buffers?: ArrayBuffer[];
  at: number;
  late?: boolean;
}

interface Offer {
  document: string;
  record: string;
  label: string;
  title: string;
}

interface MenuStep {
  name: string;
  title: string;
  state: string;
}

interface MenuPage {
  title: string;
  steps: MenuStep[];
}

/** A cell of a picture's table: words, a bar from 0 to 1, a mark. */
interface Cell {
  text: string;
  bar?: number | null;
  mark?: string;
}

/** A part of a panel as `workbook/pages/panel.py` describes it. */
interface Part {
  title: string;
  texts: string[];
  head: string[];
  rows: Cell[][];
  ways: [string, string][];
  source: string;
}

/** A way or a pair as `workbook/pages/way_entries.py` describes it. */
interface WayEntry {
  key: string;
  names: string[];
  reasons: string[];
  next: string;
  texts: [string, string][];
  acts: string[];
}

/** A route to choose, as `workbook/pages/plan.py` describes it. */
interface RouteShown {
  name: string;
  title: string;
  lead: string;
  minutes: number;
}

/** Something to do, as `workbook/pages/today.py` describes it; no promise, no day yet. */
interface TodayItem {
  promise: string;
  matter: string;
  title: string;
  company: string;
  when: string;
  words: string;
  phone: string;
  stage: string;
  days: [iso: string, words: string][];
}

/** What is due at the same time, or has no day yet. */
interface TodayGroup {
  key: string;
  items: TodayItem[];
}

/** Somebody to keep in touch with, as `workbook/pages/keeping.py` words it. */
interface Kept {
  contact: string;
  name: string;
  when: string;
  lines: string[];
  words: string;
}

/** A name of the memory walk, and whether it is a contact. */
type WalkName = [string, boolean];

/** A place of the memory walk as `workbook/pages/walk.py` describes it. */
interface WalkPlace {
  name: string;
  label: string;
  prompts: string[];
  example: string;
  names: WalkName[];
}

/** What becomes of a line at a place: none, one or several. */
interface WalkChange {
  place: string;
  was: string;
  now: string[];
}

/** How things stand on the walk: names here, in all, and what is to be done with them. */
interface WalkState {
  walking: boolean;
  first: boolean;
  last: boolean;
  any: boolean;
  total: number;
  enough: boolean;
  offered: boolean;
  made: boolean;
}

/** A button of the walk: the key of its words, its act, its class. */
type WalkWay = [string, "begin" | "untimed" | "on" | "back" | "leave" | "make", string];

/** What the walk says, by key, and what can be done. */
interface WalkWays {
  says: string[];
  does: WalkWay[];
}

/** A section of the call card: each line is a text and a smaller one. */
interface CardSection {
  key: string;
  lines: [string, string][];
}

/** A call card as `workbook/pages/call_card.py` puts it together; empty for none. */
interface Card {
  call?: string;
  whom: string;
  company: string;
  phone: string;
  sections: CardSection[];
  objections: [string, string][];
}

/** A record of the example: its name, and pairs of question and answer. */
interface ExampleRecord {
  name: string;
  answers: [string, string][];
}

/** A line of the old CV: its key, its text, then its parts where it has several. */
type CvPiece = [key: string, text: string, ...parts: string[]];

/** A section of the old CV; `mine` where it belongs to the step that is shown. */
interface CvSection {
  heading: string;
  mine: boolean;
  pieces: CvPiece[];
}

/** The pages of a document as `workbook/documents/preview.py` writes them; empty for none. */
interface Sheets {
  html?: string;
  css?: string;
  pages: number;
  width: number;
  height: number;
  gap: number;
}

type Binary = ArrayBuffer | ArrayBufferView<ArrayBuffer>;

/** A message on the line between a page and its kernel. */
interface Spoken {
  channel: string;
  header: Record<string, any>;
  parent_header: Record<string, any>;
  metadata: Record<string, any>;
  content: any;
  buffers: Binary[];
}

/** What was said and the kernel has not begun with; `once` is its name, if it has one. */
interface Pending {
  whole: Uint8Array<ArrayBuffer>;
  once: string;
  at: number;
}

/** Whether there is a line; `ended` when the page has no right to it any more. */
type LineState = "open" | "lost" | "gone" | "ended";

/** Whoever carries what is said to the kernel. */
interface Speaking {
  send(
    kind: string,
    content: Record<string, any>,
    more?: { buffers?: Binary[]; metadata?: object; once?: string },
  ): void;
}

/** What an anywidget's module gives. */
interface Module {
  initialize?(given: any): any;
  render?(given: any): any;
}
