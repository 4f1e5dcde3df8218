#!/usr/bin/env python3
"""What the exchange costs in AWS in a month: the tables of submit-fn/SCALE.md.

    tests/bench/cost.py               # prints them
    tests/bench/cost.py --write       # and keeps them in the page

To see another price or another assumption, change it below. US dollars, ca-central-1, before taxes, without any free tier
and without the discounts for large amounts.
"""

import argparse
from dataclasses import dataclass

import report
import stack

START = "<!-- results: written by `tests/bench/cost.py --write` -->"
OPPORTUNITIES = (10, 1_000, 100_000)
PROPOSALS_A_DAY = (10, 10_000, 1_000_000)

DAYS = 30
GB = 1e9
MILLION = 1e6

# Read for Canada or for no region in particular; read for us-east-1, with a tenth more assumed; read nowhere, from memory.
FOUND, SCALED, NOT_FOUND = "read", "us-east-1, +10%", "not verified"
CANADA = 1.1


@dataclass(frozen=True)
class Price:
    """In US dollars, for so many of a unit; how sure it is, and where it was read or is to be looked up."""

    dollars: float
    unit: str
    per: float
    certainty: str
    source: str

    def of(self, count):
        return count / self.per * self.dollars


def scaled(dollars, unit, per, source):
    return Price(dollars * CANADA, unit, per, SCALED, source)


OVERVIEW = "github.com/flarebyte/learning, aws/serverless-cost.md"
DYNAMODB = "airbyte.com/data-engineering-resources/dynamodb-pricing"
KMS = "gist.github.com/dasgoll/b88d5be05dcc0deb052ad40446c2fb40 (2019)"
INFRACOST = "an estimate of Infracost, code.seto.ovh/51fe4bab-7516-461b-a66e-0028aed23c62"
ARTILLERY = "npm artillery 2.0.28, lib/platform/aws-lambda/prices.js"
WHITEPAPER = "docs.aws.amazon.com, whitepaper best-practices-api-gateway-private-apis-integration"

PRICES = {
    "put": scaled(0.005, "1,000 PUT or LIST", 1e3, OVERVIEW),
    "get": scaled(0.0004, "1,000 GET", 1e3, OVERVIEW),
    "site": Price(0.025, "GB-month in S3", 1, NOT_FOUND, "aws.amazon.com/s3/pricing"),
    "request": Price(0.010, "10,000 HTTPS requests", 1e4, FOUND, "wring.co/blog/aws-cloudfront-pricing-guide"),
    "transfer": Price(0.085, "GB out of CloudFront", 1, FOUND, "aws.amazon.com/cloudfront/pricing"),
    "address": Price(0.10, "million CloudFront Functions", MILLION, FOUND, "cur.vantage.sh/aws/amazoncloudfront"),
    "call": scaled(1.00, "million HTTP API calls", MILLION, WHITEPAPER),
    "invocation": Price(0.20, "million Lambda requests", MILLION, FOUND, OVERVIEW),
    "compute": Price(0.0000133334, "GB-second of Lambda, arm64", 1, FOUND, ARTILLERY),
    "write": scaled(0.625, "million write units", MILLION, DYNAMODB),
    "read": scaled(0.125, "million read units", MILLION, DYNAMODB),
    "table": scaled(0.25, "GB-month in DynamoDB", 1, INFRACOST),
    "recovery": scaled(0.20, "GB-month of PITR", 1, INFRACOST),
    "key": Price(1.00, "KMS key, or one rotation of it", 1, FOUND, KMS),
    "key_use": Price(0.03, "10,000 uses of a key", 1e4, FOUND, KMS),
    "log": scaled(0.50, "GB of logs", 1, OVERVIEW),
    "kept_log": Price(0.033, "GB-month of logs", 1, NOT_FOUND, "aws.amazon.com/cloudwatch/pricing"),
    "alarm": Price(0.10, "alarm", 1, NOT_FOUND, "aws.amazon.com/cloudwatch/pricing"),
    "acl": Price(6.00, "web ACL with one rule", 1, NOT_FOUND, "aws.amazon.com/waf/pricing"),
    "inspection": Price(0.60, "million requests seen by WAF", MILLION, NOT_FOUND, "aws.amazon.com/waf/pricing"),
}

# Of the site: files and bytes at rest, from the table of tests/bench/README.md (100 to 10,000 opportunities).
FILES, FILES_EACH = 1_770, 2.15
SITE_GB, SITE_GB_EACH = 0.008, 0.000127
# So often in a month the site is published. `devex deploy` lists a thousand names at a time, and sends what changed: of an
# amendment the pages, feeds and lists that show it, and a style sheet or a word of the theme changes every page, once in a while.
PUBLICATIONS, SENT = 120, 300
# Views of pages in a month: of each opportunity, mostly by programs, and for each proposal.
VIEWS_EACH, VIEWS_PER_PROPOSAL = 100, 30
# Of a view: the page, and what browsers do not have yet; compressed.
ASSETS_PER_VIEW, VIEW_GB = 1.5, 40e3 / GB
# CloudFront keeps a page for a minute, at so many places. Half of the views are of so many pages that all look at.
FRESH, PLACES, POPULAR, POPULAR_SHARE = 60, 4, 20, 0.5
# For each proposal: sent, and once looked at or sent in vain.
CALLS_PER_PROPOSAL, ANSWER_GB = 2, 15e3 / GB
# A form of some 750 words with its questions, sealed: of an item, bytes and write units. One in ten is replaced, which is
# a transaction (twice the units) of two items of that size.
ITEM_GB, UNITS, REPLACED = 9e3 / GB, 9, 0.1
# Reads, consistent, 4 kB each: whoever looks, and one pass of the team over what came in.
READ_UNITS = 3 * 3
# Seconds of an invocation with cold starts in them; of its log and of the gateway's, bytes.
SECONDS, LOG_GB = 0.05, (450 + 250) / GB
# One key, and its first two yearly rotations. DynamoDB asks for it every five minutes, for each of its parts; cold starts
# decrypt the environment and the secret.
KEYS, KEY_USES, KEY_USES_PER_CALL = 3, 20_000, 0.02


def site_requests(opportunities, views):
    """Requests to CloudFront for the site, and how many of them go on to S3."""
    pages = 2 * opportunities + POPULAR
    misses = views * (POPULAR_SHARE * missed(views * POPULAR_SHARE / POPULAR)
                      + (1 - POPULAR_SHARE) * missed(views * (1 - POPULAR_SHARE) / pages))
    return views * (1 + ASSETS_PER_VIEW), misses


def missed(views):
    """The share of views of a page, a month, that come when no copy at their place is fresh: each miss begins a minute."""
    in_a_minute = views / PLACES * FRESH / (DAYS * 86_400)
    return 1 / (1 + in_a_minute)


def costs(opportunities, daily):
    """Of a month, by service; and the hit ratio."""
    proposals = daily * DAYS
    views = opportunities * VIEWS_EACH + proposals * VIEWS_PER_PROPOSAL
    requests, misses = site_requests(opportunities, views)
    calls = proposals * CALLS_PER_PROPOSAL
    files = FILES + FILES_EACH * opportunities
    published = PUBLICATIONS * (SENT + 1 + files / 1e3)
    sent = proposals * (1 + REPLACED)
    stored = daily * (1 + REPLACED) * stack.RETENTION_DAYS * ITEM_GB
    written = proposals * UNITS * (1 + 4 * REPLACED)
    logged = calls * LOG_GB
    p = {name: price.of for name, price in PRICES.items()}
    services = {
        "S3": p["site"](SITE_GB + SITE_GB_EACH * opportunities) + p["put"](published) + p["get"](misses),
        "CloudFront": p["request"](requests + calls) + p["address"](requests)
        + p["transfer"](views * VIEW_GB + calls * ANSWER_GB),
        "HTTP API": p["call"](calls),
        "Lambda": p["invocation"](calls) + p["compute"](calls * SECONDS * stack.MEMORY),
        "DynamoDB": p["write"](written) + p["read"](sent * READ_UNITS) + p["table"](stored),
        "PITR": p["recovery"](stored),
        "KMS": p["key"](KEYS) + p["key_use"](KEY_USES + KEY_USES_PER_CALL * calls),
        "CloudWatch": p["log"](logged) + p["kept_log"](logged * stack.LOG_DAYS / DAYS) + p["alarm"](len(stack.alarms())),
    }
    return services, p["acl"](1) + p["inspection"](requests + calls), 1 - misses / requests


def tables():
    names = list(costs(1, 1)[0])
    lines = [f"| Opportunities | Proposals a day | {' | '.join(names)} | **Together** | WAF, optional | Hit ratio |",
             f"|--:|--:|{'--:|' * len(names)}--:|--:|--:|"]
    for opportunities in OPPORTUNITIES:
        for daily in PROPOSALS_A_DAY:
            services, waf, hits = costs(opportunities, daily)
            cells = " | ".join(dollars(amount) for amount in services.values())
            total = dollars(sum(services.values()))
            lines.append(f"| {opportunities:,} | {daily:,} | {cells} | **{total}** | {dollars(waf)} | {hits:.0%} |")
    lines += ["", "| US$ | for | | Source |", "|--:|---|---|---|"]
    lines += [f"| {exact(price.dollars)} | {price.unit} | {price.certainty} | {price.source} |"
              for price in PRICES.values()]
    return "\n".join(lines) + "\n"


def exact(price):
    return f"{price:.10f}".rstrip("0").rstrip(".")


def dollars(amount):
    return f"{amount:,.2f}" if amount < 100 else f"{amount:,.0f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--write", action="store_true", help="keep the tables in submit-fn/SCALE.md")
    text = tables()
    if parser.parse_args().write:
        report.write(stack.PAGE, text, START)
    print(text, end="")


if __name__ == "__main__":
    main()
