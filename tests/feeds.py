"""Reads the feeds, calendars, tables, packages and sitemaps of a built site with independent libraries. Prints what is wrong, a line each.

    feeds.py SITE BASE_URL NOW [sitemaps]   # with the last word, nothing but the sitemaps
"""

import csv
import json
import sys
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import ocds
import xmlschema
from icalendar import Calendar

site, base_url, now = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
faults = []
XML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def expect(is_true, file, what):
    if not is_true:
        faults.append(f"{file.relative_to(site)}: {what}")


def atom(file):
    feed = feedparser.parse(file.read_bytes(), response_headers={"content-type": "application/atom+xml"})
    lang = file.relative_to(site).parts[0]
    expect(not feed.bozo, file, f"is no feed: {feed.get('bozo_exception')}")
    expect(feed.version == "atom10", file, f"is {feed.version}")
    expect(feed.feed.language == f"{lang}-CA", file, "says another language")
    expect(feed.feed.get("updated_parsed"), file, "has no date")
    links = {link.rel: link.href for link in feed.feed.links if link.get("hreflang") == f"{lang}-CA"}
    expect(links.get("self") == address(file), file, "does not name itself")
    expect(is_there(links.get("alternate")), file, "has no page")
    for link in feed.feed.links:
        expect(is_there(link.href), file, f"leads to {link.href}")
    for entry in feed.entries:
        expect("published" not in entry or entry.published_parsed <= entry.updated_parsed, file, f"{entry.id} changed before it was posted")
        expect(is_there(entry.link), file, f"leads to {entry.link}")
        expect(entry.title and entry.summary and entry.content[0].value, file, f"{entry.id} says nothing")
    updates = [entry.updated_parsed for entry in feed.entries]
    expect(updates == sorted(updates, reverse=True), file, "is in another order")
    ids = [entry.id for entry in feed.entries]
    expect(len(ids) == len(set(ids)), file, "has an id twice")
    return ids


def json_feed(file):
    feed = json.loads(file.read_text())
    expect(feed["version"] == "https://jsonfeed.org/version/1.1", file, "is another version")
    expect(feed["feed_url"] == address(file), file, "does not name itself")
    expect(is_there(feed["home_page_url"]), file, "has no page")
    for item in feed["items"]:
        expect(is_there(item["url"]), file, f"leads to {item['url']}")
        expect(item["title"] and item["content_html"] and item["date_modified"], file, f"{item['id']} says nothing")
    return [item["id"] for item in feed["items"]]


def calendar(file):
    lines = file.read_bytes().split(b"\r\n")
    expect(lines[-1] == b"" and not any(b"\n" in line for line in lines), file, "has other line ends than CRLF")
    expect(all(len(line) <= 75 for line in lines), file, "has a line of more than 75 octets")
    read = Calendar.from_ical(file.read_bytes())
    expect(not read.errors and read.get("PRODID") and read.get("VERSION") == "2.0", file, f"{read.errors}")
    expect(read.subcomponents, file, "holds nothing, which RFC 5545 (3.6) forbids")
    for event in read.walk("VEVENT"):
        expect(not event.errors, file, f"{event.errors}")
        expect(event.get("UID") and event.get("SUMMARY") and event.get("DTSTAMP"), file, "lacks a property")
        expect(event.decoded("DTSTART").utcoffset() == timedelta(0), file, "has a time of no zone")
        expect(is_there(str(event.get("URL"))), file, f"leads to {event.get('URL')}")
    expect(read.walk("VEVENT"), file, "is empty") if file.parent.parent.name in ("opportunities", "possibilites") else None


def table(file):
    with file.open(encoding="utf-8-sig", newline="") as rows:
        rows = list(csv.DictReader(rows))
    opportunities = json.loads((file.parent / "opportunities.json").read_text())["opportunities"]
    ids = [row["referenceNumber-numeroReference"] for row in rows]
    expect(ids == [opportunity["id"] for opportunity in opportunities], file, "has other rows than the JSON file")
    for row in rows:
        expect(all(value is not None for value in row.values()) and None not in row, file, f"{row} has other columns")
        expect(is_there(row["noticeURL-URLavis-fra"]), file, f"leads to {row['noticeURL-URLavis-fra']}")


def sitemaps():
    """The sitemap of a site, or its index with all of its parts. Returns how many addresses there are."""
    schema = xmlschema.XMLSchema(Path(__file__).with_name("sitemap.xsd"))
    addresses, twins = [], set()
    first = site / "sitemap.xml"
    robots = (site / "robots.txt").read_text().splitlines()
    expect(f"Sitemap: {address(first)}" in robots, first, "is not what robots.txt names")
    parts = [first]
    while parts:
        file = parts.pop(0)
        faults.extend(f"{file.name}: {error.path}: {error.reason}" for error in schema.iter_errors(file))
        root = ElementTree.parse(file).getroot()
        parts += [site / part.text.removeprefix(f"{base_url}/") for part in root.iterfind("s:sitemap/s:loc", XML)]
        for url in root.iterfind("s:url", XML):
            links = {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", XML)}
            addresses.append(url.find("s:loc", XML).text)
            twins.update(links.values())
            expect(len(links) == 2 and addresses[-1] in links.values(), file, f"{addresses[-1]} has no twin")
            expect(is_there(addresses[-1]), file, f"leads to {addresses[-1]}")
    expect(len(addresses) == len(set(addresses)) and set(addresses) == twins, first, "lacks a page, or has one twice")
    return len(addresses)


def address(file):
    return f"{base_url}/{file.relative_to(site)}"


def is_there(url):
    path = site / url.removeprefix(f"{base_url}/")
    return url.startswith(base_url) and (path.is_file() or (path / "index.html").is_file())


addresses = sitemaps()
if sys.argv[4:] == ["sitemaps"]:
    print("\n".join(faults) or f"{addresses} addresses")
    sys.exit(bool(faults))
atoms, calendars = sorted(site.glob("**/atom.xml")), sorted(site.glob("**/calendar.ics"))
for file in atoms:
    same = json_feed(file.with_name("feed.json"))
    expect(atom(file) == same, file, "holds other entries than feed.json")
    expect(file.with_name("calendar.ics").exists(), file, "has no calendar beside it")
for file in calendars:
    calendar(file)
table(site / "data/opportunities.csv")
releases = ocds.check(site, base_url, now, is_there, expect)
print("\n".join(faults) or f"{len(atoms)} feeds, {len(calendars)} calendars, {releases} releases, {addresses} addresses")
sys.exit(bool(faults))
