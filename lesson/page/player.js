// What stands under a drawing: play, pause, one step on or back, a slider for the steps, and sliders for what else can be chosen.
"use strict";

lesson.words_of = {
  play: { en: "Play", ko: "재생" },
  pause: { en: "Pause", ko: "일시 정지" },
  back: { en: "Back by one", ko: "하나 뒤로" },
  on: { en: "On by one", ko: "하나 앞으로" },
  iteration: { en: "iteration", ko: "반복" },
  step: { en: "stage", ko: "단계" },
  steps: { en: "steps", ko: "걸음" },
  epoch: { en: "epoch", ko: "에포크" },
  examples: { en: "examples", ko: "예시" },
  rate: { en: "learning rate", ko: "학습률" },
  start: { en: "start", ko: "출발점" },
  example: { en: "example", ko: "예시" },
};

lesson.Player = class {
  /**
   * `steps()` says how many there are; `written(step)` what the slider says; `draw(step)` draws. `choices` are further sliders
   * `{name, values, index, written}`, and a change of one begins the run anew at the step that is shown.
   */
  constructor(figure, { name, steps, written, draw, choices = [], seconds = 0.6, at = 0 }) {
    Object.assign(this, { steps, written, draw, seconds, choices, index: at, timer: null, rows: [] });
    this.box = lesson.html("div", { class: "controls" });
    for (const choice of choices) this.slider(choice.name, choice.values.length - 1, choice.index, (index, value) => {
      choice.index = index;
      value.textContent = choice.written(choice.values[index]);
      this.go(Math.min(this.index, this.steps() - 1));
    }, choice.role ?? choice.name);
    if (steps() > 1) {
      this.play = lesson.html("button", { type: "button", class: "play" });
      this.back = lesson.html("button", { type: "button" }, "‹");
      this.on = lesson.html("button", { type: "button" }, "›");
      this.play.addEventListener("click", () => (this.timer ? this.pause() : this.start()));
      this.back.addEventListener("click", () => { this.pause(); this.go(this.index - 1); });
      this.on.addEventListener("click", () => { this.pause(); this.go(this.index + 1); });
      this.range = this.slider(name, steps() - 1, at, (index) => { this.pause(); this.go(index); }, "step");
      this.box.append(lesson.html("div", { class: "buttons" }, this.play, this.back, this.on));
    }
    figure.append(this.box);
    this.label();
  }

  slider(name, last, index, changed, role) {
    const id = `slider-${(lesson.Player.count = (lesson.Player.count ?? 0) + 1)}`;
    const label = lesson.html("label", { for: id });
    const value = lesson.html("output", { class: "value", for: id });
    const range = lesson.html("input", { type: "range", id, min: 0, max: last, step: 1, "data-role": role });
    range.value = index;
    range.addEventListener("input", () => changed(Number(range.value), value));
    this.rows.push({ name, label, value, range, role });
    this.box.append(label, range, value);
    return range;
  }

  /** Everything that is in words, in the language that is shown. */
  label() {
    for (const { name, label } of this.rows) label.textContent = lesson.words(lesson.words_of[name] ?? name);
    if (this.play) {
      const playing = this.timer !== null;
      this.play.textContent = playing ? "❚❚" : "►";
      this.play.setAttribute("aria-label", lesson.words(playing ? lesson.words_of.pause : lesson.words_of.play));
      this.back.setAttribute("aria-label", lesson.words(lesson.words_of.back));
      this.on.setAttribute("aria-label", lesson.words(lesson.words_of.on));
    }
    this.values();
  }

  values() {
    for (const [at, choice] of this.choices.entries()) {
      const row = this.rows[at];
      row.value.textContent = choice.written(choice.values[choice.index]);
      row.range.setAttribute("aria-valuetext", row.value.textContent);
    }
    if (this.range) {
      const row = this.rows.at(-1);
      row.value.textContent = this.written(this.index);
      row.range.setAttribute("aria-valuetext", row.value.textContent);
    }
  }

  go(index) {
    this.index = Math.max(0, Math.min(index, this.steps() - 1));
    if (this.range) {
      this.range.max = this.steps() - 1;
      this.range.value = this.index;
      this.back.disabled = this.index === 0;
      this.on.disabled = this.index === this.steps() - 1;
    }
    this.values();
    this.draw(this.index);
  }

  start() {
    if (this.index >= this.steps() - 1) this.go(0);
    this.timer = setInterval(() => {
      this.go(this.index + 1);
      if (this.index >= this.steps() - 1) this.pause();
    }, 1000 * this.seconds);
    this.label();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.label();
  }
};
