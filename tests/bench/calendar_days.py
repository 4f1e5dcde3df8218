"""The days on which the federal public service works, so that no date of the corpus falls on another."""

from datetime import date, timedelta


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


def monday(year, month, nth):
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7 + 7 * (nth - 1))


def holidays(year):
    days = [
        date(year, 1, 1), easter(year) - timedelta(days=2), easter(year) + timedelta(days=1), victoria(year),
        date(year, 7, 1), monday(year, 8, 1), monday(year, 9, 1), date(year, 9, 30), monday(year, 10, 2),
        date(year, 11, 11), date(year, 12, 25), date(year, 12, 26),
    ]
    taken = set()
    for day in days:
        # One that falls on a weekend is taken after it.
        while day.weekday() > 4 or day in taken:
            day += timedelta(days=1)
        taken.add(day)
    return taken


def victoria(year):
    last = date(year, 5, 24)
    return last - timedelta(days=last.weekday())


HOLIDAYS = {day for year in range(2015, 2031) for day in holidays(year)}


def works(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def from_day(day, days=0):
    """The first working day at or after some days from a day; before it when they are negative."""
    step = timedelta(days=-1 if days < 0 else 1)
    day += timedelta(days=days)
    while not works(day):
        day += step
    return day


def closing_from(day, days=0):
    """A working day that is no Friday: nobody closes on a Friday afternoon."""
    day = from_day(day, days)
    while day.weekday() == 4:
        day = from_day(day, 1)
    return day
