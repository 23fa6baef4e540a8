// Descents: a point on a curve with its tangents, and a path over lines of equal value. Every run was worked out before.
"use strict";

/** The steps of a run, which lie one after another: so many numbers each. */
lesson.split = (run, size) => {
  const steps = [];
  for (let at = 0; at + size <= run.length; at += size) steps.push(run.slice(at, at + size));
  return steps;
};

/** The sliders for the rate and the start, and the run that they choose. */
lesson.chosen = (spec, size, written) => {
  const rate = { name: "rate", values: spec.rates, index: spec.rate, written: (rate) => String(rate) };
  const start = { name: "start", values: spec.starts, index: spec.start, written };
  return {
    choices: [rate, start].filter((choice) => choice.values.length > 1),
    rate: () => spec.rates[rate.index],
    steps: () => lesson.split(spec.runs[rate.index * spec.starts.length + start.index], size),
  };
};

lesson.figures.line = (figure, spec) => {
  const { stage, legend, readout } = lesson.parts(figure);
  const chosen = lesson.chosen(spec, 3, (start) => lesson.fixed(start, Number.isInteger(start * 10) ? 1 : 3));
  const words = {
    tangent: { en: "tangent: the slope", ko: "접선: 그 점의 기울기" },
    point: { en: "where it stands", ko: "지금 있는 점" },
    step: { en: "the next step", ko: "다음 걸음" },
    left: { en: "left valley", ko: "왼쪽 골짜기" },
    right: { en: "right valley", ko: "오른쪽 골짜기" },
  };

  const strip = (plane, start) => {
    const top = plane.top + plane.height + 58;
    const [edge] = plane.at([spec.strip.edge, 0]);
    const [here] = plane.at([start, 0]);
    const right = plane.left + plane.width;
    lesson.text(plane.above, lesson.words(spec.strip.name), plane.left + plane.width / 2, top - 6, { class: "small" });
    for (const [x, end, colour, name] of [[plane.left, edge, "var(--green)", words.left], [edge, right, "var(--purple)", words.right]]) {
      lesson.svg("rect", { x, y: top, width: end - x, height: 22, fill: colour, "fill-opacity": 0.28 }, plane.above);
      lesson.text(plane.above, lesson.words(name), (x + end) / 2, top + 15, { class: "small" });
    }
    lesson.svg("path", { d: `M${here},${top - 2}V${top + 24}`, stroke: "var(--rose)", "stroke-width": 3 }, plane.above);
    lesson.text(plane.above, lesson.fixed(spec.strip.edge, 4), edge, top + 37, { class: "small" });
  };

  const draw = (step) => {
    const steps = chosen.steps();
    const plane = new lesson.Plane(stage, spec.x, spec.y, { below: spec.strip ? 58 : 0 });
    plane.line(spec.curve);
    const shown = steps.slice(0, step + 1);
    const reach = (spec.x.to - spec.x.from) / 7;
    shown.forEach(([x, f, slope], at) => {
      const age = step - at;
      if (age < 4) {
        const [from, to] = [-reach, reach].map((way) => [x + way, f + way * slope]);
        plane.line([from, to], { stroke: "var(--blue)", "stroke-opacity": 0.45 ** age, class: "tangent" });
      }
      if (age > 0) plane.dot([x, f], { fill: "var(--rose)", "fill-opacity": Math.max(0.3, 0.8 ** age), r: 3.5 });
    });
    const [x, f, slope] = steps[step];
    const next = steps[step + 1];
    if (next && !spec.locked) plane.arrow([x, f], [next[0], f], { colour: "var(--rose)" }, plane.inside);
    plane.dot([x, f], { fill: "var(--rose)", r: 6, class: "walker" });
    for (const { at, name } of spec.marks ?? []) {
      const [left, top] = plane.at(at);
      lesson.svg("path", { d: `M${left - 4},${top - 4}l8,8m0,-8l-8,8`, stroke: "var(--ink)", "stroke-width": 1.5 }, plane.above);
      lesson.text(plane.above, lesson.words(name), left, top + 18, { class: "small" });
    }
    if (spec.strip) strip(plane, steps[0][0]);
    stage.replaceChildren(plane.svg);
    legend([
      ["line", "var(--ink)", spec.function],
      ["line", "var(--blue)", words.tangent],
      ["dot", "var(--rose)", words.point],
      ...(spec.locked ? [] : [["arrow", "var(--rose)", words.step]]),
    ]);
    const figures = [`x = ${lesson.short(x)}`, `f(x) = ${lesson.short(f)}`, `f′(x) = ${lesson.short(slope)}`];
    if (next && !spec.locked) {
      const update = lesson.words({ en: "update", ko: "변화량" });
      const new_x = lesson.words({ en: "new x", ko: "새 x" });
      figures.push(`${update} −${chosen.rate()}·f′ = ${lesson.short(next[0] - x)}`, `${new_x} = ${lesson.short(next[0])}`);
    }
    readout(figures.join(" · "));
    plane.svg.setAttribute("aria-label", figures.join(", "));
  };

  const play = () => new lesson.Player(figure, {
    name: "iteration",
    steps: () => chosen.steps().length,
    written: (step) => String(step),
    draw,
    choices: chosen.choices,
  });
  if (!spec.locked) return play();
  // A question: the run is seen when it is answered.
  const locked = { index: 0, go: draw, label: () => {} };
  figure.addEventListener("answered", () => {
    if (!spec.locked) return;
    spec.locked = false;
    const player = play();
    Object.assign(locked, { label: () => player.label(), go: () => player.go(player.index) });
    player.go(0);
    player.start();
  });
  return locked;
};

lesson.figures.plane = (figure, spec) => {
  const { stage, legend, readout } = lesson.parts(figure);
  const chosen = lesson.chosen(spec, 5, (start) => `(${start.map((number) => lesson.fixed(number, 1).replace(/\.0$/, "")).join(", ")})`);
  const words = {
    level: { en: "equal value", ko: "등고선" },
    path: { en: "descent", ko: "내려온 길" },
    first: { en: "−∂f/∂x1: downhill along x1", ko: "−∂f/∂x1: x1 방향의 내리막" },
    second: { en: "−∂f/∂x2: downhill along x2", ko: "−∂f/∂x2: x2 방향의 내리막" },
    minimum: { en: "minimum", ko: "최소점" },
  };
  const draw = (step) => {
    const steps = chosen.steps();
    const plane = new lesson.Plane(stage, spec.x, spec.y, { equal: true });
    spec.levels.forEach(([value, stretch], at) => {
      const points = spec.unit.map((point) => point.map((number) => number * stretch));
      const darkness = 0.3 + (0.6 * at) / spec.levels.length;
      plane.line(points, { stroke: "var(--blue)", "stroke-opacity": darkness, "stroke-width": 1.3 });
      const top = points.reduce((top, point) => (point[1] > top[1] ? point : top));
      const [left, height] = plane.at(top);
      const isInside = height > plane.top + 12 && left > plane.left + 12 && left < plane.left + plane.width - 12;
      // Levels near the middle stand too close for a number each.
      if (isInside && plane.at([0, 0])[1] - height > 22) {
        lesson.text(plane.inside, String(value), left, height + 4, { class: "small", stroke: "var(--card)", "stroke-width": 4, "paint-order": "stroke" });
      }
    });
    const [left, top] = plane.at([0, 0]);
    lesson.svg("path", { d: `M${left - 5},${top - 5}l10,10m0,-10l-10,10`, stroke: "var(--ink)", "stroke-width": 2 }, plane.above);
    lesson.text(plane.above, lesson.words(words.minimum), left + 8, top + 18, { class: "small", "text-anchor": "start" });
    const shown = steps.slice(0, step + 1);
    plane.line(shown, { stroke: "var(--rose)", "stroke-width": 1.6 });
    for (const [x1, x2] of shown) plane.dot([x1, x2], { fill: "var(--rose)", r: 3.2 });
    const [x1, x2, f, d1, d2] = steps[step];
    if (spec.arrows) {
      plane.arrow([x1, x2], [x1 - spec.arrows * d1, x2], { colour: "var(--green)" });
      plane.arrow([x1, x2], [x1, x2 - spec.arrows * d2], { colour: "var(--purple)" });
    }
    plane.dot([x1, x2], { fill: "var(--rose)", r: 6, class: "walker" });
    stage.replaceChildren(plane.svg);
    const arrows = spec.arrows ? [["arrow", "var(--green)", words.first], ["arrow", "var(--purple)", words.second]] : [];
    legend([["line", "var(--blue)", words.level], ["dot", "var(--rose)", words.path], ...arrows]);
    const figures = [`(x1, x2) = (${lesson.short(x1)}, ${lesson.short(x2)})`, `f = ${lesson.short(f)}`, `∂f/∂x1 = ${lesson.short(d1)}`, `∂f/∂x2 = ${lesson.short(d2)}`];
    readout(figures.join(" · "));
    plane.svg.setAttribute("aria-label", figures.join(", "));
  };
  return new lesson.Player(figure, {
    name: "iteration",
    steps: () => chosen.steps().length,
    written: (step) => String(spec.iterations[step]),
    draw,
    choices: chosen.choices,
  });
};
