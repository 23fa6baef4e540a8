// Planes with axes, as SVG: numbers go in, marks in pixels come out.
"use strict";

lesson.colours = ["blue", "rose", "green", "sand", "purple", "sky"].map((name) => `var(--${name})`);

/** An SVG element with its attributes, in a parent if there is one. */
lesson.svg = (name, attributes = {}, parent = null) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (parent) parent.append(element);
  return element;
};

/** An HTML element with its attributes and children. */
lesson.html = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

lesson.text = (parent, words, x, y, attributes = {}) => {
  const text = lesson.svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": "middle", ...attributes }, parent);
  text.textContent = words;
  return text;
};

/** A number to so many decimals, with a real minus, and never minus zero. */
lesson.fixed = (number, decimals) => {
  const text = number.toFixed(decimals);
  return /^-[0.]*$/.test(text) ? text.slice(1) : text.replace("-", "−");
};

/** A number to about four digits, as a power of ten where it is very large or small. */
lesson.short = (number) => {
  const size = Math.abs(number);
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) {
    const [digits, exponent] = number.toExponential(1).split("e");
    return `${digits.replace("-", "−")}·10${lesson.raised(Number(exponent))}`;
  }
  return lesson.fixed(number, size >= 100 ? 1 : 3);
};

lesson.raised = (exponent) => String(exponent).replace(/[-\d]/g, (digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]));

lesson.Plane = class {
  /** Axes `{name, from, to, logarithmic}` in a drawing that is as wide as its place, unless a unit has to be as long on both. */
  constructor(stage, x, y, { equal = false, below = 0 } = {}) {
    const width = Math.max(260, stage.clientWidth);
    Object.assign(this, { x, y, left: 46, top: 12, width: width - 46 - 12 });
    const aspect = equal ? (y.to - y.from) / (x.to - x.from) : 0.62;
    this.height = Math.round(Math.min(this.width * aspect, equal ? 460 : 420));
    if (equal) this.width = this.height / aspect;
    this.svg = lesson.svg("svg", { viewBox: `0 0 ${width} ${this.top + this.height + 42 + below}`, role: "img" });
    const id = `clip-${(lesson.Plane.count = (lesson.Plane.count ?? 0) + 1)}`;
    const clip = lesson.svg("clipPath", { id }, lesson.svg("defs", {}, this.svg));
    const frame = { x: this.left, y: this.top, width: this.width, height: this.height };
    lesson.svg("rect", frame, clip);
    this.axes(lesson.svg("g", {}, this.svg), frame);
    this.inside = lesson.svg("g", { "clip-path": `url(#${id})` }, this.svg);
    this.above = lesson.svg("g", {}, this.svg);
  }

  static share({ from, to, logarithmic }, number) {
    return logarithmic ? Math.log(number / from) / Math.log(to / from) : (number - from) / (to - from);
  }

  /** Where a point stands, in pixels; far outside it stands still, so that no length overflows. */
  at([x, y]) {
    const near = (share) => Math.max(-20, Math.min(20, share));
    return [
      this.left + this.width * near(lesson.Plane.share(this.x, x)),
      this.top + this.height * (1 - near(lesson.Plane.share(this.y, y))),
    ];
  }

  axes(group, frame) {
    lesson.svg("rect", { ...frame, fill: "none", stroke: "var(--grid)" }, group);
    const [bottom, right] = [this.top + this.height, this.left + this.width];
    for (const [tick, written] of lesson.ticks(this.x, this.width / 62)) {
      const [x] = this.at([tick, this.y.from]);
      lesson.svg("path", { d: `M${x},${this.top}V${bottom}`, stroke: "var(--grid)" }, group);
      lesson.text(group, written, x, bottom + 15, { class: "small" });
    }
    for (const [tick, written] of lesson.ticks(this.y, this.height / 44)) {
      const [, y] = this.at([this.x.from, tick]);
      lesson.svg("path", { d: `M${this.left},${y}H${right}`, stroke: "var(--grid)" }, group);
      lesson.text(group, written, this.left - 5, y + 4, { class: "small", "text-anchor": "end" });
    }
    lesson.text(group, lesson.words(this.x.name), this.left + this.width / 2, bottom + 33);
    const [x, y] = [10, this.top + this.height / 2];
    lesson.text(group, lesson.words(this.y.name), x, y, { transform: `rotate(-90 ${x} ${y})` });
  }

  line(points, attributes = {}, group = this.inside) {
    let data = "";
    let command = "M";
    for (const point of points) {
      if (point.some((number) => number === null) || (this.y.logarithmic && point[1] <= 0) || (this.x.logarithmic && point[0] <= 0)) {
        command = "M";
        continue;
      }
      const [x, y] = this.at(point);
      data += `${command}${x.toFixed(1)},${y.toFixed(1)}`;
      command = "L";
    }
    return lesson.svg("path", { d: data, fill: "none", stroke: "var(--ink)", "stroke-width": 2, "stroke-linejoin": "round", ...attributes }, group);
  }

  dot(point, attributes = {}, group = this.inside) {
    const [cx, cy] = this.at(point);
    return lesson.svg("circle", { cx: cx.toFixed(1), cy: cy.toFixed(1), r: 4, stroke: "var(--card)", ...attributes }, group);
  }

  arrow(from, to, attributes = {}, group = this.above) {
    return lesson.arrow(group, this.at(from), this.at(to), attributes);
  }
};

/** An arrow between two places in pixels; one too short for its head is left out. */
lesson.arrow = (group, [x1, y1], [x2, y2], { colour = "var(--ink)", width = 2 } = {}) => {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length < 4) return null;
  const head = Math.min(9, length);
  const [x, y] = [(x2 - x1) / length, (y2 - y1) / length];
  const behind = (way, aside) => `${(x2 - way * x - aside * y).toFixed(1)},${(y2 - way * y + aside * x).toFixed(1)}`;
  const arrow = lesson.svg("g", {}, group);
  lesson.svg("path", { d: `M${x1.toFixed(1)},${y1.toFixed(1)}L${behind(head - 1, 0)}`, stroke: colour, "stroke-width": width, fill: "none" }, arrow);
  lesson.svg("path", { d: `M${behind(0, 0)}L${behind(head, head / 2)}L${behind(head, -head / 2)}Z`, fill: colour }, arrow);
  return arrow;
};

/** About so many numbers to write along an axis, each with how it is written. */
lesson.ticks = ({ from, to, logarithmic }, about) => {
  if (logarithmic) {
    const [first, last] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
    const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(2, about)));
    const ticks = [];
    for (let exponent = first; exponent <= last; exponent += every) {
      const plain = exponent >= -2 && exponent <= 3;
      ticks.push([10 ** exponent, plain ? String(10 ** exponent) : `10${lesson.raised(exponent)}`]);
    }
    return ticks;
  }
  const rough = (to - from) / Math.max(2, about);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= 0.7 * rough);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = [];
  for (let index = Math.ceil(from / step - 1e-6); index * step <= to + step * 1e-6; index += 1) {
    ticks.push([index * step, lesson.fixed(index * step, decimals)]);
  }
  return ticks;
};

/** The legend over a drawing: marks `[kind, colour, words]`, where a kind is "line", "dot", "ring", "dash" or "arrow". */
lesson.legend = (list, marks) => {
  list.replaceChildren();
  for (const [kind, colour, words] of marks) {
    const mark = lesson.svg("svg", { viewBox: "0 0 22 10", "aria-hidden": "true" });
    if (kind === "dot") lesson.svg("circle", { cx: 11, cy: 5, r: 4.5, fill: colour }, mark);
    else if (kind === "ring") lesson.svg("circle", { cx: 11, cy: 5, r: 3.8, fill: "none", stroke: colour, "stroke-width": 2 }, mark);
    else if (kind === "arrow") lesson.arrow(mark, [0, 5], [22, 5], { colour });
    else lesson.svg("path", { d: "M0,5H22", stroke: colour, "stroke-width": 2.5, "stroke-dasharray": kind === "dash" ? "4 3" : "none" }, mark);
    const item = lesson.html("li");
    item.append(mark, lesson.words(words));
    list.append(item);
  }
};
