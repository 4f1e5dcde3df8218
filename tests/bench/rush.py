#!/usr/bin/env python3
"""The last minute before closing on paper: the largest rush that loses no proposal, and what is seen when one does.

    tests/bench/rush.py                                  # the tables of submit-fn/SCALE.md
    tests/bench/rush.py --write                          # and keeps them there
    tests/bench/rush.py --bidders 5000 --shards 1        # one rush, as JSON
    tests/bench/rush.py --bidders 5000 --per-second 1000 --burst

A rush loses nothing if all who pressed Submit before closing were acknowledged, each after no more than the retries of the
SDK and `--retries` of their own, of which the last reached the gateway before closing. What is assumed is in Limits.
"""

import argparse
import dataclasses
import heapq
import json
import random
from collections import Counter
from dataclasses import dataclass, field

import report
import stack

START = "<!-- results: written by `tests/bench/rush.py --write` -->"
SHARDS = (1, 2, 4, 8, 16)
MINUTE = 60
# How much larger than the largest rush the one is that is shown to go wrong.
BEYOND = 1.25
# Those of an account for all of its gateways, unless a stage has less.
OPEN_GATEWAY = {"per_second": 10_000, "at_once": 5_000}
# The partitions of one on demand: 4,000 write units a second.
NEW_TABLE = 4
# A rise so steep that the minute is a few milliseconds.
INSTANT = 60_000.0
# By default, and with "high throughput" switched on.
SECRETS_PER_SECOND = (40, 3_000)
# Of the longest form that the function takes: what is sealed, and some 2 kB in the clear beside it.
LARGEST_UNITS = stack.LARGEST_FORM + 2
# The check character, by which the function chooses the shard, has as many values.
CHECK_CHARACTERS = 32


@dataclass(frozen=True)
class Limits:
    """What stands between a bidder and the table. Times are in seconds."""

    shards: int = stack.SHARDS
    # One for each shard, or as many as the table has. Adaptive capacity, which would split a busy one, takes minutes.
    partitions: int = 0
    # Of a partition, in a second; and whether it saves up what it did not use, for as long as 300 s.
    write_units: int = 1_000
    burst: bool = False
    # Of a proposal: a full form, in kB.
    units: int = 9
    # Of the gateway.
    per_second: int = stack.PER_SECOND
    at_once: int = stack.AT_ONCE
    # Of Lambda: what the function may run at once, and what the account may if the function reserves nothing.
    reserved: int = stack.RESERVED
    account: int = 1_000
    warm: int = 1
    # A new environment: the sandbox, the process, TLS. Then it reads the secret from SSM.
    cold_start: float = 0.4
    secrets_per_second: int = SECRETS_PER_SECOND[0]
    # Validating, sealing and signing with a seventh of a processor; a write or a look-up in DynamoDB.
    working: float = 0.006
    writing: float = 0.010
    # Bidders press again when they have read that they must.
    retries: int = 3
    pause: tuple[float, float] = (4.0, 9.0)
    # Of those who press in the last minute, the share until a moment grows with this power of it: 1 is an even stream, and
    # with 3 the rate at closing is three times the mean.
    rise: float = 3.0
    seed: int = 7

    @property
    def concurrency(self):
        return self.reserved or self.account


class Bucket:
    """Tokens that come back at a rate, as far as it can hold them."""

    def __init__(self, rate, capacity):
        self.rate, self.capacity, self.tokens, self.at = rate, capacity, capacity, 0.0

    def take(self, now, count=1):
        self.tokens = min(self.capacity, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens < count:
            return False
        self.tokens -= count
        return True


@dataclass(slots=True)
class Request:
    shard: int
    retries: int = 0
    attempts: int = 0
    since: float = 0.0


@dataclass
class Outcome:
    """What became of a rush: bidders, responses by what sent them, and the metrics that the alarms watch."""

    bidders: int
    acknowledged: int = 0
    lost: int = 0
    again: int = 0
    concurrency: int = 0
    responses: Counter = field(default_factory=Counter)
    durations: list = field(default_factory=list)

    def metrics(self):
        count = self.responses
        return {
            ("AWS/Lambda", "Errors"): count["500 gateway"],
            ("AWS/Lambda", "Throttles"): count["503 gateway"],
            ("AWS/Lambda", "Duration"): 1000 * percentile(self.durations, 0.99),
            ("AWS/ApiGateway", "4xx"): count["429 gateway"],
            (stack.LOGGED, "Refused"): count["429 gateway"],
            (stack.LOGGED, "FailuresBeforeClosing"): count["503 form"],
            ("AWS/ApiGateway", "5xx"): count["500 gateway"] + count["503 gateway"] + count["503 form"],
        }

    def alarms(self):
        metrics = self.metrics()
        return [alarm.name for alarm in stack.alarms() if metrics.get(alarm.metric, 0) > alarm.threshold]


def percentile(values, share):
    return sorted(values)[int(len(values) * share)] if values else 0.0


class Rush:
    """The minute, event by event."""

    def __init__(self, bidders, limits):
        self.limits, self.outcome = limits, Outcome(bidders)
        self.events, self.count = [], 0
        self.gateway = Bucket(limits.per_second, limits.at_once)
        # A function may be invoked ten times a second for each environment that it may have.
        self.invocations = Bucket(10 * limits.concurrency, 10 * limits.concurrency)
        # A thousand more environments every ten seconds, refilled all the time.
        self.scaling = Bucket(100, 1_000)
        self.secrets = Bucket(limits.secrets_per_second, limits.secrets_per_second)
        partitions = limits.partitions or limits.shards
        saved = limits.write_units * (300 if limits.burst else 1)
        self.partitions = [Bucket(limits.write_units, saved) for _ in range(partitions)]
        self.idle = self.environments = self.outcome.concurrency = min(limits.warm, limits.concurrency)
        # Of its own, so that a larger rush is the smaller one and more bidders, whatever happens to them.
        arrivals = random.Random(limits.seed)
        self.random = random.Random(limits.seed + 1)
        for _ in range(bidders):
            moment, check = arrivals.random(), arrivals.randrange(CHECK_CHARACTERS)
            self.at(MINUTE * moment ** (1 / limits.rise), self.arrive, Request(check % limits.shards))

    def run(self, until_lost=False):
        while self.events and not (until_lost and self.outcome.lost):
            now, _, act, request = heapq.heappop(self.events)
            act(now, request)
        return self.outcome

    def at(self, moment, act, request):
        self.count += 1
        heapq.heappush(self.events, (moment, self.count, act, request))

    def arrive(self, now, request):
        """At the gateway, whose clock decides whether it is in time."""
        limits = self.limits
        if not self.gateway.take(now):
            return self.answer(now, request, "429 gateway")
        request.attempts = 0
        if not self.invocations.take(now):
            return self.answer(now, request, "503 gateway")
        if self.idle:
            self.idle -= 1
            return self.begin(now, request)
        if self.environments >= limits.concurrency or not self.scaling.take(now):
            return self.answer(now, request, "503 gateway")
        self.environments += 1
        self.outcome.concurrency = max(self.outcome.concurrency, self.environments)
        request.since = now + limits.cold_start
        self.at(now + limits.cold_start, self.read_secret, request)

    def read_secret(self, now, request):
        if self.secrets.take(now):
            return self.begin(now, request)
        request.attempts += 1
        # The SDK's own backoff: from a second on, twice as long each time, with full jitter.
        again = now + self.random.random() * 2 ** (request.attempts - 1)
        if request.attempts < stack.SECRET_ATTEMPTS and again < request.since + stack.SECRET_TIME:
            return self.at(again, self.read_secret, request)
        # It ends without a secret, and its request with it.
        self.environments -= 1
        self.answer(now, request, "500 gateway")

    def begin(self, now, request):
        request.attempts, request.since = 0, now
        self.at(now + self.limits.working, self.put, request)

    def put(self, now, request):
        limits = self.limits
        if self.partitions[request.shard % len(self.partitions)].take(now, limits.units):
            return self.at(now + limits.writing, self.stored, request)
        request.attempts += 1
        backoff = self.random.random() * min(2 ** (request.attempts - 1), stack.WRITE_BACKOFF)
        again = now + limits.writing + backoff
        if request.attempts < stack.WRITE_ATTEMPTS and again < request.since + stack.WRITE_TIME:
            return self.at(again, self.put, request)
        # One more look before it says that it may not be stored.
        self.at(now + 2 * limits.writing, self.not_stored, request)

    def stored(self, now, request):
        self.end(now, request)
        self.outcome.acknowledged += 1
        self.outcome.responses["201"] += 1

    def not_stored(self, now, request):
        self.end(now, request)
        self.answer(now, request, "503 form")

    def end(self, now, request):
        self.idle += 1
        self.outcome.durations.append(now - request.since)

    def answer(self, now, request, response):
        """Not what the bidder hoped for: once more, if there is time."""
        self.outcome.responses[response] += 1
        again = now + self.random.uniform(*self.limits.pause)
        if request.retries == self.limits.retries or again >= MINUTE:
            self.outcome.lost += 1
            return
        request.retries += 1
        self.outcome.again += 1
        self.at(again, self.arrive, request)


def largest(limits):
    """The largest rush that loses nothing, to two in a hundred."""
    good, bad = 0, 100
    while loses_nothing(bad, limits):
        good, bad = bad, 2 * bad
    while bad - good > max(1, good // 50):
        middle = (good + bad) // 2
        good, bad = (middle, bad) if loses_nothing(middle, limits) else (good, middle)
    return good


def loses_nothing(bidders, limits):
    return Rush(bidders, limits).run(until_lost=True).lost == 0


def at_closing(bidders, limits):
    """How many press in the last second."""
    return bidders * (1 - (1 - 1 / MINUTE) ** limits.rise)


def variants(limits):
    """By name: what stands in the way, and with how many shards a rush beyond the largest is worth a look."""
    longest = dataclasses.replace(limits, units=LARGEST_UNITS)
    opened = dataclasses.replace(limits, **OPEN_GATEWAY)
    return {
        "As deployed": (limits, [stack.SHARDS]),
        "Largest forms": (longest, SHARDS),
        "Largest forms, new table": (dataclasses.replace(longest, partitions=NEW_TABLE), []),
        "Gateway open": (opened, SHARDS),
        "Gateway open, new table": (dataclasses.replace(opened, partitions=NEW_TABLE), []),
    }


def tables(limits):
    columns = variants(limits)
    found = {
        name: {shards: largest(dataclasses.replace(variant, shards=shards)) for shards in SHARDS}
        for name, (variant, _) in columns.items()
    }
    lines = [f"| Shards | {' | '.join(columns)} |", f"|--:|{'--:|' * len(columns)}"]
    lines += [f"| {shards} | {' | '.join(cell(row[shards], limits) for row in found.values())} |" for shards in SHARDS]
    lines += ["", "A quarter more than that:", "",
              "| | Shards | Bidders | Lost | 429 | 503 | 500 | 503, form | p99, s | At once | Alarms |",
              "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|"]
    for name, (variant, watched) in columns.items():
        lines += [beyond(name, int(found[name][shards] * BEYOND), dataclasses.replace(variant, shards=shards))
                  for shards in watched]
    return "\n".join([*lines, "", *at_one_instant(limits)]) + "\n"


def at_one_instant(limits):
    """The other extreme: nobody came before, and all come together, so that every one of them needs a new environment."""
    columns = [dataclasses.replace(limits, rise=INSTANT, secrets_per_second=rate) for rate in SECRETS_PER_SECOND]
    lines = ["All at one instant, with nothing warm:", "",
             f"| | {' | '.join(f'SSM {rate:,}/s' for rate in SECRETS_PER_SECOND)} |", f"|---|{'--:|' * len(columns)}"]
    rows = {"As deployed": {}, "As deployed, in a new account": {"account": 10}, "Gateway open": OPEN_GATEWAY}
    for name, change in rows.items():
        row = [largest(dataclasses.replace(column, **change)) for column in columns]
        lines.append(f"| {name} | {' | '.join(f'{bidders:,}' for bidders in row)} |")
    return lines


def cell(bidders, limits):
    return f"{bidders:,} ({at_closing(bidders, limits):,.0f}/s)"


def beyond(name, bidders, limits):
    """What is seen of a rush that is too large."""
    outcome = Rush(bidders, limits).run()
    responses = [outcome.responses[kind] for kind in ("429 gateway", "503 gateway", "500 gateway", "503 form")]
    counts = " | ".join(f"{count:,}" for count in (limits.shards, bidders, outcome.lost, *responses))
    alarms = ", ".join(f"`{alarm}`" for alarm in outcome.alarms()) or "none"
    return f"| {name} | {counts} | {percentile(outcome.durations, 0.99):.2f} | {outcome.concurrency:,} | {alarms} |"


def one(bidders, limits):
    """A single rush, for programs."""
    outcome = Rush(bidders, limits).run()
    names = ("bidders", "acknowledged", "lost", "again", "concurrency", "responses")
    counts = {name: getattr(outcome, name) for name in names}
    return json.dumps({**counts, "p99": round(percentile(outcome.durations, 0.99), 3), "alarms": outcome.alarms()})


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--bidders", type=int, help="one rush of so many, instead of the tables")
    parser.add_argument("--largest", action="store_true", help="the largest rush with these limits, instead of the tables")
    parser.add_argument("--write", action="store_true", help="keep the tables in submit-fn/SCALE.md")
    for limit in dataclasses.fields(Limits):
        flag = f"--{limit.name.replace('_', '-')}"
        if limit.name == "pause":
            continue
        if limit.type is bool:
            parser.add_argument(flag, action="store_true")
        else:
            parser.add_argument(flag, type=limit.type, default=limit.default)
    return parser.parse_args()


def main():
    given = arguments()
    names = {limit.name for limit in dataclasses.fields(Limits)}
    limits = Limits(**{name: value for name, value in vars(given).items() if name in names})
    if given.bidders is not None:
        print(one(given.bidders, limits))
    elif given.largest:
        print(largest(limits))
    else:
        text = tables(limits)
        print(text, end="")
        if given.write:
            report.write(stack.PAGE, text, START)


if __name__ == "__main__":
    main()
