// The live canvas of draw.py: a pen, what the model reads, ten bars. draw.py sets SIDE and PEN before this text.
function render({ model, el }) {
  const words = model.get("words");
  const make = (tag, parent, cls, text) => {
    const one = document.createElement(tag);
    if (cls) one.className = cls;
    if (text) one.textContent = text;
    parent.append(one);
    return one;
  };
  el.classList.add("course-digit");
  // The keys of the list are not JupyterLab's, where an arrow leaves the cell and 0 0 restarts the kernel.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  el.addEventListener("keydown", (event) => event.stopPropagation());
  const left = make("div", el, "course-digit-left");
  make("div", left, "course-digit-title", words.title);
  const page = make("canvas", left, "course-digit-page");
  page.width = page.height = SIDE;
  page.setAttribute("role", "img");
  page.setAttribute("aria-label", words.canvas);
  const pen = page.getContext("2d", { willReadFrequently: true });
  const tools = make("div", left, "course-digit-tools");
  const erase = make("button", tools, "jupyter-button", words.erase);
  const label = make("label", tools, "", words.example + " ");
  const choice = make("select", label);
  make("option", choice, "", words.choose).value = "";
  for (const name of Object.keys(model.get("ready"))) make("option", choice, "", name).value = name;
  const middle = make("div", el, "course-digit-middle");
  make("div", middle, "course-digit-title", words.seen);
  const seen = make("canvas", middle, "course-digit-seen");
  seen.width = seen.height = 28;
  seen.setAttribute("aria-hidden", "true");
  const right = make("div", el, "course-digit-right");
  right.setAttribute("role", "group");
  right.setAttribute("aria-label", words.bars);
  make("div", right, "course-digit-title", words.bars);
  const bars = [];
  for (let k = 0; k < 10; k++) {
    const row = make("div", right, "course-digit-row");
    make("span", row, "course-digit-name", String(k));
    const track = make("span", row, "course-digit-track");
    bars.push([row, make("span", track, "course-digit-bar"), make("span", row, "course-digit-percent")]);
  }
  const told = make("div", el, "course-digit-told");
  told.setAttribute("role", "status");
  told.setAttribute("aria-live", "polite");

  const clear = () => {
    pen.fillStyle = "black";
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.strokeStyle = pen.fillStyle = "white";
    pen.lineWidth = PEN;
    pen.lineCap = pen.lineJoin = "round";
  };
  let timer = null;
  const send = () => {
    clearTimeout(timer);
    timer = null;
    const rgba = pen.getImageData(0, 0, SIDE, SIDE).data;
    const grey = new Uint8Array(SIDE * SIDE);
    for (let i = 0; i < grey.length; i++) grey[i] = rgba[4 * i];
    model.set("drawing", new DataView(grey.buffer));
    model.save_changes();
  };
  // While the pen moves, the model is asked ten times a second at most.
  const soon = () => { if (!timer) timer = setTimeout(send, 100); };
  const place = (event) => {
    const box = page.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width * SIDE, (event.clientY - box.top) / box.height * SIDE];
  };
  let from = null;
  const stroke = (to) => {
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
    from = to;
  };
  page.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    page.setPointerCapture(event.pointerId);
    from = place(event);
    stroke([from[0] + 0.01, from[1]]);
    soon();
  });
  page.addEventListener("pointermove", (event) => { if (from) { stroke(place(event)); soon(); } });
  for (const end of ["pointerup", "pointercancel"]) page.addEventListener(end, () => { from = null; soon(); });
  erase.addEventListener("click", () => { from = null; choice.value = ""; clear(); send(); });
  choice.addEventListener("change", () => {
    clear();
    for (const path of model.get("ready")[choice.value] || []) {
      pen.beginPath();
      path.forEach(([x, y], i) => i ? pen.lineTo(x * SIDE, y * SIDE) : pen.moveTo(x * SIDE, y * SIDE));
      pen.stroke();
    }
    send();
  });
  const show = () => {
    const { image, scores, told: words } = model.get("answer");
    const small = seen.getContext("2d"), points = small.createImageData(28, 28);
    image.forEach((grey, i) => points.data.set([grey, grey, grey, 255], 4 * i));
    small.putImageData(points, 0, 0);
    const best = scores.indexOf(Math.max(...scores));
    bars.forEach(([row, bar, percent], k) => {
      const share = scores.length ? 100 * scores[k] : 0;
      bar.style.width = share + "%";
      row.classList.toggle("course-digit-best", scores.length > 0 && k === best);
      percent.textContent = scores.length ? share.toFixed(1).replace(".", ",") + "\u00a0%" : "";
    });
    told.textContent = words;
  };
  model.on("change:answer", show);
  clear();
  show();
  return () => { clearTimeout(timer); model.off("change:answer", show); };
}
export default { render };
