// Small aids. Every page works without this file, and the function decides what is late.
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);

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

  function offerPrinting(button) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  followClock();
  setInterval(followClock, 15000);
  all("[data-print]").forEach(offerPrinting);
  document.querySelector("[data-error-summary]")?.focus();
})();
