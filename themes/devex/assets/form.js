// What scripts add to the form of a proposal: counters, a review and a draft. The form works without this file.
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);
  const draftKey = (opportunity) => `devex-draft-${opportunity}`;

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  // A word holds a letter or a digit: the same rule as in the function.
  const countWords = (text) => text.split(/\s+/u).filter((token) => /[\p{Alphabetic}\p{N}]/u.test(token)).length;

  function addCounter(field) {
    const lang = document.documentElement.lang;
    const plural = new Intl.PluralRules(lang);
    const digits = new Intl.NumberFormat(lang);
    const shown = element("p", { className: "counter", ariaHidden: "true" });
    const spoken = element("p", { className: "visually-hidden", ariaLive: "polite" });
    field.after(shown, spoken);

    let pause;
    function update() {
      const left = field.dataset.maxWords - countWords(field.value);
      const n = Math.abs(left);
      const forms = JSON.parse(left < 0 ? field.dataset.over : field.dataset.left);
      shown.textContent = (forms[plural.select(n)] ?? forms.other).replace("{n}", digits.format(n));
      shown.classList.toggle("over", left < 0);
    }
    field.addEventListener("input", () => {
      update();
      clearTimeout(pause);
      pause = setTimeout(() => { spoken.textContent = shown.textContent; }, 1000);
    });
    update();
  }

  // The fields that a person answers, neither hidden ones nor the trap for programs.
  const fieldsOf = (form) => [...form.querySelectorAll(".question :is(input, textarea)")];
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const isBlank = (form) => fieldsOf(form).every((field) => (isChoice(field) ? !field.checked : field.value === ""));

  // Storage may be forbidden, full, or hold what others wrote.
  function kept(key) {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      return draft !== null && typeof draft === "object" ? draft : null;
    } catch {
      return null;
    }
  }

  function canKeep() {
    try {
      return Boolean(localStorage);
    } catch {
      return false;
    }
  }

  function keep(key, draft) {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  function forget(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Then nothing is kept.
    }
  }

  function draftOf(form) {
    const answered = fieldsOf(form).filter((field) => !isChoice(field) || field.checked);
    return Object.fromEntries(answered.map((field) => [field.name, field.value]));
  }

  function restore(draft, form) {
    for (const field of fieldsOf(form)) {
      const value = Object.hasOwn(draft, field.name) ? draft[field.name] : "";
      if (typeof value !== "string") continue;
      if (isChoice(field)) field.checked = field.value === value;
      else field.value = value;
    }
  }

  function draftBox({ id: formId, dataset: { draftLabel, draftHint } }) {
    const id = `${formId}-draft`;
    const hintId = `${id}-hint`;
    const box = element("input", { type: "checkbox", id });
    box.setAttribute("aria-describedby", hintId);
    const status = element("p", { className: "draft-status", role: "status" });
    const label = element("label", { htmlFor: id, textContent: draftLabel });
    const choice = element("div", { className: "choice" }, box, label);
    const hint = element("p", { className: "hint", id: hintId, textContent: draftHint });
    return { box, status, whole: element("div", { className: "draft" }, choice, hint, status) };
  }

  function offerDraft(form) {
    const key = draftKey(form.elements.opportunity.value);
    const { box, status, whole } = draftBox(form);
    form.querySelector("fieldset").before(whole);
    let pause = null;

    function save() {
      clearTimeout(pause);
      pause = null;
      if (!box.checked || keep(key, draftOf(form))) return;
      // The box says what is true: nothing can be kept here.
      box.checked = false;
      forget(key);
    }
    function forgetWhenUnticked() {
      if (box.checked) return;
      forget(key);
      status.textContent = "";
    }

    const draft = kept(key);
    box.checked = draft !== null;
    // What the server sent back, or the browser itself restored, is newer than the draft.
    if (draft && isBlank(form)) {
      restore(draft, form);
      // Screen readers say what changes in a status that they know already.
      setTimeout(() => { status.textContent = form.dataset.draftRestored; }, 500);
    }

    box.addEventListener("change", forgetWhenUnticked);
    form.addEventListener("change", save);
    form.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(save, 400);
    });
    addEventListener("pagehide", () => {
      // Only what still waits: the draft may have been removed or replaced by another tab since.
      if (pause) save();
    });
    // Another tab sent the proposal or unticked the box. What it wrote is left alone: somebody is typing here.
    addEventListener("storage", (event) => {
      if ((event.key === key || event.key === null) && event.newValue === null) box.checked = false;
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted && kept(key) === null) box.checked = false;
    });
  }

  // The label of a question without its "(required)".
  function labelOf(label) {
    const copy = label.cloneNode(true);
    copy.querySelector(".needed")?.remove();
    return copy.textContent.trim();
  }

  function answerTo(question) {
    const field = question.querySelector("input, textarea");
    if (field.type === "checkbox") return field.checked ? field.form.dataset.accepted : "";
    if (field.type !== "radio") return field.value.trim();
    const chosen = question.querySelector("input:checked");
    return chosen ? labelOf(chosen.labels[0]) : "";
  }

  function answers(form) {
    const list = element("dl", { className: "written" });
    for (const question of form.querySelectorAll(".question")) {
      const answer = answerTo(question);
      const described = element("dd", { textContent: answer || form.dataset.notProvided });
      if (!answer) described.className = "missing";
      list.append(element("dt", { textContent: labelOf(question.querySelector("legend, label")) }), described);
    }
    return list;
  }

  // The form is sent from the review only; `review` is what stands in place of the fields.
  function addReview(form) {
    const button = form.querySelector("[type=submit]");
    const { check, checkHeading, change } = form.dataset;
    const submit = button.textContent;
    const fields = [...form.children].filter((child) => !child.matches("input, [type=submit]:not([name]), [data-closed-now]"));
    const changeButton = element("button", { type: "button", className: "button secondary", hidden: true }, change);
    button.after(changeButton);
    button.textContent = check;
    // The page that answers a POST may not be reloaded from an entry of its own: there, Back leaves the form.
    const hasAddress = location.pathname !== new URL(form.action).pathname;
    let review = null;
    let origin = null;
    // A page that is loaded anew shows the form.
    if (history.state?.review) history.replaceState(null, "");

    function show() {
      origin = form.contains(document.activeElement) ? document.activeElement : button;
      const heading = element("h2", { textContent: checkHeading, tabIndex: -1 });
      review = element("section", { className: "review" }, heading, answers(form));
      form.prepend(review);
      for (const part of fields) part.hidden = true;
      changeButton.hidden = false;
      button.textContent = submit;
      heading.focus();
    }
    function hide() {
      if (!review) return;
      review.remove();
      review = null;
      for (const part of fields) part.hidden = false;
      changeButton.hidden = true;
      button.textContent = check;
      origin.focus();
    }

    form.addEventListener("submit", (event) => {
      if (event.submitter?.name === "show_in") return;
      if (review) return disableForAWhile(button);
      event.preventDefault();
      show();
      if (hasAddress) history.pushState({ review: true }, "");
    });
    changeButton.addEventListener("click", () => {
      if (history.state?.review) history.back();
      else hide();
    });
    addEventListener("popstate", (event) => {
      // Later, as the browser first moves the focus to the fragment of the address.
      setTimeout(() => {
        if (!event.state?.review) hide();
        else if (!review) show();
      });
    });
    for (const link of all("[data-error-summary] a")) link.addEventListener("click", hide);
    // The second click of a double one falls on what the first has changed.
    button.addEventListener("click", (event) => {
      if (event.detail > 1) event.preventDefault();
    });
    addEventListener("pageshow", () => { button.disabled = false; });
  }

  // The page in the other language, with all that was written.
  function keepWordsInOtherLanguage(form) {
    const link = document.querySelector(".language a");
    link?.addEventListener("click", (event) => {
      if (isBlank(form) && !link.hash) return;
      event.preventDefault();
      form.append(element("input", { type: "hidden", name: "show_in", value: link.hreflang }));
      form.submit();
    });
  }

  // Sent once: long enough for an answer, and not for good if none comes.
  function disableForAWhile(button) {
    button.disabled = true;
    setTimeout(() => { button.disabled = false; }, 5000);
  }

  // People need time for a blank form. One that came back or was restored is soon mended.
  function addElapsed(form) {
    form.addEventListener("formdata", (event) => event.formData.set("elapsed", Math.round(performance.now())));
  }

  const form = document.getElementById("proposal-form");
  if (form) {
    if (isBlank(form) && !kept(draftKey(form.elements.opportunity.value))) addElapsed(form);
    if (canKeep()) offerDraft(form);
    form.querySelectorAll("textarea[data-max-words]").forEach(addCounter);
    addReview(form);
    keepWordsInOtherLanguage(form);
  }
  // The confirmation: what was sent is no draft any more.
  for (const { dataset } of all("[data-sent]")) forget(draftKey(dataset.sent));
})();
