"""The limits that the template and the function set, read from their own text: what is worked out with them follows."""

import re
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "submit-fn/SCALE.md"
TEMPLATE = (REPOSITORY / "submit-fn/template.yaml").read_text(encoding="utf-8")
SITE = (REPOSITORY / "site.toml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Alarm:
    """Fires when the metric is above the threshold."""

    name: str
    metric: tuple[str, str]
    threshold: float


def source(path):
    return (REPOSITORY / "submit-fn/src" / path).read_text(encoding="utf-8")


def number(text, pattern):
    """The first number that a pattern captures. A text that no longer has it needs a new pattern here, not a guess."""
    found = re.search(pattern, text)
    if not found:
        raise SystemExit(f"nothing matches {pattern}")
    return int(found[1].replace("_", ""))


def parameter(name):
    """The default of a parameter of the template."""
    return number(TEMPLATE, rf'(?ms)^  {name}:\n(?:    .*?\n)*?    Default: "?(\d+)')


def alarms():
    block = r"(?m)^  (\w+):\n    Type: AWS::CloudWatch::Alarm\n((?:(?:    .*)?\n)+)"
    return [alarm(*found) for found in re.findall(block, TEMPLATE)]


def alarm(name, properties):
    value = dict(re.findall(r"(?m)^      (\w+): (.+)$", properties))
    # One that combines metrics has none of its own, and is only counted.
    return Alarm(name, (value.get("Namespace", ""), value.get("MetricName", "")), float(value["Threshold"]))


# Where the template puts what it counts in logs.
LOGGED = "!Sub devex/${AWS::StackName}"
PER_SECOND = parameter("ProposalsPerSecond")
AT_ONCE = parameter("ProposalsBurst")
RESERVED = parameter("ReservedConcurrency")
LOG_DAYS = parameter("LogDays")
MEMORY = number(TEMPLATE, r"MemorySize: (\d+)") / 1024
SHARDS = number(source("reference.rs"), r"SHARDS: u8 = (\d+)")
WRITE_ATTEMPTS = number(source("store.rs"), r"with_max_attempts\((\d+)\)")
WRITE_BACKOFF = number(source("store.rs"), r"with_max_backoff\(Duration::from_secs\((\d+)\)\)")
WRITE_TIME = number(source("store.rs"), r"PUT: Duration = Duration::from_secs\((\d+)\)")
SECRET_ATTEMPTS = number(source("parameter.rs"), r"with_max_attempts\((\d+)\)")
SECRET_TIME = number(source("parameter.rs"), r"TIME: Duration = Duration::from_secs\((\d+)\)")
# In kB of names and values.
LARGEST_FORM = number(source("function.rs"), r"FIELDS_LIMIT: usize = (\d+) \* 1024")
RETENTION_DAYS = number(SITE, r"(?m)^retention_days = (\d+)")
