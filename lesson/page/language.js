// Which language is shown: the one chosen, kept in the address and in the browser's memory; else the browser's own.
"use strict";
const lesson = { figures: {} };

lesson.language = () => document.documentElement.dataset.language;

/** Words in the language that is shown; a string is the same in both. */
lesson.words = (both) => (typeof both === "string" ? both : both[lesson.language()]);

lesson.show = (language) => {
  const root = document.documentElement;
  root.dataset.language = language;
  root.lang = language;
  for (const element of document.querySelectorAll("[data-label-en]")) {
    element.setAttribute("aria-label", element.getAttribute(`data-label-${language}`));
  }
  for (const link of document.querySelectorAll("a[data-title-en]")) {
    link.title = link.getAttribute(`data-title-${language}`);
  }
  for (const button of document.querySelectorAll("[data-choose]")) {
    button.setAttribute("aria-pressed", String(button.dataset.choose === language));
  }
  // Not every browser remembers for pages from a disk: links carry the language along.
  for (const link of document.querySelectorAll('a[href*=".html"]')) {
    const [, page, anchor] = link.getAttribute("href").match(/^([^?#]*)[^#]*(#.*)?$/);
    link.setAttribute("href", `${page}?${language}${anchor ?? ""}`);
  }
  const title = document.querySelector("title");
  document.title = title.getAttribute(`data-${language}`);
  document.dispatchEvent(new Event("language"));
};

lesson.choose = (language) => {
  try {
    localStorage.setItem("language", language);
  } catch {
    // The address remembers it.
  }
  try {
    history.replaceState(null, "", `?${language}${location.hash}`);
  } catch {
    // Then it holds for this page.
  }
  lesson.show(language);
};

{
  const known = (language) => (language === "en" || language === "ko" ? language : null);
  let kept = null;
  try {
    kept = localStorage.getItem("language");
  } catch {
    // Nothing is kept.
  }
  const own = navigator.language.startsWith("ko") ? "ko" : "en";
  const language = known(location.search.slice(1)) ?? known(kept) ?? own;
  document.documentElement.dataset.language = language;
  document.documentElement.lang = language;
  document.addEventListener("DOMContentLoaded", () => lesson.show(language));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (button) lesson.choose(button.dataset.choose);
  });
}
