"""How each language writes numbers, amounts, dates and times, and the filling of sentences with them.

A pair is what is said in English and in French, in this order.
"""

import re
import unicodedata
from datetime import date

MONTHS = (
    "January February March April May June July August September October November December".split(),
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
)


def number(value):
    grouped = f"{value:,}"
    return grouped, grouped.replace(",", " ")


def decimal(value, unit_en, unit_fr):
    return f"{value}{unit_en}", f"{str(value).replace('.', ',')}{unit_fr}"


def money(dollars):
    en, fr = number(dollars)
    return f"${en}", f"{fr} $"


def time(hour, minute=0):
    half = "am" if hour < 12 else "pm"
    en = f"{(hour - 1) % 12 + 1}:{minute:02} {half}"
    return en, f"{hour} h" + (f" {minute:02}" if minute else "")


def day_and_month(day):
    en, fr = (months[day.month - 1] for months in MONTHS)
    return f"{en} {day.day}", f"{'1er' if day.day == 1 else day.day} {fr}"


def full_date(day):
    en, fr = day_and_month(day)
    return f"{en}, {day.year}", f"{fr} {day.year}"


def month(year, index):
    return tuple(f"{months[index - 1]} {year}" for months in MONTHS)


def instant(day, hour):
    """As the pages show a closing: the zone is that of site.toml."""
    en, fr = full_date(day)
    at_en, at_fr = time(hour)
    return f"{en}, {at_en} ET", f"{fr}, {at_fr} HE"


def duration(minutes):
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def slug(text):
    """A title as a part of an address."""
    plain = unicodedata.normalize("NFD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def elides(noun):
    """Whether « de » and « le » lose their vowel before a French noun; no noun of ours has an aspirated h."""
    return slug(noun)[0] in "aeiouh"


def of(noun):
    """« de » before a French noun."""
    return f"d'{noun}" if elides(noun) else f"de {noun}"


def capital(text):
    return text[:1].upper() + text[1:]


# What a letter in braces stands for in a sentence. A digit after it may narrow the range, so that of two the second
# is the greater or the later.
DRAWS = {
    "n": lambda rng: number(rng.randint(13, 97)),
    "n1": lambda rng: number(rng.randint(21, 58)),
    "n2": lambda rng: number(rng.randint(13, 19)),
    "h": lambda rng: number(rng.randint(110, 990)),
    "k": lambda rng: number(rng.randint(110, 4800) * 10),
    "w": lambda rng: number(rng.randint(3, 12)),
    "p": lambda rng: decimal(rng.randint(31, 479) / 10, "%", " %"),
    "q": lambda rng: decimal(rng.randint(13, 88), "%", " %"),
    "m": lambda rng: money(rng.randint(1200, 96000)),
    "m1": lambda rng: money(rng.randint(13, 95)),
    "m2": lambda rng: money(rng.randint(240, 3800)),
    "t": lambda rng: time(rng.randint(9, 18), rng.choice((0, 30))),
    "t1": lambda rng: time(rng.randint(7, 10), rng.choice((0, 30))),
    "t2": lambda rng: time(rng.randint(15, 18), rng.choice((0, 30))),
    "u": lambda rng: time(rng.randint(1, 5), rng.choice((0, 15, 30))),
    "d": lambda rng: full_date(date(rng.randint(2024, 2025), rng.randint(1, 12), rng.randint(1, 28))),
    "o": lambda rng: month(rng.randint(2023, 2025), rng.randint(1, 12)),
    "o1": lambda rng: month(2025, rng.randint(1, 5)),
    "o2": lambda rng: month(2025, rng.randint(6, 12)),
    "y": lambda rng: (str(rng.randint(2008, 2023)),) * 2,
    "y1": lambda rng: (str(rng.randint(2004, 2012)),) * 2,
    "y2": lambda rng: (str(rng.randint(2013, 2021)),) * 2,
    "s": lambda rng: decimal(rng.randint(11, 480) / 10, " MB", " Mo"),
    "s1": lambda rng: decimal(rng.randint(101, 480) / 10, " MB", " Mo"),
    "s2": lambda rng: decimal(rng.randint(13, 980), " kB", " ko"),
}


class Side:
    """What the braces of a sentence stand for in one language; both languages share what was drawn."""

    def __init__(self, known, side, drawn, rng):
        self.known, self.side, self.drawn, self.rng = known, side, drawn, rng

    def __getitem__(self, key):
        pair = self.known.get(key) or self.drawn.get(key)
        if pair is None:
            draw = DRAWS.get(key) or DRAWS[key[0]]
            pair = self.drawn[key] = draw(self.rng)
        return pair[self.side]


class Filler:
    """Fills sentences with what is known of one item, and with numbers drawn anew for each sentence."""

    def __init__(self, rng, known):
        self.rng, self.known = rng, known

    def __call__(self, pair, drawn=None):
        drawn = {} if drawn is None else drawn
        en = pair[0].format_map(Side(self.known, 0, drawn, self.rng))
        return en, pair[1].format_map(Side(self.known, 1, drawn, self.rng))
