// What is made of cells: maps of the plane, small images, and the table of what is taken for what.
"use strict";

/** The share from 0 to 1 that a letter from a to q stands for. */
lesson.shareOf = (letter) => (letter.charCodeAt(0) - 97) / 16;

lesson.figures.map = (figure, spec) => {
  const { stage, legend, readout } = lesson.parts(figure);
  const axis = (name) => ({ name, from: -spec.reach, to: spec.reach });
  const draw = (step) => {
    const { cells, right } = spec.frames[step];
    const plane = new lesson.Plane(stage, axis("x1"), axis("x2"), { equal: true });
    // Cells that meet share one rounded edge, or a line of paper shows between them.
    const edge = (from, size) => (cell) => Math.round(from + (cell * size) / spec.cells);
    const [x, y] = [edge(plane.left, plane.width), edge(plane.top, plane.height)];
    for (let row = 0; row < spec.cells; row += 1) {
      for (let column = 0, end = 0; column < spec.cells; column = end) {
        const letter = cells[row * spec.cells + column];
        while (end < spec.cells && cells[row * spec.cells + end] === letter) end += 1;
        const share = lesson.shareOf(letter);
        lesson.svg("rect", {
          x: x(column), y: y(row), width: x(end) - x(column), height: y(row + 1) - y(row), "shape-rendering": "crispEdges",
          fill: share < 0.5 ? "var(--blue)" : "var(--rose)", "fill-opacity": (Math.abs(share - 0.5) * 0.9).toFixed(2),
        }, plane.inside);
      }
    }
    for (const [x, y, arm, held] of spec.points) {
      const colour = arm ? "var(--rose)" : "var(--blue)";
      plane.dot([x, y], held ? { fill: "var(--card)", stroke: colour, "stroke-width": 2, r: 3 } : { fill: colour, r: 3.2 });
    }
    stage.replaceChildren(plane.svg);
    legend([["dot", "var(--blue)", spec.names[0]], ["dot", "var(--rose)", spec.names[1]], ["ring", "var(--grey)", spec.held]]);
    const words = { en: `${right}\u00a0% of the held-out points are right`, ko: `떼어 둔 점의 ${right}%를 맞힘` };
    readout(lesson.words(words));
    plane.svg.setAttribute("aria-label", lesson.words(words));
  };
  return new lesson.Player(figure, {
    name: "epoch",
    steps: () => spec.frames.length,
    written: (step) => String(spec.frames[step].epoch),
    draw,
    at: spec.frames.length - 1,
  });
};

lesson.figures.tiles = (figure, spec) => {
  const { stage, readout } = lesson.parts(figure);
  const blend = (from, to, share) => from.map((part, at) => part + share * (to[at] - part));
  const colour = (share) => {
    if (!spec.signed) return blend([255, 255, 255], [20, 22, 26], share);
    const strength = Math.abs(2 * share - 1);
    return blend([252, 250, 245], share < 0.5 ? [44, 92, 148] : [190, 50, 70], strength);
  };
  const draw = () => {
    const tiles = spec.tiles.map(({ cells, name }) => {
      const side = Math.round(Math.sqrt(cells.length));
      const canvas = lesson.html("canvas", { width: side, height: side, "aria-hidden": "true" });
      const paper = canvas.getContext("2d");
      [...cells].forEach((letter, at) => {
        paper.fillStyle = `rgb(${colour(lesson.shareOf(letter)).map(Math.round).join(",")})`;
        paper.fillRect(at % side, Math.floor(at / side), 1, 1);
      });
      return lesson.html("div", {}, canvas, lesson.words(name));
    });
    stage.replaceChildren(lesson.html("div", { class: "tiles" }, ...tiles));
    readout(spec.signed ? lesson.words({ en: "Red: ink here speaks for the neuron. Blue: against it.", ko: "빨강: 여기에 잉크가 있으면 뉴런이 켜집니다. 파랑: 꺼집니다." }) : "");
  };
  return { index: 0, go: draw, label: () => {} };
};

lesson.figures.matrix = (figure, spec) => {
  const { stage } = lesson.parts(figure);
  const draw = () => {
    const most = Math.max(...spec.counts.flat());
    const heading = (words, attributes = {}) => lesson.html("th", { scope: "col", ...attributes }, words);
    const table = lesson.html("table");
    const digits = spec.counts.map((_, digit) => heading(String(digit)));
    table.append(lesson.html("tr", {}, lesson.html("td", { style: "border: 0" }), heading(lesson.words(spec.columns), { colspan: digits.length })));
    table.append(lesson.html("tr", {}, heading(lesson.words(spec.rows)), ...digits));
    spec.counts.forEach((row, digit) => {
      const cells = row.map((count, taken) => {
        const colour = digit === taken ? "var(--blue)" : "var(--rose)";
        const share = count === 0 ? 0 : digit === taken ? (60 * count) / most : 35 + 10 * count;
        return lesson.html("td", { style: `background: color-mix(in srgb, ${colour} ${Math.min(80, share).toFixed(0)}%, transparent)` }, count === 0 ? "·" : String(count));
      });
      table.append(lesson.html("tr", {}, heading(String(digit), { scope: "row" }), ...cells));
    });
    stage.replaceChildren(lesson.html("div", { class: "matrix", tabindex: "0", role: "region", "aria-labelledby": `${figure.id}-title` }, table));
  };
  return { index: 0, go: draw, label: () => {} };
};
