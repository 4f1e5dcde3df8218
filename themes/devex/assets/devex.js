// Small aids. Every page and the form work without this file, and the function decides what is late.
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);
  const lang = document.documentElement.lang;

  // A page built before an instant and read after it: the label of the status follows the clock.
  function correctStatuses() {
    const { open, evaluating } = document.body.dataset;
    const now = Date.now();
    for (const label of all("[data-status][data-opens][data-closes]")) {
      const { status, opens, closes } = label.dataset;
      if (status !== "open" && status !== "upcoming") continue;
      if (now >= Date.parse(closes)) setStatus(label, "evaluating", evaluating);
      else if (now >= Date.parse(opens)) setStatus(label, "open", open);
    }
  }

  function setStatus(label, status, text) {
    if (label.dataset.status === status) return;
    label.dataset.status = status;
    label.textContent = text;
  }

  // The form stays: its words are the bidder's, and this clock may be wrong.
  function warnWhenClosed() {
    const closing = document.querySelector("[data-fact=closes] time");
    if (!closing || !(Date.now() >= Date.parse(closing.dateTime))) return;
    for (const start of all(".start")) start.hidden = true;
    for (const notice of all("[data-closed-now]")) {
      if (!notice.hidden) continue;
      notice.hidden = false;
      notice.textContent = notice.dataset.closedNow;
    }
  }

  function followClock() {
    correctStatuses();
    warnWhenClosed();
  }

  // A word holds a letter or a digit: the same rule as in the function.
  const countWords = (text) => text.split(/\s+/u).filter((token) => /[\p{Alphabetic}\p{N}]/u.test(token)).length;

  function addCounter(field) {
    const plural = new Intl.PluralRules(lang);
    const digits = new Intl.NumberFormat(lang);
    const shown = document.createElement("p");
    shown.className = "counter";
    shown.setAttribute("aria-hidden", "true");
    const spoken = document.createElement("p");
    spoken.className = "visually-hidden";
    spoken.setAttribute("aria-live", "polite");
    field.after(shown, spoken);

    let pause;
    function update() {
      const left = field.dataset.maxWords - countWords(field.value);
      const n = Math.abs(left);
      const one = plural.select(n) === "one";
      const { overOne, overMany, remainingOne, remainingMany } = field.dataset;
      const sentence = left < 0 ? (one ? overOne : overMany) : one ? remainingOne : remainingMany;
      shown.textContent = sentence.replace("{n}", digits.format(n));
      shown.classList.toggle("over", left < 0);
    }
    field.addEventListener("input", () => {
      update();
      clearTimeout(pause);
      pause = setTimeout(() => { spoken.textContent = shown.textContent; }, 1000);
    });
    update();
  }

  function offerPrinting(button) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  followClock();
  setInterval(followClock, 15000);
  all("textarea[data-max-words]").forEach(addCounter);
  all("[data-print]").forEach(offerPrinting);
  document.querySelector("[data-error-summary]")?.focus();
})();
