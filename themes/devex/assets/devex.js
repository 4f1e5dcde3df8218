// Small aids. Every page works without this file, and the function decides what is late.
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);

  // A text with a number, in the form that the language has for it.
  let rules;
  function counted(forms, n) {
    rules ??= new Intl.PluralRules(document.documentElement.lang);
    const texts = JSON.parse(forms);
    return (texts[rules.select(n)] ?? texts.other).replace("{n}", n);
  }

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
    const before = label.dataset.status;
    if (before === status) return;
    label.dataset.status = status;
    label.textContent = text;
    count(before, -1);
    count(status, 1);
    const card = label.closest(".card");
    for (const term of (label.closest(".card, .row") ?? document.querySelector("main")).querySelectorAll(`[data-${status}]`)) {
      term.textContent = term.dataset[status];
    }
    if (card) moveCard(card, before, status);
  }

  // A card goes where it would be if the page were built now, or away if there is no such place.
  function moveCard(card, before, status) {
    const group = card.closest("[data-group]");
    const isByStatus = group.dataset.group === before;
    const place = isByStatus ? document.querySelector(`[data-group=${status}] .cards`) : card.parentElement;
    if (!place) card.remove();
    else place.insertBefore(card, [...place.children].find((other) => other !== card && comesBefore(card, other)) ?? null);
    if (group.querySelector(".card")) return;
    const none = group.querySelector("[data-none]");
    if (none) none.hidden = false;
    else group.hidden = true;
  }

  // By status; open ones by what closes first, closed ones by what closed last.
  function comesBefore(...cards) {
    const [[a, closes], [b, closesThen]] = cards.map((card) => {
      const { status, closes } = card.querySelector("[data-status]").dataset;
      return [["open", "upcoming", "evaluating"].indexOf(status), Date.parse(closes)];
    });
    return a === b ? (a ? closes > closesThen : closes < closesThen) : a < b;
  }

  function count(status, difference) {
    for (const shown of all(`[data-count=${status}]`)) {
      const n = shown.textContent.replace(/\D/g, "") - -difference;
      shown.textContent = counted(shown.dataset.forms, n);
    }
  }

  // How long there is left, in the largest unit that says something: nobody needs minutes a week before.
  function showTimeLeft() {
    for (const closing of all(".closing time, [data-fact=closes] time")) {
      const place = closing.closest(".card") ?? document.querySelector(".banner");
      const seconds = (Date.parse(closing.dateTime) - Date.now()) / 1000;
      const isOpen = seconds > 0 && place?.querySelector("[data-status=open]");
      // Under "Open now", that it is open says nothing: its label says how long.
      const label = place?.closest("[data-group=open]") && isOpen;
      const left = label || (closing.parentElement.querySelector(".time-left") ?? document.createElement("span"));
      if (!isOpen) { left.remove(); continue; }
      const [unit, length] = [["days", 86400], ["hours", 3600], ["minutes", 60]].find(([, length]) => seconds >= 2 * length) ?? ["minutes", 60];
      const text = counted(document.body.dataset[unit], Math.floor(seconds / length));
      if (left.textContent === text) continue;
      left.textContent = text;
      if (label) continue;
      left.className = "time-left";
      closing.after(left);
    }
  }

  // What is true only before, during or after the time of the page's opportunity. Its label never goes back in time.
  function followPhase() {
    const label = document.querySelector(".banner [data-status][data-closes]");
    if (!label) return;
    const { status } = label.dataset;
    const phase = status === "open" || status === "upcoming" ? status : "closed";
    for (const part of all("[data-while]")) part.hidden = !part.dataset.while.split(" ").includes(phase);
  }

  // The form stays: its words are the bidder's, and this clock may be wrong.
  function warnWhenClosed() {
    const closing = document.querySelector("[data-fact=closes] time");
    if (!closing || !(Date.now() >= Date.parse(closing.dateTime))) return;
    for (const notice of all("[data-closed-now]")) {
      if (!notice.hidden) continue;
      notice.hidden = false;
      notice.textContent = notice.dataset.closedNow;
    }
  }

  function followClock() {
    correctStatuses();
    showTimeLeft();
    followPhase();
    warnWhenClosed();
  }

  function offerPrinting(button) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  followClock();
  setInterval(followClock, 15000);
  // A page that was put aside and comes back is as old as it is.
  addEventListener("pageshow", followClock);
  all("[data-print]").forEach(offerPrinting);
  document.querySelector("[data-error-summary]")?.focus();
})();
