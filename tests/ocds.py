"""Reads the release and record packages of a site (OCDS 1.1.5) with the schema and the merging library of those who publish
the standard.
"""

import copy
import json
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
from ocdsmerge import Merger

# The schema as published; tests/run puts it beside the tools.
SCHEMA = json.loads((Path(sys.prefix) / "ocds-release-schema.json").read_text())
# The codes of open lists that we use, all of them in the standard's own lists.
CODES = {
    "awardCriteria": {"qualityOnly"},
    "documentType": {
        "plannedProcurementNotice", "tenderNotice", "contractDraft", "clarifications", "awardNotice", "unsuccessfulDetails",
        "cancellationDetails",
    },
    "roles": {"buyer", "procuringEntity", "supplier", "reviewBody"},
    "submissionMethod": {"electronicSubmission"},
    "type": {"delivery"},
}
TENDER_STATUS = {
    "upcoming": "planned", "open": "active", "evaluating": "active", "awarded": "complete", "delivered": "complete",
    "not_delivered": "complete", "not_awarded": "unsuccessful", "cancelled": "cancelled",
}
NOTICE = ("title", "title_fr", "description", "value", "tenderPeriod", "items", "awardCriteriaDetails", "submissionMethodDetails_fr")
formats = jsonschema.FormatChecker(())


@formats.checks("date-time", ValueError)
def is_date_time(text):
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


@formats.checks("uri", ValueError)
def is_uri(text):
    return not isinstance(text, str) or bool(urlsplit(text).scheme and urlsplit(text).netloc)


def closed(schema):
    """The schema without room for fields that it does not have."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if "properties" in schema and schema["properties"]:
            schema.setdefault("additionalProperties", False)
        return schema
    return [closed(value) for value in schema] if isinstance(schema, list) else schema


VALIDATOR = jsonschema.Draft4Validator(closed(SCHEMA), format_checker=formats)
MERGER = Merger(copy.deepcopy(SCHEMA))


def each(value, key=None):
    """Every object and value within a value, with its key."""
    yield key, value
    for within, item in value.items() if isinstance(value, dict) else ():
        yield from each(item, within)
    for item in value if isinstance(value, list) else ():
        yield from each(item, key)


def package(file, base_url, site, expect, contents):
    read = json.loads(file.read_text())
    expect(read["uri"] == f"{base_url}/{file.relative_to(site)}", file, "does not name itself")
    expect(read["version"] == "1.1" and read["publisher"]["name"], file, "does not name its version and its publisher")
    expect(is_date_time(read["publishedDate"]), file, "has no date")
    known = {"uri", "version", "publisher", "publishedDate", contents} | ({"packages"} if contents == "records" else set())
    expect(set(read) == known, file, f"has {set(read) ^ known}")
    return read


def check(site, base_url, now, is_there, expect):
    """Reports what is wrong with both packages to `expect`. Returns how many releases there are."""
    files = [site / f"data/ocds/{name}.json" for name in ("releases", "records")]
    releases, records = (package(file, base_url, site, expect, file.stem) for file in files)
    for release in releases["releases"]:
        of_release(release, now, lambda is_true, what: expect(is_true, files[0], f"{release['id']}: {what}"))
    dates = [release["date"] for release in releases["releases"]]
    expect(not dates or max(dates) == releases["publishedDate"] == records["publishedDate"], files[0], "has another date")
    ids = [release["id"] for release in releases["releases"]]
    expect(len(ids) == len(set(ids)), files[0], "has an id twice")
    in_records = [release for record in records["records"] for release in record["releases"]]
    expect(in_records == releases["releases"], files[1], "has other releases")
    expect(records["packages"] == [releases["uri"]], files[1], "has other packages")
    facts = json.loads((site / "data/opportunities.json").read_text())["opportunities"]
    facts = {opportunity["id"]: opportunity for opportunity in facts}
    for record in records["records"]:
        def fault(is_true, what):
            expect(is_true, files[1], f"{record['ocid']}: {what}")
        compiled = record["compiledRelease"]
        of_record(record, base_url, is_there, fault)
        fault(agrees(compiled["tender"], facts.pop(compiled["tender"]["id"])), "says something else than opportunities.json")
    expect(all(opportunity["status"] == "upcoming" for opportunity in facts.values()), files[1], f"lacks {list(facts)}")
    return len(ids)


def of_release(release, now, expect):
    for error in VALIDATOR.iter_errors(release):
        expect(False, f"{error.json_path}: {error.message}")
    expect("#" not in release["id"] and release["id"].startswith(release["ocid"]), "has a bad id")
    expect(release["date"][:10] <= now[:10], "is of a day to come")
    for key, value in each(release):
        expect(key not in CODES or isinstance(value, (list, type(None))) or value in CODES[key], f"{key} is {value}")
    if "tender" in release["tag"]:
        expect(all(release["tender"].get(key) for key in NOTICE), "is no whole notice")


def of_record(record, base_url, is_there, expect):
    releases, compiled = record["releases"], record["compiledRelease"]
    dates = [release["date"] for release in releases]
    expect(dates == sorted(set(dates)), "has releases in another order, or two of one day")
    expect({release["ocid"] for release in releases} == {record["ocid"]}, "has releases of another one")
    expect(compiled == MERGER.create_compiled_release(copy.deepcopy(releases)), "is not what its releases make")
    for error in VALIDATOR.iter_errors(compiled):
        expect(False, f"compiled: {error.json_path}: {error.message}")
    parties = {party["id"]: party for party in compiled["parties"]}
    for key, value in each(compiled):
        if key in ("buyer", "procuringEntity", "suppliers") and isinstance(value, dict):
            party, role = parties[value["id"]], key.removesuffix("s")
            expect(party["name"] == value["name"], f"has another name for {value['id']}")
            expect(role in party.get("roles", [role]), f"{value['id']} is no {role}")
        if key == "documents" and isinstance(value, dict) and value["url"].startswith(base_url):
            expect(is_there(value["url"].split("#")[0]), f"leads to {value['url']}")
    of_complaint = [party for party in parties.values() if "reviewBody" in party.get("roles", [])]
    expect(of_complaint and of_complaint[0]["contactPoint"]["email"], "does not say where to complain")


def agrees(tender, facts):
    status = TENDER_STATUS[facts["status"]]
    return (
        (tender["title"], tender["title_fr"]) == (facts["title"]["en"], facts["title"]["fr"])
        and tender["value"] == tender["minValue"] == {"amount": facts["value_cad"], "currency": "CAD"}
        and tender["tenderPeriod"] == {"startDate": facts["opens"], "endDate": facts["closes"]}
        and tender.get("enquiryPeriod", {}).get("endDate") == facts["questions_close"]
        and len(tender.get("amendments", [])) <= len(facts["amendments"])
        and tender["status"] in (status, "withdrawn")
    )
