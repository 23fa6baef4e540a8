// The network of five weights from above to below: values come down, and the blame goes up again.
"use strict";

lesson.figures.network = (figure, spec) => {
  const { stage, legend, readout } = lesson.parts(figure);
  const example = {
    name: "example", values: spec.examples, index: 0, written: ({ name }) => name,
  };
  const blamed = spec.steps.some(({ blames }) => blames.length > 0);
  const known = (step, what) => new Set(spec.steps.slice(0, step + 1).flatMap((step) => step[what]));

  const draw = (step) => {
    const { values, slopes, blames, captions } = spec.examples[example.index];
    const [valued, charged] = [known(step, "values"), known(step, "blames")];
    const now = new Set([...spec.steps[step].values, ...spec.steps[step].blames]);
    const width = Math.max(290, stage.clientWidth);
    const wide = width >= 600;
    // Five boxes stand side by side, but under them is room.
    const sizeOf = ({ row }) => Math.min(134, row < 2 ? (width - 20) / 5 - 5 : 0.25 * width);
    const height = (blamed ? 42 : 28) + (wide ? 16 : 0);
    const rows = Math.max(...spec.nodes.map(({ row }) => row)) + 1;
    const apart = height + 62;
    const svg = lesson.svg("svg", { viewBox: `0 0 ${width} ${rows * apart - 62 + 8}`, role: "img" });
    const nodes = new Map(spec.nodes.map((node) => {
      const size = sizeOf(node);
      return [node.id, { ...node, size, at: [size / 2 + 4 + (node.column / 4) * (width - size - 8), 4 + height / 2 + node.row * apart] }];
    }));

    const labels = [];
    for (const [from, to] of spec.edges) {
      const [a, b] = [nodes.get(from), nodes.get(to)];
      // Arrows that meet at a box arrive side by side.
      const aside = Math.max(-0.42, Math.min(0.42, (a.at[0] - b.at[0]) / width)) * b.size;
      const ends = a.row === b.row
        ? [[a.at[0] - a.size / 2, a.at[1]], [b.at[0] + b.size / 2, b.at[1]]]
        : [[a.at[0], a.at[1] + height / 2], [b.at[0] + aside, b.at[1] - height / 2]];
      const slope = slopes[`${from} ${to}`];
      const isBack = slope !== undefined && charged.has(from);
      const colour = isBack ? "var(--rose)" : valued.has(to) ? "var(--blue)" : "var(--grid)";
      if (isBack) ends.reverse();
      lesson.arrow(svg, ...ends, { colour, width: 1.6 });
      if (isBack) labels.push([`·${slope}`, ends[0].map((end, axis) => end + 0.62 * (ends[1][axis] - end))]);
    }
    for (const [words, [x, y]] of labels) {
      const reach = 3.8 * words.length + 3;
      lesson.svg("rect", { x: x - reach, y: y - 9, width: 2 * reach, height: 17, rx: 4, fill: "var(--card)" }, svg);
      lesson.text(svg, words, x, y + 4, { style: "fill: var(--rose)" });
    }
    for (const { id, at: [x, y], size, formula } of nodes.values()) {
      const stroke = charged.has(id) ? "var(--rose)" : valued.has(id) ? "var(--blue)" : "var(--grid)";
      lesson.svg("rect", {
        x: x - size / 2, y: y - height / 2, width: size, height, rx: 8, class: "box", fill: now.has(id) ? "var(--soft)" : "var(--card)", stroke, "stroke-width": now.has(id) ? 2.4 : 1.5,
      }, svg);
      const lines = [[valued.has(id) ? `${id} = ${values[id]}` : id, "font-weight: 600"]];
      if (wide && formula) lines.unshift([formula, "fill: var(--grey); font-size: 11px"]);
      if (charged.has(id)) lines.push([wide ? `∂error/∂${id} = ${blames[id]}` : `∂ = ${blames[id]}`, "fill: var(--rose)"]);
      lines.forEach(([words, style], line) => {
        lesson.text(svg, words, x, y + 4 + 15 * (line - (lines.length - 1) / 2), { style: wide ? style : `${style}; font-size: 11px` });
      });
    }
    stage.replaceChildren(svg);
    const back = blamed ? [["arrow", "var(--rose)", { en: "blame, times the slope on the arrow", ko: "책임: 화살표의 기울기를 곱한 값" }]] : [];
    legend([["arrow", "var(--blue)", { en: "values", ko: "값" }], ...back]);
    readout(lesson.words(captions[step]));
    svg.setAttribute("aria-label", lesson.words(captions[step]));
  };

  return new lesson.Player(figure, {
    name: "step",
    steps: () => spec.steps.length,
    written: (step) => `${step + 1} / ${spec.steps.length}`,
    draw,
    choices: [example],
    seconds: 2.2,
  });
};
