#!/usr/bin/env python3
"""Makes a site of many opportunities, the same at every run, to measure what building it takes.

    corpus.py DIR N [--hugo DIR]

DIR becomes a site of N opportunities, with 12 departments, 60 teams and 80 projects; `devex check` finds nothing
wrong with it on November 24, 2026. With --hugo, the same texts are written for Hugo too.
"""

import argparse
import json
import random
import re
import shutil
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import sentences
import vocabulary
import words
from calendar_days import closing_from, from_day
from hugo_site import HugoSite
from words import Filler, capital, slug

REPOSITORY = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)
NOW = "2026-11-24T17:00:00Z"
LANGS = ("en", "fr")
YEARS = 8
CLOSING_HOUR = 14
DEPARTMENTS, TEAMS, PROJECTS = 12, 60, 80

# Sections of an opportunity, in both languages.
SECTIONS = [
    ("Context", "Contexte"), ("The problem", "Le problème"), ("Data", "Données"), ("The work", "Le travail"),
    ("Work acceptance criteria", "Critères d'acceptation du travail"),
]


@dataclass
class Item:
    """A department, a team, a project, a page or a news item; texts are pairs."""

    kind: str
    id: str
    title: tuple
    summary: tuple
    body: tuple
    facts: dict = field(default_factory=dict)
    # Whether its files are in the repository, and are copied as they are.
    copied: bool = False

    @property
    def slugs(self):
        return self.facts.get("slugs") or (self.id, slug(self.title[1]))


@dataclass
class Opportunity(Item):
    questions: list = field(default_factory=list)


# --- What the repository has


def folders(kind):
    return sorted(path for path in (REPOSITORY / "content" / kind).iterdir() if path.is_dir())


def read_text(path):
    """The front matter of a text, its values unquoted, and its body."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return simple_facts(front), body


def simple_facts(text):
    """The keys of a YAML text that have a value on their line."""
    facts = {}
    for line in text.splitlines():
        key, sign, value = line.partition(":")
        if sign and value.strip() and not line.startswith((" ", "#", "-")):
            value = value.strip()
            facts[key] = value[1:-1].replace("''", "'") if value.startswith("'") else value.strip('"')
    return facts


def copied(kind, facts_file):
    """The items of a kind that the repository has."""
    for path in folders(kind):
        texts = [read_text(path / f"{lang}.md") for lang in LANGS]
        title, summary = (tuple(front[key] for front, _ in texts) for key in ("title", "summary"))
        facts = simple_facts((path / facts_file).read_text(encoding="utf-8")) if facts_file else {}
        facts["slugs"] = (texts[0][0].get("slug", path.name), texts[1][0].get("slug", slug(title[1])))
        yield Item(kind, path.name, title, summary, tuple(body for _, body in texts), facts, copied=True)


# --- Departments, teams and projects


def departments():
    items = list(copied("departments", "department.yaml"))
    for id, title, abbreviation in vocabulary.DEPARTMENTS[: DEPARTMENTS - len(items)]:
        fill = Filler(random.Random(id), {"name": title})
        body = paragraph(fill, sentences.TEXT_OF_DEPARTMENTS)
        facts = {"abbreviation": abbreviation}
        items.append(Item("departments", id, title, fill(sentences.SUMMARIES["department"]), body, facts))
    return items


def teams(all_departments):
    items = list(copied("teams", "team.yaml"))
    names = [(form, about) for form in vocabulary.TEAM_FORMS for about in vocabulary.FIELDS]
    for i, (form, about) in enumerate(names[: TEAMS - len(items)]):
        item = item_about("teams", form, about, sentences.TEXTS_OF_TEAMS, sentences.SUMMARIES["team"])
        item.facts = {"department": all_departments[i % len(all_departments)].id, "contact": f"{item.id}@example.org"}
        items.append(item)
    return items


def projects(all_teams):
    items = list(copied("projects", "project.yaml"))
    taken = {item.facts["team"] for item in items}
    # Every team has a project before one has two.
    waiting = [team for team in all_teams if team.id not in taken] + all_teams
    names = [(form, about) for form in vocabulary.PROJECT_FORMS for about in vocabulary.FIELDS]
    for team, (form, about) in zip(waiting, names[: PROJECTS - len(items)]):
        item = item_about("projects", form, about, sentences.TEXTS_OF_PROJECTS, sentences.SUMMARIES["project"])
        item.facts = {"team": team.id, "repository": f"https://github.com/example/{item.id}", "licence": "MIT"}
        items.append(item)
    return items


def item_about(kind, form, about, texts, summary):
    title = tuple(pattern.format(name) for pattern, name in zip(form, about))
    id = slug(title[0])
    rng = random.Random(id)
    place = rng.choice(vocabulary.PLACES)
    fill = Filler(rng, {"field": (about[0].lower(), about[1]), **of_place(place)})
    blocks = []
    for heading, bank in texts:
        blocks += [tuple(f"## {text}" for text in heading), paragraph(fill, bank)]
    return Item(kind, id, title, fill(summary), joined(blocks), {})


# --- Prose


def paragraph(fill, bank):
    return tuple(" ".join(texts) for texts in zip(*map(fill, bank)))


def joined(blocks):
    """Blocks of both languages as one text each."""
    return tuple("\n\n".join(texts) + "\n" for texts in zip(*blocks))


def listed(items, marks="-"):
    """A list of pairs; `1` numbers it. An item may be a list of lines, the first of which has the mark."""
    sides = []
    for side in (0, 1):
        lines = []
        for i, item in enumerate(items):
            mark = f"{i + 1}." if marks == "1" else marks
            first, *nested = item if isinstance(item, list) else [item]
            lines.append(f"{mark} {first[side]}")
            lines += [f"{' ' * len(mark)} - {line[side]}" for line in nested]
        sides.append("\n".join(lines))
    return tuple(sides)


def table(header, rows):
    def side(cells):
        return "| " + " | ".join(cells) + " |"

    return tuple(
        "\n".join([side(t[i] for t in header), "|" + "---|" * len(header), *(side(t[i] for t in row) for row in rows)])
        for i in (0, 1)
    )


def code(language, lines):
    """An example is the same in both languages."""
    return ("\n".join([f"```{language}", *lines, "```"]),) * 2


class Writer:
    """Writes the text of one opportunity, block by block."""

    def __init__(self, rng, known):
        self.rng, self.fill, self.blocks = rng, Filler(rng, known), []

    def section(self, index):
        self.blocks.append(tuple(f"## {text}" for text in SECTIONS[index]))

    def heading(self, text):
        self.blocks.append(tuple(f"### {text}" for text in text))

    def prose(self, pairs, at_once=4):
        pairs = list(pairs)
        for i in range(0, len(pairs), at_once):
            self.blocks.append(paragraph(self.fill, pairs[i : i + at_once]))

    def list(self, pairs, marks="-"):
        self.blocks.append(listed([self.fill(pair) for pair in pairs], marks))

    def context(self):
        rng = self.rng
        self.section(0)
        bank = [sentences.CONTEXT[0], *rng.sample(sentences.CONTEXT[1:], 22)]
        first, second = rng.sample(sentences.HEADINGS["context"], 2)
        self.prose(bank[:7])
        self.heading(first)
        self.prose(bank[7:15])
        self.heading(second)
        self.prose(bank[15:], 2)

    def problem(self, fault):
        rng = self.rng
        self.section(1)
        bank = rng.sample(sentences.PROBLEM, 24)
        self.prose([*fault[2:], *bank[:8]])
        self.heading(sentences.HEADINGS["problem"][0])
        self.list(rng.sample(sentences.FINDINGS, 8))
        self.blocks.append(self.seasons())
        self.heading(rng.choice(sentences.HEADINGS["problem"][1:]))
        self.prose(bank[8:])

    def seasons(self):
        """A table of what came in and what came back."""
        header = [("Season", "Saison"), ("Received", "Reçus"), ("Returned", "Retournés"), ("Share", "Part")]
        rows = []
        for name in (("Winter", "Hiver"), ("Spring", "Printemps"), ("Summer", "Été"), ("Autumn", "Automne")):
            received = self.rng.randint(1100, 9800)
            returned = self.rng.randint(40, received // 4)
            share = words.decimal(round(returned * 100 / received, 1), "%", " %")
            rows.append([name, words.number(received), words.number(returned), share])
        return table(header, rows)

    def data(self):
        rng = self.rng
        self.section(2)
        bank = [sentences.DATA[0], *rng.sample(sentences.DATA[1:], 14)]
        self.prose(bank[:4])
        self.heading(sentences.HEADINGS["data"][0])
        self.blocks.append(code("csv", self.records()))
        self.prose(bank[4:7])
        self.heading(rng.choice(sentences.HEADINGS["data"][1:]))
        self.blocks.append(self.files())
        self.prose(bank[7:])

    def records(self):
        yield "number,received,office,state"
        for _ in range(7):
            day = TODAY - timedelta(days=self.rng.randint(400, 900))
            state = self.rng.choice(("received", "returned", "accepted", "unclear"))
            number, hour = self.rng.randint(1000, 9999), self.rng.randint(8, 16)
            yield f"F{number},{day}T{hour:02}:15,{self.rng.choice(OFFICES)},{state}"

    def files(self):
        header = [("File", "Fichier"), ("Records", "Enregistrements"), ("Size", "Taille"), ("Content", "Contenu")]
        kinds = [
            ("usual cases", "cas ordinaires"), ("difficult cases", "cas difficiles"),
            ("damaged files", "fichiers endommagés"),
        ]
        rows = []
        for i, kind in enumerate(kinds):
            size = words.decimal(self.rng.randint(11, 480) / 10, " MB", " Mo")
            rows.append([(f"`part-{i + 1}.csv`",) * 2, words.number(self.rng.randint(240, 9800)), size, kind])
        return table(header, rows)

    def work(self):
        rng = self.rng
        self.section(3)
        bank = rng.sample(sentences.WORK, 20)
        deliver, together, limits = sentences.HEADINGS["work"]
        self.prose(bank[:4])
        self.heading(deliver)
        items = rng.sample(sentences.DELIVERABLES, 4)
        self.blocks.append(listed([[self.fill((en, fr)), *nested] for en, fr, nested in items], "1"))
        self.prose(bank[4:7])
        self.heading(together)
        self.prose(bank[7:15])
        self.heading(limits)
        self.prose(bank[15:])

    def acceptance(self):
        rng = self.rng
        self.section(4)
        closing = rng.sample(sentences.CLOSING, 5)
        intro = ("Besides the standard criteria listed with this opportunity, we check that:",
                 "Outre les critères communs indiqués avec cette possibilité, nous vérifions que :")
        self.blocks.append(intro)
        self.list(rng.sample(sentences.CRITERIA_OF_WORK, 9), rng.choice("-1"))
        self.prose(closing[:2])
        office = rng.choice(OFFICES)
        check = f"../check --office {office} part-*.csv > report.json"
        self.blocks.append(code("sh", ["cd samples", check, "../verify report.json"]))
        self.prose(closing[2:])


OFFICES = ("YXU", "YQB", "YHZ", "YXY", "YYC", "YFB", "YQM")


def prose(rng, known, fault):
    writer = Writer(rng, known)
    writer.context()
    writer.problem(fault)
    writer.data()
    writer.work()
    writer.acceptance()
    return joined(writer.blocks)


# --- Opportunities


def of_place(place):
    return {"place": (place, place), "at_place": (f"in {place}", f"à {place}"),
            "At_place": (f"In {place}", f"À {place}"), "of_place": (f"of {place}", words.of(place))}


def of_thing(thing):
    en, en_many, fr, fr_many, gender = thing
    article = "l'" if words.elides(fr) else {"m": "le ", "f": "la "}[gender]
    return {
        "thing": (en, fr), "things": (en_many, fr_many), "Things": (capital(en_many), capital(fr_many)),
        "of_things": (en_many, words.of(fr_many)),
        "le_thing": (en, article + fr), "Le_thing": (en, capital(article + fr)),
        "e": ("", "e" if gender == "f" else ""),
    }


def of_people(rng):
    first, second = rng.sample(vocabulary.PEOPLE, 2)
    return {
        "person1": (first[0], first[0]), "role1": first[1:], "person2": (second[0], second[0]), "role2": second[1:],
    }


class Names:
    """Titles and summaries: no two titles alike, and no two works of a team that could be one contract cut in two."""

    # Works of a team within six months that share 60% of their words are reported; we stay well below.
    ALIKE = 0.5
    COMPARED = 60

    def __init__(self):
        self.slugs = (set(), set())
        self.of_team = defaultdict(list)

    def draw(self, rng, team, things):
        for _ in range(200):
            fault, place, thing = rng.choice(vocabulary.FAULTS), rng.choice(vocabulary.PLACES), rng.choice(things)
            fill = Filler(rng, {**of_place(place), **of_thing(thing)})
            title = fill(fault[0])
            parts = [fill(fault[1]), rng.choice(vocabulary.CONSEQUENCES), rng.choice(vocabulary.WISHES)]
            summary = tuple(" ".join(texts) for texts in zip(*parts))
            if max(map(len, title)) <= 100 and max(map(len, summary)) <= 500 and self.are_new(team, title, summary):
                return fault, place, thing, title, summary
        raise SystemExit(f"the vocabulary is too small for another opportunity of {team}")

    def are_new(self, team, title, summary):
        ids = tuple(map(slug, title))
        if ids[0] in self.slugs[0] or ids[1] in self.slugs[1]:
            return False
        said = re.findall(r"\w{4,}", f"{title[0]} {summary[0]}".lower())
        said = {word.rstrip("s") for word in said}
        others = self.of_team[team]
        recent = others[-self.COMPARED :]
        if any(len(said & other) >= self.ALIKE * min(len(said), len(other)) for other in recent):
            return False
        others.append(said)
        self.slugs[0].add(ids[0])
        self.slugs[1].add(ids[1])
        return True


def opportunities(count, all_teams, all_projects):
    """All opportunities, the open ones first, then the latest: one at a time, as there may be many."""
    names = Names()
    projects_of = defaultdict(list)
    for project in all_projects:
        projects_of[project.facts["team"]].append(project)
    for i, status in enumerate(statuses(count)):
        rng = random.Random(i)
        team = all_teams[i * 7 % len(all_teams)]
        start = all_teams.index(team) * 11
        things = [vocabulary.THINGS[(start + j) % len(vocabulary.THINGS)] for j in range(6)]
        project = rng.choice(projects_of[team.id])
        yield opportunity(rng, i, count, status, names.draw(rng, team.id, things), team, project)


def statuses(count):
    """How an exchange looks after some years: nearly everything is over."""
    few = [
        ("open", min(40, max(2, count // 100))), ("upcoming", min(8, max(1, count // 400))),
        ("evaluating", min(30, max(1, count // 200))), ("awarded", min(120, max(2, count // 60))),
    ]
    recent = [status for status, number in few for _ in range(number)]
    ends = ["delivered"] * 17 + ["not_awarded", "cancelled", "not_delivered"]
    return recent[:count] + [ends[i * 7 % 20] for i in range(max(0, count - len(recent)))]


def opportunity(rng, i, count, status, name, team, project):
    fault, place, thing, title, summary = name
    repository = f"https://github.com/example/{slug(thing[0])}-{slug(place)}"
    known = {
        **of_place(place), **of_thing(thing), **of_people(rng),
        "staff": rng.choice(vocabulary.STAFF), "public": rng.choice(vocabulary.PUBLIC),
        "team": team.title, "team_link": (f"team:{team.id}",) * 2, "repository": (repository,) * 2,
        "project": project.title, "project_link": (f"project:{project.id}",) * 2,
        "department": DEPARTMENT_TITLES[team.facts["department"]],
    }
    fill = Filler(rng, known)
    facts = {"department": team.facts["department"], "team": team.id, "project": project.id, "status": status}
    facts.update(price(rng))
    facts.update(dates(rng, status, i, count))
    facts.update(conditions(rng, fill, repository))
    facts.update(record(rng, fill, facts))
    questions = answered(rng, fill, facts)
    body = prose(rng, known, fault)
    return Opportunity("opportunities", slug(title[0]), title, summary, body, facts, questions=questions)


def price(rng):
    value = rng.randint(60, 172) * 50
    return {"value": value, "hours": value // rng.randint(76, 124)}


def dates(rng, status, i, count):
    """Dates that fit the status; those of the archive are spread over the years."""
    if status == "upcoming":
        posted = from_day(TODAY, rng.randint(3, 12))
        closes = closing_from(posted, rng.randint(18, 35))
    elif status == "open":
        posted = from_day(TODAY, -rng.randint(1, 12))
        closes = closing_from(posted, rng.randint(20, 45))
    else:
        first, last = {"evaluating": (1, 12), "awarded": (16, 60)}.get(status, (150, YEARS * 365))
        closes = closing_from(TODAY, -round(first + (last - first) * (i + rng.random()) / (count + 1)))
        if closes >= TODAY:
            closes = closing_from(TODAY, -7)
        posted = from_day(closes, -rng.randint(18, 40))
    questions_close = from_day(closes, -rng.randint(3, 6))
    selection = from_day(closes, rng.randint(7, 12))
    starts = from_day(selection, rng.randint(3, 9))
    return {"posted": posted, "closes": closes, "questions_close": questions_close, "selection": selection,
            "starts": starts, "delivers": from_day(starts, rng.randint(40, 75))}


def conditions(rng, fill, repository):
    criteria = [
        {"id": id, "max_words": rng.choice(limits), "text": fill(rng.choice(texts))}
        for id, limits, texts in sentences.EVALUATION[: rng.choice((2, 3, 3))]
    ]
    return {
        "skills": rng.choice(vocabulary.SKILL_SETS), "repository": repository,
        "licence": rng.choice(vocabulary.LICENCES),
        "terms": rng.choice(("supplier-owns-copyright", "crown-owns-copyright")),
        "acceptance": ["tests", "lint", "licence-file", *rng.sample(vocabulary.ACCEPTANCE, rng.randint(1, 4))],
        "criteria": criteria,
    }


def record(rng, fill, facts):
    """What came before posting, and what happened since."""
    posted, closes, status = facts["posted"], facts["closes"], facts["status"]
    pull = f"https://github.com/example/exchange/pull/{rng.randint(11, 4999)}"
    reviewers = rng.sample(("mlavoie-a11y", "privacy-desk", "jkowalchuk", "hub-owner", "data-desk"), rng.choice((1, 2)))
    kept = {
        "reviews": [{"by": by, "url": pull} for by in reviewers],
        "approvals": {
            "business": from_day(posted, -14), "finance": from_day(posted, -11), "procurement": from_day(posted, -5),
        },
    }
    made = from_day(posted, 4)
    if rng.random() < 0.12 and made < min(TODAY, closes) and (closes - posted).days > 14:
        before = closing_from(closes, -7)
        said = {"before": words.day_and_month(before), "after": words.full_date(closes)}
        text = Filler(rng, said)(rng.choice(sentences.AMENDMENTS))
        kept["amendments"] = [{"date": made, "was": before, "text": text}]
    kept.update(outcome(rng, fill, facts, status))
    return kept


def outcome(rng, fill, facts, status):
    if status in ("open", "upcoming", "evaluating"):
        return {}
    if status in sentences.REASONS:
        days = {"cancelled": from_day(facts["posted"], 6), "not_awarded": facts["selection"],
                "not_delivered": facts["delivers"]}
        ending = {"date": days[status], "text": fill(rng.choice(sentences.REASONS[status]))}
        award = {"award": award_of(rng, facts)} if status == "not_delivered" else {}
        return {**award, status: ending}
    kept = {"award": award_of(rng, facts)}
    if status == "delivered":
        repository = f"{facts['repository']}/releases/tag/v1.0"
        kept["delivery"] = {"date": from_day(facts["delivers"], rng.randint(0, 6)), "repository": repository}
    return kept


def award_of(rng, facts):
    return {"supplier": rng.choice(vocabulary.SUPPLIERS), "date": min(facts["selection"], TODAY),
            "value": facts["value"], "proposals": rng.randint(2, 14)}


def answered(rng, fill, facts):
    """Questions that were asked while it was open, with their answers."""
    asked = from_day(facts["posted"], 2)
    if rng.random() > 0.4 or facts["status"] == "upcoming" or from_day(asked, 2) > TODAY:
        return []
    if "cancelled" in facts and from_day(asked, 1) > facts["cancelled"]["date"]:
        return []
    questions = []
    for en, fr, answer_en, answer_fr in rng.sample(sentences.QUESTIONS, rng.randint(1, 3)):
        drawn = {}
        question, answer = fill((en, fr), drawn), fill((answer_en, answer_fr), drawn)
        questions.append({"asked": asked, "answered": from_day(asked, 1), "question": question, "answer": answer})
    return questions


# --- The files of a devex site

DEPARTMENT_TITLES = {}


def quoted(text):
    """A text in double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)


def opportunity_yaml(item):
    facts = item.facts
    lines = [f"{key}: {facts[key]}" for key in ("department", "team", "project", "value", "hours", "posted")]
    lines += [f"{key}: {facts[key]}T{CLOSING_HOUR}:00" for key in ("closes", "questions_close")]
    lines += [f"{key}: {facts[key]}" for key in ("selection", "starts", "delivers")]
    lines += [f"skills: [{', '.join(facts['skills'])}]"]
    lines += [f"{key}: {facts[key]}" for key in ("repository", "licence", "terms")]
    lines += [f"acceptance: [{', '.join(facts['acceptance'])}]", "criteria:"]
    for criterion in facts["criteria"]:
        lines += [f"  - id: {criterion['id']}", f"    max_words: {criterion['max_words']}"]
        lines += both(criterion["text"], "    ")
    lines.append("reviews:")
    for review in facts["reviews"]:
        lines += [f"  - by: {review['by']}", f"    url: {review['url']}"]
    lines.append("approvals:")
    lines += [f"  {by}: {day}" for by, day in facts["approvals"].items()]
    for amendment in facts.get("amendments", []):
        lines += ["amendments:", f"  - date: {amendment['date']}"]
        lines += [f"    was: {{ closes: {amendment['was']}T{CLOSING_HOUR}:00 }}", *both(amendment["text"], "    ")]
    for key in ("award", "delivery"):
        if key in facts:
            lines += [f"{key}:", *(f"  {name}: {value}" for name, value in facts[key].items())]
    for key in sentences.REASONS:
        if key in facts:
            lines += [f"{key}:", f"  date: {facts[key]['date']}", *both(facts[key]["text"], "  ")]
    return "\n".join(lines) + "\n"


def both(texts, indent):
    return [f"{indent}{lang}: {quoted(text)}" for lang, text in zip(LANGS, texts)]


def questions_yaml(questions):
    lines = []
    for question in questions:
        lines += [f"- asked: {question['asked']}", f"  answered: {question['answered']}"]
        for key in ("question", "answer"):
            lines += [f"  {key}:", *both(question[key], "    ")]
    return "\n".join(lines) + "\n"


def facts_yaml(item):
    if item.kind == "departments":
        en, fr = item.facts["abbreviation"]
        return f"abbreviation: {{ en: {en}, fr: {fr} }}\n"
    return "".join(f"{key}: {value}\n" for key, value in item.facts.items())


def write_item(root, item):
    folder = root / "content" / item.kind / item.id
    folder.mkdir(parents=True)
    for side, lang in enumerate(LANGS):
        front = [f"title: {quoted(item.title[side])}", f"summary: {quoted(item.summary[side])}"]
        front += [f"slug: {item.slugs[1]}"] if lang == "fr" else []
        text = "---\n" + "\n".join(front) + "\n---\n\n" + item.body[side]
        (folder / f"{lang}.md").write_text(text, encoding="utf-8")
    if item.kind == "opportunities":
        (folder / "opportunity.yaml").write_text(opportunity_yaml(item), encoding="utf-8")
        if item.questions:
            (folder / "questions.yaml").write_text(questions_yaml(item.questions), encoding="utf-8")
    else:
        (folder / f"{item.kind[:-1]}.yaml").write_text(facts_yaml(item), encoding="utf-8")


def relinked(text, ids):
    """The pages of the repository name some of its own opportunities: here they name others."""
    for was, is_now in ids.items():
        text = text.replace(f"(opportunity:{was})", f"(opportunity:{is_now})")
    return text


def copy_repository(root, ids):
    shutil.copy(REPOSITORY / "site.toml", root)
    shutil.copytree(REPOSITORY / "themes", root / "themes")
    content = root / "content"
    for file in ("skills.yaml", "acceptance.yaml"):
        shutil.copy(REPOSITORY / "content" / file, content)
    for kind in ("departments", "teams", "projects", "terms", "pages", "news"):
        shutil.copytree(REPOSITORY / "content" / kind, content / kind, dirs_exist_ok=True)
    for file in content.glob("*/*/*.md"):
        text = file.read_text(encoding="utf-8")
        if "(opportunity:" in text:
            file.write_text(relinked(text, ids), encoding="utf-8")


def replace_folder(path):
    """An empty folder; only what this program made is removed."""
    if path.exists() and any(path.iterdir()):
        if not (path / MARK).exists():
            raise SystemExit(f"{path} holds something else: choose another folder")
        shutil.rmtree(path)
    path.mkdir(parents=True, exist_ok=True)
    (path / MARK).touch()


MARK = ".bench-corpus"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("count", type=int, metavar="N", help="how many opportunities")
    parser.add_argument("--hugo", type=Path, metavar="DIR", help="write the same for Hugo there")
    return parser.parse_args()


def main():
    options = arguments()
    root = options.directory
    replace_folder(root)
    (root / "content").mkdir()
    all_departments = departments()
    DEPARTMENT_TITLES.update((item.id, item.title) for item in all_departments)
    all_teams = teams(all_departments)
    all_projects = projects(all_teams)
    others = [*all_departments, *all_teams, *all_projects]
    pages = [*copied("pages", None), *copied("news", "news.yaml"), *copied("terms", None)]
    hugo = None
    if options.hugo:
        replace_folder(options.hugo)
        hugo = HugoSite(options.hugo, REPOSITORY)
        hugo.start([*others, *pages])
    named = [path.name for path in folders("opportunities")]
    first, size = [], [0, 0]
    for order, item in enumerate(opportunities(options.count, all_teams, all_projects)):
        write_item(root, item)
        if hugo:
            hugo.opportunity(item, item.facts["status"], order)
        size = [total + len(text.encode()) for total, text in zip(size, item.body)]
        first += [item] if len(first) < len(named) else []
    instead = {was: first[i % len(first)].id for i, was in enumerate(named)}
    copy_repository(root, instead)
    for item in others:
        if not item.copied:
            write_item(root, item)
    if hugo:
        write_for_hugo(hugo, [*others, *pages], first, instead)
    en, fr = (total / options.count / 1000 for total in size)
    print(f"{options.count} opportunities, {en:.1f} kB of English and {fr:.1f} kB of French each", file=sys.stderr)


def write_for_hugo(hugo, items, first, instead):
    for item in first:
        hugo.know(item)
    for item in items:
        item.body = tuple(relinked(text, instead) for text in item.body)
        # A team lists its projects, and a department its teams.
        key = {"teams": "team", "departments": "department"}.get(item.kind)
        kind = {"teams": "projects", "departments": "teams"}.get(item.kind)
        hugo.item(item, [other for other in items if other.kind == kind and other.facts.get(key) == item.id])


if __name__ == "__main__":
    main()
