// Draws every figure of the page, again when the language or the width changes, and asks the questions.
"use strict";

/** The legend, the place of the drawing and the line of figures under it. */
lesson.parts = (figure) => {
  const list = lesson.html("ul", { class: "legend" });
  const stage = lesson.html("div", { class: "stage" });
  const line = lesson.html("p", { class: "readout" });
  figure.append(list, stage, line);
  return {
    stage,
    legend: (marks) => lesson.legend(list, marks),
    readout: (words) => { line.textContent = words.replaceAll(" = ", "\u00a0=\u00a0").replaceAll("/∂", "/\u2060∂"); },
  };
};

lesson.mount = (figure) => {
  const spec = JSON.parse(figure.querySelector("script").textContent);
  const drawing = lesson.figures[figure.dataset.kind](figure, spec);
  const readout = figure.querySelector(".readout");
  const draw = () => {
    drawing.label();
    drawing.go(drawing.index);
    readout.hidden = readout.textContent === "";
  };
  draw();
  document.addEventListener("language", draw);
  let width = figure.clientWidth;
  new ResizeObserver(() => {
    if (figure.clientWidth !== width) {
      width = figure.clientWidth;
      draw();
    }
  }).observe(figure);
};

lesson.ask = (quiz) => {
  const answer = quiz.querySelector("details");
  const figure = quiz.previousElementSibling?.closest("figure");
  quiz.addEventListener("click", (event) => {
    const button = event.target.closest(".choices button");
    if (!button) return;
    for (const other of quiz.querySelectorAll(".choices button")) other.setAttribute("aria-pressed", String(other === button));
    answer.open = true;
  });
  // A drawing right above the question shows the rest with the answer.
  answer.addEventListener("toggle", () => {
    if (answer.open) figure?.dispatchEvent(new Event("answered"));
  });
};

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("figure[data-kind]").forEach(lesson.mount);
  document.querySelectorAll(".quiz").forEach(lesson.ask);
});
