// Searching everything, and filtering the opportunities. Both read the files of the directory, and only when asked to.
(() => {
  "use strict";
  const lang = document.documentElement.lang;
  const digits = new Intl.NumberFormat(lang);
  const plural = new Intl.PluralRules(lang);
  const STEP = 50;

  // What two spellings of a word have in common: no accents, no case, no ligatures.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");
  // 8,200 and 8 200 are one number.
  const split = (text) => text.replace(/(?<=(?<!\d)\d{1,3})[,\s](?=\d{3}(?!\d))/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  const wordsOf = (text) => split(fold(text));
  // Singular and plural alike, in both languages: opportunities, opportunity; journaux, journal.
  const stem = (word) => (word.length < 4 ? word : word.replace(/(?:ies|y|aux|ails?|als?|es|[sxe])$/, (end) => (/^a/.test(end) ? "a" : "")));

  const counted = (forms, n) => {
    const texts = JSON.parse(forms);
    return (texts[plural.select(n)] ?? texts.other).replace("{n}", digits.format(n));
  };

  const loaded = new Map();
  function load(url) {
    if (!loaded.has(url)) {
      const answer = fetch(url).then((response) => (response.ok ? response.json() : Promise.reject(new Error(url))));
      loaded.set(url, answer.catch((error) => { loaded.delete(url); throw error; }));
    }
    return loaded.get(url);
  }
  const part = ({ opportunities }, number) => load(opportunities.replace("#", number));

  function statusOf({ outcome, opens, closes }) {
    if (outcome) return outcome;
    const now = Date.now();
    return now < Date.parse(opens) ? "upcoming" : now < Date.parse(closes) ? "open" : "evaluating";
  }
  const CURRENT = ["open", "upcoming", "evaluating"];
  const isCurrent = (status) => CURRENT.includes(status);

  // In the time zone of the site: that of the reader may have another day.
  const closing = ({ closes, closing: text }, { closes: before, closed: after }) => (text ? `${Date.now() < Date.parse(closes) ? before : after} ${text}` : "");

  // Shows what was found, a page at a time.
  function list(place, fill) {
    const items = place.querySelector("ul");
    const more = place.querySelector("[data-more]");
    let rest = [];
    function add() {
      const row = (found) => {
        const copy = place.querySelector("template").content.cloneNode(true);
        Object.assign(copy.querySelector("a"), { href: found.url, textContent: found.title });
        fill(copy, found);
        return copy;
      };
      items.append(...rest.splice(0, STEP).map(row));
      more.hidden = rest.length === 0;
    }
    more.addEventListener("click", () => {
      const last = items.lastElementChild;
      add();
      last.nextElementSibling?.querySelector("a").focus();
    });
    return (found, said) => {
      items.replaceChildren();
      rest = [...found];
      add();
      say(place, said);
      place.querySelector("[data-none]").hidden = found.length > 0;
      place.hidden = false;
    };
  }

  const say = (place, text) => { place.querySelector("[role=status]").textContent = text; };
  function tellFailure(place) {
    say(place, place.dataset.notLoaded);
    place.hidden = false;
  }

  // How well a word of a query fits one of a text: the whole word, its other number, or its beginning.
  const fit = (wanted, word) => (word[0] !== wanted[0] ? 0 : word === wanted ? 1 : stem(word) === stem(wanted) ? 0.9 : word.startsWith(wanted) || word.startsWith(stem(wanted)) ? 0.6 : 0);
  const best = (wanted, words) => words.reduce((most, word) => Math.max(most, fit(wanted, word)), 0);

  // The fewest letters that one must change, add, leave out or swap; Infinity beyond a limit.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return Infinity;
    let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[b.length] > limit ? Infinity : row[b.length];
  }

  // A number is meant as it is.
  function nearest(wanted, entries) {
    if (/\p{N}/u.test(wanted)) return null;
    const limit = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
    let [found, least] = [null, limit + 1];
    for (const { fields } of entries) {
      for (const [, words] of fields) {
        for (const word of words) {
          const far = distance(wanted, word, least - 1);
          if (far < least) [found, least] = [word, far];
        }
      }
    }
    return found;
  }

  // Two words that people write as one, too: date picker, datepicker.
  const withJoined = (words) => words.concat(words.slice(1).map((word, i) => words[i] + word));
  function entryOf(found, statuses) {
    const { title, names = [], summary = "", price } = found;
    const facts = price ? [...names, price, statuses[statusOf(found)]] : names;
    // The abbreviation of a department leads to it before its opportunities.
    return { found, fields: [[8, withJoined(wordsOf(title))], [price ? 5 : 10, wordsOf(facts.join(" "))], [3, wordsOf(summary)]] };
  }

  function score({ found, fields }, query) {
    let total = 0;
    for (const wanted of query) {
      const most = Math.max(...fields.map(([weight, words]) => weight * best(wanted, words)));
      if (most === 0) return 0;
      total += most;
    }
    return total + (found.kind === "opportunities" && isCurrent(statusOf(found)) ? 1 : 0);
  }

  function startSearch(place, field) {
    const { dataset } = place;
    const [kinds, statuses] = [JSON.parse(dataset.kinds), JSON.parse(dataset.statuses)];
    const show = list(place, (row, found) => {
      row.querySelector("[data-summary]").textContent = found.summary ?? "";
      const facts = [kinds[found.kind]];
      if (found.kind === "opportunities") facts.push(statuses[statusOf(found)], found.price, closing(found, dataset));
      row.querySelector("[data-note]").textContent = facts.filter(Boolean).join(" · ");
    });
    const entries = [];
    // With its accents.
    const spelt = (near) => entries.flatMap(({ found }) => split(`${found.title} ${found.names} ${found.summary}`)).find((word) => fold(word) === near) ?? near;
    let isLoading = false;

    function search() {
      let said = "";
      const typed = split(field.value.normalize());
      if (typed.length === 0) { place.hidden = true; return; }
      const query = typed.map((word) => {
        const wanted = fold(word);
        if (entries.some(({ fields }) => fields.some(([, words]) => best(wanted, words) > 0))) return wanted;
        const near = nearest(wanted, entries);
        if (near) said += (said ? " " : ". ") + dataset.nearest.replace("{word}", word).replace("{nearest}", spelt(near));
        return near ?? wanted;
      });
      const scored = entries.map((entry) => [score(entry, query), entry.found]).filter(([points]) => points > 0);
      scored.sort(([a], [b]) => b - a);
      show(scored.map(([, found]) => found), counted(dataset.found, scored.length) + said);
    }

    async function read() {
      entries.length = 0;
      const take = (found) => { entries.push(...found.map((one) => entryOf(one, statuses))); search(); };
      take(await load(dataset.things));
      for (let number = 1; number <= dataset.parts; number++) take(await part(dataset, number));
      const words = await load(dataset.words);
      for (const { found, fields } of entries) {
        if (words[found.url]) fields.push([1, words[found.url].split(" ")]);
      }
      search();
    }
    function begin() {
      if (isLoading) return;
      isLoading = true;
      read().catch(() => { isLoading = false; tellFailure(place); });
    }

    field.value = new URLSearchParams(location.search).get("q") ?? field.value;
    field.addEventListener("focus", begin);
    field.addEventListener("input", () => {
      begin();
      search();
      history.replaceState(null, "", field.value ? `?${new URLSearchParams({ q: field.value })}` : location.pathname);
    });
    field.form.addEventListener("submit", (event) => event.preventDefault());
    if (field.value) begin();
    else field.focus({ preventScroll: true });
  }

  function isIn(number, range) {
    const [least, most] = range.split("-").map(Number);
    return !range || (number >= least && number <= (most || Infinity));
  }
  // Missing dates come last.
  const time = (text) => (text ? Date.parse(text) : 0);
  // Open, to come, under evaluation, past.
  const rank = (found) => (CURRENT.indexOf(statusOf(found)) + 4) % 4;
  const orders = {
    "": (a, b) => rank(a) - rank(b) || (rank(a) < 2 ? time(a.closes) - time(b.closes) : time(b.closes) - time(a.closes)),
    // What is only announced is not posted yet.
    posted: (a, b) => (statusOf(a) === "upcoming") - (statusOf(b) === "upcoming") || time(b.posted) - time(a.posted),
    value: (a, b) => b.value - a.value,
  };

  function startFilters(form, place) {
    const { dataset } = place;
    const [rest, clear, file] = [document.querySelector(".unfiltered"), form.querySelector("[type=reset]"), place.querySelector("[data-file]")];
    const statuses = JSON.parse(dataset.statuses);
    const browse = document.querySelector(".browse");
    for (const name of ["skill", "department"]) {
      const links = browse.querySelectorAll(`[data-${name}]`);
      form.elements[name].append(...[...links].map((link) => new Option(link.textContent, link.dataset[name])));
    }
    const departments = Object.fromEntries([...form.elements.department.options].map(({ value, text }) => [value, text]));
    browse.hidden = true;
    form.hidden = false;
    form.querySelector("details").open = location.search !== "";

    const show = list(place, (row, found) => {
      const status = statusOf(found);
      Object.assign(row.querySelector(".status"), { textContent: statuses[status] }).dataset.status = status;
      row.querySelector("[data-value]").textContent = found.price;
      row.querySelector("[data-closing]").textContent = closing(found, dataset);
      row.querySelector("[data-department]").textContent = departments[found.department] ?? "";
    });

    // Current ones come first: there is no need to read on once past ones are met.
    async function read(needsPast) {
      let all = [];
      for (let number = 1; number <= dataset.parts; number++) {
        all = all.concat(await part(dataset, number));
        if (!needsPast && all.some((found) => !isCurrent(statusOf(found)))) break;
      }
      return all;
    }

    function offerFile({ skill, department }) {
      const only = skill && !department ? `[data-skill="${CSS.escape(skill)}"]` : department && !skill ? `[data-department="${CSS.escape(department)}"]` : null;
      const link = only && browse.querySelector(only);
      file.hidden = !link;
      if (!link) return;
      file.href = `${link.getAttribute("href")}opportunities.csv`;
      file.textContent = dataset.file.replace("{name}", link.textContent);
    }

    let latest = 0;
    async function apply() {
      const wanted = Object.fromEntries(new FormData(form));
      const isFiltered = Object.values(wanted).some(Boolean);
      clear.hidden = !isFiltered;
      const mine = ++latest;
      if (!isFiltered) {
        place.hidden = true;
        rest.hidden = false;
        return;
      }
      const needsPast = wanted.status !== "" && !isCurrent(wanted.status);
      let all;
      try {
        all = await read(needsPast);
      } catch {
        return tellFailure(place);
      }
      if (mine !== latest) return;
      const fits = (found) => {
        const status = statusOf(found);
        const isWanted = wanted.status === "" ? isCurrent(status) : wanted.status === "all" || wanted.status === status;
        return isWanted && (!wanted.skill || found.skills.includes(wanted.skill)) && (!wanted.department || found.department === wanted.department) && isIn(found.value, wanted.value) && isIn(found.hours, wanted.hours);
      };
      const found = all.filter(fits).sort(orders[wanted.sort] ?? orders[""]);
      rest.hidden = true;
      show(found, counted(dataset.results, found.length));
      offerFile(wanted);
    }

    function remember() {
      const state = String(new URLSearchParams([...new FormData(form)].filter(([, value]) => value)));
      history.replaceState(null, "", (state ? `?${state}` : location.pathname) + location.hash);
      apply();
    }

    // What the address asks for and the form does not have is left out of both.
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements[name];
      if (field?.options && [...field.options].some((option) => option.value === value)) field.value = value;
    }
    form.addEventListener("change", remember);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      (place.hidden ? rest : place).querySelector("h2").focus();
    });
    form.addEventListener("reset", () => setTimeout(remember));
    remember();
  }

  // In the other language, the same is looked for.
  document.querySelector(".language a").addEventListener("click", ({ currentTarget }) => { currentTarget.search = location.search; });
  const [found, form] = [document.querySelector(".found"), document.querySelector(".filters")];
  if (found) startSearch(found, document.getElementById("search"));
  if (form) startFilters(form, document.querySelector(".filtered"));
})();
