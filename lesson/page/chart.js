// Charts: series of points as lines, which a player lets grow from left to right.
"use strict";

lesson.figures.chart = (figure, spec) => {
  const { stage, legend, readout } = lesson.parts(figure);
  let series = spec.series ?? spec.choices[0].series;

  /** Where the player stops. */
  const cuts = () => {
    const all = [...new Set(series.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
    if (!spec.plays) return all;
    const places = [...Array(spec.plays + 1).keys()].map((at) => at / spec.plays);
    const { from, to, logarithmic } = spec.x;
    return places.map((share) => (logarithmic ? from * (to / from) ** share : from + share * (to - from)));
  };
  const stops = spec.player ? cuts() : [Infinity];
  const written = (number) => ("decimals" in spec ? lesson.fixed(number, spec.decimals) : lesson.short(number));

  const draw = (step) => {
    const cut = stops[step] * (1 + 1e-9);
    const plane = new lesson.Plane(stage, spec.x, spec.y);
    const figures = [];
    series.forEach(({ name, points, dots, marks }, at) => {
      const colour = lesson.colours[at];
      const shown = points.filter(([x]) => x <= cut);
      if (!marks) plane.line(shown, { stroke: colour, "stroke-width": shown.length > 150 ? 1.3 : 2 });
      if (dots || marks) for (const point of shown) plane.dot(point, { fill: colour, r: marks ? 5 : 3 });
      if (spec.player && shown.length) {
        const last = shown.at(-1);
        plane.dot(last, { fill: colour, r: 4.5 });
        figures.push(`${lesson.words(name)}: ${written(last[1])}`);
      }
    });
    for (const { at, words } of spec.notes ?? []) {
      lesson.text(plane.above, lesson.words(words), ...plane.at(at), { class: "small" });
    }
    stage.replaceChildren(plane.svg);
    legend(series.map(({ name, marks }, at) => [marks ? "dot" : "line", lesson.colours[at], name]));
    if (spec.player && !spec.quiet) readout(figures.join(" · "));
    plane.svg.setAttribute("aria-label", [lesson.words(spec.y.name), ...figures].join(", "));
  };

  const player = new lesson.Player(figure, {
    name: spec.player,
    steps: () => stops.length,
    written: (step) => Math.round(stops[step]).toLocaleString("en"),
    draw,
    seconds: Math.max(0.05, Math.min(0.5, 6 / stops.length)),
    at: stops.length - 1,
  });
  if (!spec.choices) return player;
  const select = lesson.html("select", { "data-role": "choice" });
  for (const { name } of spec.choices) select.append(lesson.html("option", {}, name));
  const label = lesson.html("label");
  const words = lesson.html("span");
  label.append(words, " ", select);
  player.box.replaceChildren(label);
  select.addEventListener("change", () => {
    series = spec.choices[select.selectedIndex].series;
    draw(0);
  });
  return { index: 0, go: draw, label: () => { words.textContent = lesson.words(spec.choose); } };
};
