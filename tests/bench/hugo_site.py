"""Writes the corpus for Hugo: the same texts at the same addresses, the facts in the front matter of each page.

Links within the site are resolved here, and amounts and instants are formatted: Hugo has less to do than devex.
"""

import json
import re
import shutil
import tomllib
from pathlib import Path

import words

LANGS = ("en", "fr")
FOLDERS = {
    "opportunities": ("opportunities", "possibilites"), "projects": ("projects", "projets"),
    "teams": ("teams", "equipes"), "departments": ("departments", "ministeres"), "skills": ("skills", "competences"),
    "terms": ("terms", "modalites"), "news": ("news", "nouvelles"), "pages": ("", ""),
}
TERMS = ("teams", "departments", "projects", "skills")
STATUSES = ["open", "upcoming", "evaluating", "awarded", "delivered", "not_delivered", "not_awarded", "cancelled"]
LINK = re.compile(r"\]\((team|project|department|page|terms|news|opportunity):([a-z0-9-]+)")
KIND_OF_LINK = {"team": "teams", "project": "projects", "department": "departments", "page": "pages", "terms": "terms",
                "news": "news", "opportunity": "opportunities"}
CLOSING_HOUR = 14


class HugoSite:
    def __init__(self, root, repository):
        self.root, self.repository = Path(root), repository
        self.urls = {}
        # A file names its folder once: making it for each would take longer than the file.
        self.made = set()

    def start(self, items):
        """What does not depend on the opportunities; all links but those to opportunities are known then."""
        shutil.copytree(self.repository / "tests/bench/hugo", self.root, dirs_exist_ok=True)
        shutil.copytree(self.repository / "themes/devex/assets", self.root / "static/assets")
        for item in items:
            self.know(item)
        self.strings, self.settings = {}, tomllib.loads((self.repository / "site.toml").read_text(encoding="utf-8"))
        for side, lang in enumerate(LANGS):
            self.write_strings(side, lang)
            self.write_lists(side, lang)
        self.write_menus(items)
        self.write_skills()

    def know(self, item):
        self.urls[item.kind, item.id] = tuple(
            "/" + "/".join(filter(None, (lang, folder, slug))) + "/"
            for lang, folder, slug in zip(LANGS, FOLDERS[item.kind], item.slugs)
        )

    # --- The words of the theme

    def write_strings(self, side, lang):
        theme = tomllib.loads((self.repository / f"themes/devex/strings/{lang}.toml").read_text(encoding="utf-8"))
        texts = dict(flattened("", theme))
        for key in ("name", "description", "disclaimer"):
            texts[f"site_{key}"] = self.settings[key][lang]
        for id, pair in bilingual_list(self.repository / "content/acceptance.yaml"):
            texts[f"acceptance_{id}"] = pair[side]
        self.strings[lang] = texts
        plurals = {key: {"other": text} for key, text in texts.items()}
        self.put(f"i18n/{lang}.json", json.dumps(plurals, ensure_ascii=False))

    def write_lists(self, side, lang):
        texts = self.strings[lang]
        self.page(lang, "_index.md", {"title": texts["site_name"], "description": texts["site_description"]})
        for kind, folders in FOLDERS.items():
            if kind != "pages":
                title, description = (texts[f"site_lists_{kind}_{key}"] for key in ("title", "description"))
                url = f"/{lang}/{folders[side]}/"
                self.page(lang, f"{kind}/_index.md", {"title": title, "description": description, "url": url})

    def write_menus(self, items):
        pages = {item.id: item for item in items if item.kind == "pages"}
        menus = {}
        for name in ("menu", "footer"):
            menus[name] = {lang: [self.entry(key, side, lang, pages) for key in self.settings[name]]
                           for side, lang in enumerate(LANGS)}
        self.put("data/menus.json", json.dumps(menus, ensure_ascii=False))

    def entry(self, key, side, lang, pages):
        if key.startswith("page:"):
            page = pages[key.removeprefix("page:")]
            return {"key": page.id, "label": page.title[side], "url": self.urls["pages", page.id][side]}
        label = self.strings[lang][f"site_lists_{key}_title"]
        return {"key": key, "label": label, "url": f"/{lang}/{FOLDERS[key][side]}/"}

    def write_skills(self):
        for id, title in bilingual_list(self.repository / "content/skills.yaml"):
            for side, lang in enumerate(LANGS):
                url = f"/{lang}/{FOLDERS['skills'][side]}/{words.slug(title[side])}/"
                description = self.strings[lang]["site_text_skill_description"].replace("{skill}", title[side])
                front = {"title": title[side], "description": description, "url": url}
                self.page(lang, f"skills/{id}/_index.md", front)

    # --- Items

    def item(self, item, related=()):
        """A department, a team, a project, a page, terms or a news item."""
        path = f"{item.kind}/{item.id}/_index.md" if item.kind in TERMS else f"{item.kind}/{item.id}.md"
        if item.kind == "pages":
            path = f"{item.id}.md"
        for side, lang in enumerate(LANGS):
            params = {"fact": item.kind[:-1], "facts": item_facts(item, side)}
            if related:
                pages = [f"/{other.kind}/{other.id}" for other in related]
                params["related"] = {"heading": related[0].kind, "pages": pages}
            if "date" in item.facts:
                params["published"] = params["modified"] = item.facts["date"]
            self.text(item, side, lang, path, {"params": params})

    def opportunity(self, item, status, order):
        self.know(item)
        facts = item.facts
        front = {"weight": STATUSES.index(status) * 1_000_000 + order + 1, "lastmod": str(modified(item))}
        front |= {f"{key}s": [facts[key]] for key in ("team", "department", "project")}
        front["skills"] = facts["skills"]
        for side, lang in enumerate(LANGS):
            params = opportunity_params(item, status, side)
            for question in params.get("questions", ()):
                question["answer"] = self.linked(question["answer"], side)
            self.text(item, side, lang, f"opportunities/{item.id}.md", front | {"params": params})
        del self.urls["opportunities", item.id]

    def text(self, item, side, lang, path, front):
        url = self.urls[item.kind, item.id][side]
        front = {"title": item.title[side], "description": item.summary[side], "url": url} | front
        self.page(lang, path, front, self.linked(item.body[side], side))

    def linked(self, body, side):
        return LINK.sub(lambda link: "](" + self.urls[KIND_OF_LINK[link[1]], link[2]][side], body)

    def page(self, lang, path, front, body=""):
        self.put(f"content/{lang}/{path}", json.dumps(front, ensure_ascii=False, default=str) + "\n\n" + body)

    def put(self, path, text):
        path = self.root / path
        if path.parent not in self.made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.made.add(path.parent)
        path.write_text(text, encoding="utf-8")


def flattened(prefix, table):
    for key, value in table.items():
        name = f"{prefix}_{key}" if prefix else key
        if isinstance(value, dict):
            yield from flattened(name, value)
        elif isinstance(value, list):
            yield from ((f"{name}_{i}", text) for i, text in enumerate(value))
        else:
            yield name, value


def bilingual_list(path):
    """The ids and pairs of a list such as skills.yaml, on one line each or on three."""
    text = path.read_text(encoding="utf-8")
    entry = re.compile(r"^([a-z0-9-]+):(?: \{ en: (.+), fr: (.+) \}|\n +en: (.+)\n +fr: (.+))$", re.MULTILINE)
    for id, *texts in entry.findall(text):
        en, fr = filter(None, texts)
        yield id, (en, fr)


def item_facts(item, side):
    facts = item.facts
    if item.kind == "departments":
        return [{"name": "abbreviation", "text": facts["abbreviation"][side]}] if "abbreviation" in facts else []
    listed = [{"page": f"/{key}s/{facts[key]}"} for key in ("department", "team") if key in facts]
    if "contact" in facts:
        listed.append({"name": "contact", "url": f"mailto:{facts['contact']}"})
    listed += [{"name": "repository", "url": facts["repository"]}] if "repository" in facts else []
    return listed + ([{"name": "licence", "text": facts["licence"]}] if "licence" in facts else [])


def modified(item):
    """The latest day on which something was recorded."""
    facts = item.facts
    days = [facts["posted"], *(amendment["date"] for amendment in facts.get("amendments", ()))]
    ends = ("award", "delivery", "not_awarded", "not_delivered", "cancelled")
    days += [facts[key]["date"] for key in ends if key in facts]
    return max(days + [question["answered"] for question in item.questions])


def opportunity_params(item, status, side):
    """The facts that the page shows, in one language."""
    facts = item.facts
    may_come = status in ("open", "upcoming")
    rate = -(-facts["value"] // facts["hours"])
    params = {
        "id": item.id, "status": status, "may_come": may_come, "value": words.money(facts["value"])[side],
        "hours": words.number(facts["hours"])[side], "rate": words.money(rate)[side], "modified": modified(item),
        "opens": f"{facts['posted']}T05:00:00Z", "opens_text": words.instant(facts["posted"], 0)[side],
        "closes": at_closing(facts["closes"], side), "questions_close": at_closing(facts["questions_close"], side),
    }
    for key in ("posted", "selection", "starts", "delivers", "repository", "licence", "terms", "acceptance", "reviews"):
        params[key] = facts[key]
    if status in ("open", "upcoming", "evaluating"):
        params["effort"] = words.duration(effort(item))
    params["criteria"] = [
        {"id": criterion["id"], "text": criterion["text"][side], "max_words": str(criterion["max_words"])}
        for criterion in facts["criteria"]
    ]
    params["approvals"] = [{"name": by, "day": day} for by, day in facts["approvals"].items()]
    if item.questions:
        params["questions"] = [
            {"question": said["question"][side], "answer": said["answer"][side], "answered": said["answered"]}
            for said in item.questions
        ]
    if "amendments" in facts:
        params["amendments"] = [
            {"date": made["date"], "text": made["text"][side], "was": at_closing(made["was"], side)["text"]}
            for made in facts["amendments"]
        ]
    if not may_come and status != "evaluating":
        params["outcome"] = outcome(facts, status, side)
    return params


def at_closing(day, side):
    return {"iso": f"{day}T19:00:00Z", "text": words.instant(day, CLOSING_HOUR)[side]}


def effort(item):
    to_read = max(len(text.split()) for text in item.body)
    to_write = sum(criterion["max_words"] for criterion in item.facts["criteria"])
    minutes = -(-to_read // 200) + -(-to_write // 12) + 10
    return -(-minutes // 10) * 10


def outcome(facts, status, side):
    shown = []
    if award := facts.get("award"):
        shown += [
            {"name": "supplier", "text": award["supplier"]}, {"name": "awarded", "day": award["date"]},
            {"name": "price", "text": words.money(award["value"])[side]},
            {"name": "proposals", "text": str(award["proposals"])},
        ]
    if delivery := facts.get("delivery"):
        shown += [{"name": "delivered", "day": delivery["date"]}, {"name": "work", "url": delivery["repository"]}]
    ending = facts.get(status)
    if ending:
        shown.append({"name": "ended", "day": ending["date"]})
    return {"text": ending["text"][side] if ending else "", "facts": shown}
