"""A cell of a notebook that is not ours: widgets that use all anywidget promises."""

import anywidget
import ipywidgets
import traitlets
from anywidget.experimental import command


class Contract(anywidget.AnyWidget):
    """Sends binary data both ways, counts what it is told, and asks Python."""

    _esm = """
    const log = (what) =>
      (document.body.dataset.log = `${document.body.dataset.log ?? ""} ${what}`);
    const numbers = (view) =>
      [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)];
    const one = (number) => [new Uint8Array([number]).buffer];

    function initialize({ model, signal }) {
      const name = model.get("name");
      log(`initialize:${name}`);
      model.on("msg:custom", (said) => said.early && log(`early:${said.early}`));
      signal.addEventListener("abort", () => log(`aborted:${name}`));
      return () => log(`closed:${name}`);
    }

    function render({ model, el, signal, experimental }) {
      const name = model.get("name");
      log(`render:${name}`);
      const add = (tag, textContent) =>
        el.appendChild(Object.assign(document.createElement(tag), { textContent }));
      add("input").ariaLabel = `Note ${name}`;
      const data = add("output");
      const show = () => {
        const [first, twice] = ["data", "twice"].map((key) => numbers(model.get(key)));
        data.textContent = `data ${first} twice ${twice}`;
      };
      model.on("change:data change:twice", show);
      show();
      add("button", `Set ${name}`).onclick = () => {
        model.set("data", new Uint8Array([7, 8]));
        model.save_changes();
      };
      const counted = add("output");
      model.on("msg:custom", ({ counted: all }, buffers) => {
        if (all) counted.textContent = `counted ${all} sent ${numbers(buffers[0])}`;
      });
      let number = 0;
      add("button", `Count ${name}`).onclick = () =>
        model.send({ number: ++number }, undefined, one(number));
      const asked = add("output");
      add("button", `Ask ${name}`).onclick = async () => {
        const more = { buffers: one(3) };
        const [answer, buffers] = await experimental.invoke("add", [1, 2], more);
        asked.textContent = `answer ${answer} ${numbers(buffers[0])}`;
      };
      return () => log(`cleaned:${name}`);
    }
    export default { initialize, render };
    """
    _css = "output { display: block; border-left: 7px solid rgb(1, 2, 3); }"
    name = traitlets.Unicode().tag(sync=True)
    data = traitlets.CBytes(b"\x01\x02").tag(sync=True)
    twice = traitlets.Bytes(b"").tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.counted, self.sent = [], []
        self.on_msg(self._heard)

    @traitlets.observe("data")
    def _double(self, _change):
        self.twice = bytes(2 * each for each in self.data)

    def _heard(self, _widget, said, buffers):
        if "number" in said:
            self.counted.append(said["number"])
            self.sent.append(bytes(buffers[0])[0])
            self.send({"counted": str(self.counted)}, [bytes(self.sent)])

    @command
    def add(self, msg, buffers):
        return sum(msg), [bytes([bytes(buffers[0])[0] + 1])]


class Broken(anywidget.AnyWidget):
    """Its module cannot be read."""

    _esm = "export default { render( }"


first, second = Contract(name="one"), Contract(name="two")
second.send({"early": "heard"})
html = ipywidgets.HTML("<b>Bold</b><script>document.body.dataset.run = 'yes'</script>")
row = ipywidgets.HBox([html], layout=ipywidgets.Layout(width="250px"))
row.add_class("mine")
box = ipywidgets.VBox([first, second, row])
acts = {}


def act(label, **more):
    def take(what):
        pressed = ipywidgets.Button(description=label, **more)
        pressed.on_click(lambda _button: what())
        acts[label] = pressed
        return what

    return take


@act("Swap", button_style="primary", tooltip="Put them in another order")
def swap():
    box.children = [row, second, first]


@act("Take out")
def take_out():
    box.children = [row, first]


@act("Close")
def close():
    second.close()


@act("New")
def new():
    box.children = [*box.children, Contract(name="three")]


@act("Say")
def say():
    html.value = "<i>Said</i>"
    row.layout.width = "150px"
    row.layout.display = "flex" if row.layout.display == "none" else "none"


@act("Break")
def broken():
    box.children = [*box.children, Broken()]


@act("Unknown")
def unknown():
    box.children = [ipywidgets.IntSlider(description="Slide"), *box.children]


ipywidgets.VBox([box, ipywidgets.HBox([*acts.values()])])
